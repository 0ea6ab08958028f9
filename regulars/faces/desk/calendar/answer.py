"""One address, three answers: the whole page, its grid when it changed, or the panel alone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from hashlib import blake2b
from typing import Any

from django.http import HttpResponse
from django.utils import translation

from regulars.faces.desk.calendar.asked import Asked
from regulars.faces.desk.calendar.panel import panel_of
from regulars.faces.desk.entrance import DeskRequest, page
from regulars.queries.calendar_grid import Grid

Around = Callable[[DeskRequest, Asked, Grid], dict[str, Any]]


def answer(
    request: DeskRequest, asked: Asked, read: Callable[[], Grid], around: Around
) -> HttpResponse:
    """The panel for who opens an entry, the grid for who asks again, the page for everybody else.

    Who asks again says what they have seen, and hears 304 as long as nothing is different.
    """
    part = _part_asked_for(request)
    if part == "panel":
        panel = panel_of(request, asked)
        return page(request, "desk/calendar/_panel_place.html", asked=asked, panel=panel)
    grid = read()
    seen = _seen(request, asked, grid)
    if part == "grid" and request.headers.get("If-None-Match") == seen:
        return HttpResponse(status=304, headers={"ETag": seen})
    context: dict[str, Any] = {"asked": asked, "grid": grid, "etag": seen}
    context |= around(request, asked, grid)
    context["hours"] = [_clock(request, hour * 60) for hour in _hours(grid)]
    context["clock"] = _typed
    new = context["tools"].new
    context["new_address"] = new.href.partition("?")[0] if new else ""
    if part == "grid":
        response = page(request, "desk/calendar/_grid.html", **context)
    else:
        panel = panel_of(request, asked)
        response = page(request, "desk/calendar/calendar.html", panel=panel, **context)
    response["ETag"] = seen
    return response


def _part_asked_for(request: DeskRequest) -> str:
    if not request.htmx or request.htmx.history_restore_request:
        return "page"
    return {"panel-place": "panel", "calendar": "grid"}.get(request.htmx.target or "", "page")


def _seen(request: DeskRequest, asked: Asked, grid: Grid) -> str:
    """A name for what the grid shows and for whom, made of the rows and not of the page."""
    today = request.fmt.local(request.at).date()
    what = (grid, asked.query, request.door.staff, translation.get_language(), today)
    return f'"{blake2b(repr(what).encode(), digest_size=12).hexdigest()}"'


def _hours(grid: Grid) -> range:
    return range(grid.shown.start // 60, grid.shown.end // 60)


def _clock(request: DeskRequest, minute: int) -> str:
    """The hour as the business reads it; on a day like any other."""
    return request.fmt.time(datetime(2000, 1, 3, minute // 60, tzinfo=request.fmt.zone))


def _typed(minute: int) -> str:
    """13:00, as an address carries a time of day."""
    return f"{minute // 60:02}:{minute % 60:02}"
