"""The calendar's month: how full every day is, and what is free on the one that is chosen."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from regulars.faces.desk.calendar.asked import Asked
from regulars.faces.desk.calendar.tools import tools
from regulars.faces.desk.entrance import DeskRequest, DeskView, page
from regulars.queries.calendar_columns import calendar_columns
from regulars.queries.calendar_month import calendar_month
from regulars.queries.calendar_month_parts import Month
from regulars.rules.permissions import Permission

# So many names fit beside the month; more bars than that are told apart in the panel.
_NAMES = 5


class CalendarMonth(DeskView):
    """The weeks of a month; the day in the address is the one whose free time is listed."""

    permission = Permission.SEE_APPOINTMENTS

    def get(self, request: DeskRequest, day: str) -> HttpResponse:
        asked = Asked.read("month", day, request.GET)
        month = calendar_month(
            business=request.door.business,
            month=asked.day,
            zone=request.fmt.zone,
            at=request.at,
            first_weekday=request.fmt.locale.first_week_day,
            staff_member_ids=asked.staff,
        )
        return page(request, "desk/calendar/month.html", **_context(request, asked, month))


def _context(request: DeskRequest, asked: Asked, month: Month) -> dict[str, Any]:
    heading = request.fmt.month_year(month.first)
    slug = request.door.business.slug
    return {
        "asked": asked,
        "month": month,
        "chosen": month.day(asked.day),
        "title": heading,
        "place_of": lambda day, view="month": asked.but(day=day, view=view).address(slug),
        "tools": tools(
            request,
            asked,
            heading=heading,
            heading_short=request.fmt.month(month.first.month),
            sub=_bars(month, asked),
            earlier=month.first - timedelta(days=1),
            later=_next_month(month.first),
            columns=calendar_columns(business=request.door.business),
            chosen=asked.staff,
        ),
    }


def _bars(month: Month, asked: Asked) -> str:
    """Whose bars they are, from top to bottom."""
    names = [load.name.split()[0] for load in month.day(asked.day).loads]
    if not 1 < len(names) <= _NAMES:
        return ""
    return _("Bars: %(names)s") % {"names": ", ".join(names)}


def _next_month(first: date) -> date:
    return (first + timedelta(days=31)).replace(day=1)
