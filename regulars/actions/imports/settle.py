"""When all files are read: every change of status is written down, and what lies ahead holds time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import timedelta

from regulars.actions.customers.standing import refresh_standing
from regulars.actions.imports.arrivals import Arrival, arrivals, ended_earlier_ones
from regulars.actions.imports.book import Book
from regulars.actions.imports.hold_time import hold_time
from regulars.actions.imports.report import Progress
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
_STANDINGS = 500
_MINUTES_A_DAY = timedelta(days=1) // timedelta(minutes=1)


def settle(book: Book, progress: Progress) -> Counter[str]:
    """Write events, hold time, refresh standings; returns how many came in of each status."""
    work = book.work
    total = work.notebook.made["appointment"] + len(work.touched)
    statuses: Counter[str] = Counter()
    for earlier in ended_earlier_ones(work):
        _write(work, [_ended(work, each, work.endings[each.id]) for each in earlier])
    done = 0
    for portion in arrivals(work):
        statuses.update(arrival.status for arrival in portion)
        _write(work, [event for arrival in portion for event in _story(work, arrival)])
        hold_time(book, [each for each in portion if each.status in ACTIVE])
        done += len(portion)
        progress.settles(done=done, total=total)
    touched = sorted(work.touched)
    for start in range(0, len(touched), _STANDINGS):
        refresh_standing(business=work.business, customer_ids=touched[start : start + _STANDINGS])
        progress.settles(done=min(done + start + _STANDINGS, total), total=total)
    return statuses


def _story(work: Work, arrival: Arrival) -> list[Row]:
    """It was booked, and then ended, in the order of time."""
    booked: Row = (
        arrival.id, "", Status.BOOKED, arrival.created_at, "", None, None, None, "",
    )  # fmt: skip
    if arrival.status == Status.BOOKED:
        return [booked]
    ending = work.endings.get(arrival.id) or Ending("", 0, Status(arrival.status))
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
