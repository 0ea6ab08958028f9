"""The calendar's own address: on to today, or to a day that somebody typed."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from regulars.faces.desk.calendar.asked import Asked
from regulars.faces.desk.entrance import DeskRequest, DeskView
from regulars.kernel.clock_times import is_on_calendar
from regulars.rules.permissions import Permission

_VIEWS = ("day", "week", "month", "list")


class CalendarStart(DeskView):
    """On to the day that it is, or `?day=` as the business writes it, in the view of `?view=`."""

    permission = Permission.SEE_APPOINTMENTS

    def get(self, request: DeskRequest) -> HttpResponse:
        day = _day(request)
        view = request.GET.get("view", "day")
        shown = Asked.read(view if view in _VIEWS else "day", day.isoformat(), request.GET)
        return redirect(shown.address(request.door.business.slug))


def _day(request: DeskRequest) -> date:
    """The day that was typed; today with a sentence where it cannot be read."""
    today = request.fmt.local(request.at).date()
    typed = request.GET.get("day")
    if typed is None:
        return today
    try:
        day = request.fmt.parse_day(typed)
    except ValueError:
        day = None
    if day is not None and is_on_calendar(day):
        return day
    example = request.fmt.day_example(today)
    messages.error(request, _("Write a day like %(day)s.") % {"day": example})
    return today
