"""The calendar's week: of one person day by day, or of everybody."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from regulars.faces.desk.calendar.answer import answer
from regulars.faces.desk.calendar.asked import Asked
from regulars.faces.desk.calendar.tools import tools
from regulars.faces.desk.entrance import DeskRequest, DeskView
from regulars.queries.calendar_columns import Columns, calendar_columns
from regulars.queries.calendar_grid import Grid, calendar_grid
from regulars.rules.permissions import Permission

# A studio this small is read at a glance; in a larger one everybody looks for their own week first.
_FEW = 4
_WEEK = timedelta(days=7)


class CalendarWeek(DeskView):
    """Monday to Sunday."""

    permission = Permission.SEE_APPOINTMENTS

    def get(self, request: DeskRequest, day: str) -> HttpResponse:
        asked = Asked.read("week", day, request.GET)
        return answer(request, asked, lambda: _grid(request, asked), _around)


def _grid(request: DeskRequest, asked: Asked) -> Grid:
    columns = calendar_columns(business=request.door.business)
    monday = asked.day - timedelta(days=asked.day.weekday())
    return calendar_grid(
        business=request.door.business,
        first=monday,
        last=monday + _WEEK - timedelta(days=1),
        zone=request.fmt.zone,
        at=request.at,
        columns=columns,
        staff_member_ids=_whose(request, asked, columns),
        with_cancelled=asked.with_cancelled,
        with_free=False,
    )


def _whose(request: DeskRequest, asked: Asked, columns: Columns) -> tuple[int, ...] | None:
    """Whose week it is; None for everybody's."""
    if asked.everybody or asked.staff:
        return None if asked.everybody else asked.staff
    own = request.door.staff.id
    has_column = any(column.staff_member_id == own for column in columns.bookable)
    looks_after_all = request.door.may(Permission.REACH_ALL_CALENDARS)
    if not has_column or (looks_after_all and len(columns.bookable) <= _FEW):
        return None
    return (own,)


def _around(request: DeskRequest, asked: Asked, grid: Grid) -> dict[str, Any]:
    """What the whole page says besides the grid."""
    whose = _whose(request, asked, grid.columns)
    number = _("Week %(number)s") % {"number": grid.first.isocalendar().week}
    heading = request.fmt.days(grid.first, grid.last)
    return {
        "title": f"{number}, {heading}",
        "tools": tools(
            request,
            asked,
            heading=heading,
            heading_short=request.fmt.days(grid.first, grid.last, short=True),
            sub=number,
            earlier=_shifted(asked.day, -_WEEK),
            later=_shifted(asked.day, _WEEK),
            columns=grid.columns,
            chosen=whose,
        ),
        "label": _("Week of everyone") if whose is None else _("Week"),
    }


def _shifted(day: date, by: timedelta) -> date:
    return day + by
