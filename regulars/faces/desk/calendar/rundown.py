"""The calendar's list: a week of days under each other."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from regulars.faces.desk.calendar.asked import Asked
from regulars.faces.desk.calendar.tools import tools
from regulars.faces.desk.entrance import DeskRequest, DeskView, page
from regulars.queries.calendar_columns import calendar_columns
from regulars.queries.calendar_list import SHOWS, CalendarList, calendar_list
from regulars.rules.permissions import Permission

_DAYS = 7


class CalendarRundown(DeskView):
    """Seven days from the one in the address on."""

    permission = Permission.SEE_APPOINTMENTS

    def get(self, request: DeskRequest, day: str) -> HttpResponse:
        asked = Asked.read("list", day, request.GET)
        listed = calendar_list(
            business=request.door.business,
            first=asked.day,
            days=_DAYS,
            zone=request.fmt.zone,
            at=request.at,
            staff_member_ids=asked.staff,
            with_cancelled=asked.with_cancelled,
        )
        return page(request, "desk/calendar/list.html", **_context(request, asked, listed))


def _context(request: DeskRequest, asked: Asked, listed: CalendarList) -> dict[str, Any]:
    show = request.GET.get("show", "")
    heading = request.fmt.days(listed.first, listed.last)
    address = asked.address(request.door.business.slug)
    return {
        "asked": asked,
        "listed": listed.narrowed(show, request.at),
        "show": show if show in SHOWS else "",
        "here": address + ("&" if "?" in address else "?"),
        "title": heading,
        "minutes": lambda number: timedelta(minutes=number),
        "tools": tools(
            request,
            asked,
            heading=heading,
            heading_short=request.fmt.day_near(listed.first, request.fmt.local(request.at).date()),
            sub=_week(asked),
            earlier=asked.day - timedelta(days=_DAYS),
            later=asked.day + timedelta(days=_DAYS),
            columns=calendar_columns(business=request.door.business),
            chosen=asked.staff,
        ),
    }


def _week(asked: Asked) -> str:
    """The number of the week, where it is one from Monday to Sunday."""
    if asked.day.weekday():
        return ""
    return _("Week %(number)s") % {"number": asked.day.isocalendar().week}
