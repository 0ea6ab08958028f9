"""The calendar's day: a column for everybody, or for every room."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from regulars.faces.desk.calendar.answer import answer
from regulars.faces.desk.calendar.asked import Asked
from regulars.faces.desk.calendar.tools import tools
from regulars.faces.desk.entrance import DeskRequest, DeskView
from regulars.queries.calendar_grid import Grid, calendar_grid
from regulars.rules.permissions import Permission

_DAY = timedelta(days=1)


class CalendarDay(DeskView):
    """One day, everybody side by side."""

    permission = Permission.SEE_APPOINTMENTS

    def get(self, request: DeskRequest, day: str) -> HttpResponse:
        asked = Asked.read("day", day, request.GET)
        return answer(request, asked, lambda: _grid(request, asked), _around)


def _grid(request: DeskRequest, asked: Asked) -> Grid:
    return calendar_grid(
        business=request.door.business,
        first=asked.day,
        last=asked.day,
        zone=request.fmt.zone,
        at=request.at,
        staff_member_ids=None if asked.by_room else asked.staff,
        by_room=asked.by_room,
        with_cancelled=asked.with_cancelled,
    )


def _around(request: DeskRequest, asked: Asked, grid: Grid) -> dict[str, Any]:
    """What the whole page says besides the grid."""
    week = asked.day.isocalendar().week
    sub = [_("Week %(number)s") % {"number": week}]
    if grid.without_room:
        in_none = ngettext("%(n)s without a room", "%(n)s without a room", grid.without_room)
        sub.append(in_none % {"n": grid.without_room})
    return {
        "title": request.fmt.day_long(asked.day),
        "tools": tools(
            request,
            asked,
            heading=request.fmt.day_in_full(asked.day),
            heading_short=request.fmt.day_near(asked.day, request.fmt.local(request.at).date()),
            sub=" · ".join(sub),
            earlier=asked.day - _DAY,
            later=asked.day + _DAY,
            columns=grid.columns,
            chosen=asked.staff,
        ),
        "label": _("Day by room") if asked.by_room else _("Day by person"),
    }
