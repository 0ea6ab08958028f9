"""The dialog of a block, new or there, and where one is afterwards."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.http import HttpResponse
from django.urls import reverse

from regulars.faces.desk.blocks.choices import (
    NEVER,
    Chip,
    chips,
    owner_choices,
    repeat_value,
    value_of,
)
from regulars.faces.desk.blocks.forms import THIS, BlockForm
from regulars.faces.desk.blocks.outlook import outlook
from regulars.faces.desk.entrance import DeskRequest, page, shown_address
from regulars.kernel.clock_times import instant, is_on_calendar, parse_time
from regulars.queries.block_detail import BlockDetail
from regulars.queries.blockable import blockable
from regulars.rules.blocks import BlockKind
from regulars.rules.permissions import Permission

_HOUR = timedelta(hours=1)
_LONGEST_MINUTES = 24 * 60


def block_form(
    request: DeskRequest,
    data: Mapping[str, Any] | None = None,
    *,
    initial: Mapping[str, Any],
    block: BlockDetail | None = None,
) -> BlockForm:
    """The form with the people and rooms that this person may block."""
    columns = blockable(business=request.door.business)
    reaches_all = request.door.actor.may(Permission.REACH_ALL_CALENDARS)
    only = None if reaches_all else request.door.staff.id
    who, drawn = owner_choices(columns, only=only), chips(columns)
    if block is not None:  # it may be of somebody who left, or of a room that is closed
        owner = value_of(staff_member_id=block.staff_member_id, room_id=block.room_id)
        drawn = {owner: Chip(block.owner, block.owner, is_room=block.room_id is not None)} | drawn
        who += [(owner, block.owner)] if owner not in dict(who) else []
    return BlockForm(
        data,
        fmt=request.fmt,
        at=request.at,
        who=who,
        chips=drawn,
        initial=initial,
        block=block,
    )


def initial_of_new(request: DeskRequest) -> dict[str, Any]:
    """What a new block starts with: what its address says, else the next hour, for oneself."""
    asked, fmt = request.GET, request.fmt
    starts_at = _start(request)
    kind = asked.get("kind", "")
    minutes = asked.get("minutes", "")
    length = int(minutes) if minutes.isdecimal() and len(minutes) < 5 else 60
    ends_at = starts_at + timedelta(minutes=min(max(5, length), _LONGEST_MINUTES))
    room = asked.get("room", "")
    return {
        "kind": kind if kind in set(BlockKind) else BlockKind.BREAK.value,
        "who": [f"room-{room}"] if room else [asked.get("staff") or str(request.door.staff.id)],
        "first_on": fmt.day_typed(starts_at),
        "start": fmt.time(starts_at),
        "end": fmt.time(ends_at),
        "whole_day": kind == BlockKind.TIME_OFF,
        "repeat": NEVER,
        "back": asked.get("back", ""),
    }


def initial_of(block: BlockDetail, request: DeskRequest) -> dict[str, Any]:
    """What is said about the block now."""
    fmt = request.fmt
    first, last = fmt.local(block.starts_at), fmt.local(block.ends_at)
    is_whole = (first.hour, first.minute, last.hour, last.minute) == (0, 0, 0, 0)
    last_day = (last - timedelta(microseconds=1)).date()
    last_on = last_day if last_day != first.date() else None
    repeats = block.repeats
    if repeats is not None:
        last_on = repeats.last_on
    return {
        "version": block.version,
        "kind": block.kind.value,
        "title": block.title,
        "note": block.note,
        "who": value_of(staff_member_id=block.staff_member_id, room_id=block.room_id),
        "first_on": fmt.day_typed(first.date()),
        "start": fmt.time(block.starts_at),
        "end": fmt.time(block.ends_at),
        "whole_day": is_whole,
        "last_on": fmt.day_typed(last_on) if last_on else "",
        "repeat": repeat_value(repeats.recurrence) if repeats else NEVER,
        "weekdays": sorted(repeats.recurrence.weekdays) if repeats else [],
        "reach": THIS,
    }


def asked(request: DeskRequest, form: BlockForm, *, status: int = 200) -> HttpResponse:
    """The dialog alone for htmx; a page that consists of it without JavaScript."""
    # What it would do is said from the start: the form, filled in, is asked as if it were sent.
    sent = form if form.is_bound else form.as_if_sent()
    is_removed = form.block is not None and form.block.is_removed
    return page(
        request,
        "desk/blocks/_block.html" if request.htmx else "desk/blocks/block.html",
        status=status,
        form=form,
        block=form.block,
        outlook=None if is_removed else outlook(request, sent),
        is_page=not request.htmx,
    )


def back_to(request: DeskRequest, day: date) -> str:
    """Where one came from if it shows the block, else the calendar of its day."""
    slug = request.door.business.slug
    came_from = shown_address(request) or request.POST.get("back", "")
    settings = reverse("desk:hours", kwargs={"business": slug})
    calendar = reverse("desk:calendar", kwargs={"business": slug})
    shows_days = "/week/" in came_from or "/month/" in came_from
    if came_from.startswith(settings):
        return came_from
    if came_from.startswith(calendar) and (day.isoformat() in came_from or shows_days):
        return came_from
    return reverse("desk:calendar-day", kwargs={"business": slug, "day": day.isoformat()})


def _start(request: DeskRequest) -> datetime:
    """The moment that the address names, else the next full hour."""
    local = request.fmt.local(request.at)
    soon = local.replace(minute=0, second=0, microsecond=0) + _HOUR
    try:
        day = date.fromisoformat(request.GET["day"])
    except (KeyError, ValueError):
        return soon
    if not is_on_calendar(day):
        return soon
    try:
        clock = parse_time(request.GET.get("start", "09:00"))
    except ValueError:
        clock = soon.time()
    return instant(day, clock, request.fmt.zone) or soon
