"""When all files are read: every change of status is written down, and what lies ahead holds time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from regulars.actions.customers.standing import refresh_standing
from regulars.actions.imports.arrivals import (
    Arrival,
    arrivals,
    these,
    told_so_far,
    with_more_to_come,
)
from regulars.actions.imports.endings import (
    count_earlier_endings,
    earlier_endings,
    endings_of,
    forget_endings,
)
from regulars.actions.imports.hold_time import hold_columns, hold_time
from regulars.actions.imports.running import Running
from regulars.actions.imports.work import Ending, Work
from regulars.records.appointments import AppointmentEvent
from regulars.records.many import Row, insert_values
from regulars.rules.appointment_status import ACTIVE, Status

# Of an event: whose it is, who made it, and whether it takes one back; then what it tells.
_COLUMNS = (
    "business_id", "actor_kind", "actor_id", "is_undo",
    "appointment_id", "from_status", "to_status", "at", "cancelled_by", "told_at",
    "notice_minutes", "policy_minutes", "reason",
)  # fmt: skip
# Large enough that a portion costs few statements, small enough for any machine.
PORTION = 1000
_MINUTES_A_DAY = timedelta(days=1) // timedelta(minutes=1)


def settle(running: Running) -> None:
    """Write events, hold time and refresh standings, in portions that are committed one by one."""
    work, bookmark = running.work, running.bookmark
    if not running.is_read:
        with running.portion(state="settling"):
            made = work.notebook.made["appointment"]
            bookmark.to_settle = made + count_earlier_endings(work)
    running.begin_tables()
    while earlier := earlier_endings(work, most=PORTION):
        with running.portion():
            _settle_earlier(work, earlier)
            bookmark.settled += len(earlier)
        running.progress.settles(done=bookmark.settled, total=bookmark.to_settle)
    while portion := arrivals(work, after=bookmark.settled_id, most=PORTION):
        with running.portion():
            hold_columns(work, portion)
            _settle_new(work, [each.id for each in portion])
            bookmark.settled += len(portion)
            bookmark.settled_id = portion[-1].id
        running.progress.settles(done=bookmark.settled, total=bookmark.to_settle)


def _settle_earlier(work: Work, endings: dict[int, Ending]) -> None:
    ended = these(work, endings)
    told = told_so_far(work, endings)
    still_so = (
        each
        for each in ended
        # Else somebody has changed it since, which is an event already.
        if each.status == endings[each.id].status and each.status != told.get(each.id)
    )
    _write(work, [_ended(work, each, endings[each.id]) for each in still_so])
    refresh_standing(business=work.business, customer_ids=[each.customer_id for each in ended])
    forget_endings(work, endings)


def _settle_new(work: Work, ids: Sequence[int]) -> None:
    portion = these(work, ids)
    endings, told = endings_of(work, ids), told_so_far(work, ids)
    work.notebook.statuses.update(each.status for each in portion)
    _write(
        work,
        [
            event
            for each in portion
            for event in _story(work, each, endings.get(each.id), told.get(each.id))
        ],
    )
    hold_time(work, [each for each in portion if each.status in ACTIVE])
    refresh_standing(
        business=work.business,
        customer_ids={each.customer_id for each in portion} - with_more_to_come(work, portion),
    )
    forget_endings(work, endings)


def _story(work: Work, arrival: Arrival, ending: Ending | None, told: Status | None) -> list[Row]:
    """It was booked, and then ended, in the order of time.

    Of one that somebody changed meanwhile only what leads on from there: events stay as written,
    so nothing can be put in front of theirs, and nothing is told twice.
    """
    if told is not None:
        if arrival.status == told:
            return []
        later = ending or Ending("", 0, Status(arrival.status))
        return [_ended(work, arrival, replace(later, from_status=told))]
    booked: Row = (
        arrival.id, "", Status.BOOKED, arrival.created_at, "", None, None, None, "",
    )  # fmt: skip
    if arrival.status == Status.BOOKED:
        return [booked]
    ending = ending or Ending("", 0, Status(arrival.status))
    return [booked, _ended(work, arrival, ending)]


def _ended(work: Work, arrival: Arrival, ending: Ending) -> Row:
    told_at = ending.told_at
    if told_at is not None and (ending.notice_minutes or 0) >= 0:
        # At an hour nobody wrote down, so on the day itself not after the start.
        told_at = min(told_at, arrival.starts_at)
    # An ending never stands before the booking, whatever the book says.
    at = max(told_at or arrival.starts_at, arrival.created_at)
    policy = work.notice_days * _MINUTES_A_DAY if ending.cancelled_by else None
    return (
        arrival.id, ending.from_status, ending.status, at, ending.cancelled_by, told_at,
        ending.notice_minutes, policy, ending.reason,
    )  # fmt: skip


def _write(work: Work, events: Sequence[Row]) -> None:
    every = (work.business.id, work.actor.kind, work.actor.id, False)
    insert_values(AppointmentEvent, _COLUMNS, [every + event for event in events])
