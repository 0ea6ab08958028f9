"""What can become of an appointment, and which move leads where?"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType


class Status(StrEnum):
    """The closed list of PRODUCT.md, chapter 0; registrations of a group session use it too."""

    BOOKED = "booked"
    CONFIRMED = "confirmed"
    CHECKED_IN = "checked_in"
    COMPLETED = "completed"
    NO_SHOW = "no_show"
    CANCELLED_ON_TIME = "cancelled_on_time"
    CANCELLED_TOO_LATE = "cancelled_too_late"
    CANCELLED_BY_NOTIFICATION = "cancelled_by_notification"


class Move(StrEnum):
    """What somebody, or the clock, can do to an appointment's status."""

    CONFIRM = "confirm"
    CHECK_IN = "check_in"
    COMPLETE = "complete"
    MARK_NO_SHOW = "mark_no_show"
    CANCEL = "cancel"
    UNDO = "undo"


# These hold busy time; every ending lets it go.
ACTIVE = frozenset({Status.BOOKED, Status.CONFIRMED, Status.CHECKED_IN})
CANCELLED = frozenset(
    {Status.CANCELLED_ON_TIME, Status.CANCELLED_TOO_LATE, Status.CANCELLED_BY_NOTIFICATION}
)
ENDED = frozenset({Status.COMPLETED, Status.NO_SHOW}) | CANCELLED
# A no-show stays on the calendar, a cancellation leaves it (PRODUCT.md 4.2).
ON_CALENDAR = frozenset(Status) - CANCELLED
# What counts as a booking of a year (PRODUCT.md 7.1).
COUNTED = frozenset(Status) - CANCELLED

MOVES: Mapping[Status, frozenset[Move]] = MappingProxyType(
    {
        Status.BOOKED: frozenset(
            {Move.CONFIRM, Move.CHECK_IN, Move.COMPLETE, Move.MARK_NO_SHOW, Move.CANCEL}
        ),
        Status.CONFIRMED: frozenset(
            {Move.CHECK_IN, Move.COMPLETE, Move.MARK_NO_SHOW, Move.CANCEL, Move.UNDO}
        ),
        # Whoever has checked in did show up; a check-in by mistake is undone first.
        Status.CHECKED_IN: frozenset({Move.COMPLETE, Move.CANCEL, Move.UNDO}),
        Status.COMPLETED: frozenset({Move.UNDO}),
        Status.NO_SHOW: frozenset({Move.UNDO}),
        Status.CANCELLED_ON_TIME: frozenset({Move.UNDO}),
        Status.CANCELLED_TOO_LATE: frozenset({Move.UNDO}),
        Status.CANCELLED_BY_NOTIFICATION: frozenset({Move.UNDO}),
    }
)

_TARGETS: Mapping[Move, Status] = MappingProxyType(
    {
        Move.CONFIRM: Status.CONFIRMED,
        Move.CHECK_IN: Status.CHECKED_IN,
        Move.COMPLETE: Status.COMPLETED,
        Move.MARK_NO_SHOW: Status.NO_SHOW,
    }
)

# One character per booking, for the tally that a customer's row carries.
STROKES: Mapping[Status, str] = MappingProxyType(
    {
        Status.COMPLETED: "|",
        Status.BOOKED: ":",
        Status.CONFIRMED: ";",
        Status.CHECKED_IN: "+",
        Status.CANCELLED_TOO_LATE: "\\",
        Status.NO_SHOW: "x",
        Status.CANCELLED_ON_TIME: ".",
        Status.CANCELLED_BY_NOTIFICATION: "o",
    }
)

_STATUSES = {stroke: status for status, stroke in STROKES.items()}


def may_move(status: Status, move: Move) -> bool:
    """Say whether an appointment of this status can make the move, whatever the hour."""
    return move in MOVES[status]


def target(move: Move) -> Status | None:
    """Name the status a move leads to.

    None for a cancellation, whose status is the verdict's, and for an undo, which goes back to
    the status before the latest change.
    """
    return _TARGETS.get(move)


def may_be_moved(status: Status) -> bool:
    """Say whether an appointment of this status can get another time, staff member or room."""
    return status in ACTIVE


def status_when_moved(status: Status, *, other_start: bool) -> Status:
    """Name the status a moved appointment has: a yes was said to the start it had before."""
    if other_start and status is Status.CONFIRMED:
        return Status.BOOKED
    return status


def too_early(move: Move, *, status: Status, starts_at: datetime, at: datetime) -> bool:
    """Say whether a move that `may_move` allows has to wait for the appointment's start.

    Nobody is a no-show before the start, and nothing is completed before it unless the customer
    has already checked in.
    """
    if move is Move.MARK_NO_SHOW:
        return at < starts_at
    if move is Move.COMPLETE:
        return at < starts_at and status is not Status.CHECKED_IN
    return False


def is_ended(status: Status) -> bool:
    """Say whether the appointment has its ending."""
    return status in ENDED


def is_active(status: Status) -> bool:
    """Say whether the appointment still holds time."""
    return status in ACTIVE


def is_cancelled(status: Status) -> bool:
    """Say whether it was called off, in whichever way."""
    return status in CANCELLED


def is_on_calendar(status: Status) -> bool:
    """Say whether it stands on the calendar (PRODUCT.md 4.2)."""
    return status in ON_CALENDAR


def status_of(stroke: str) -> Status:
    """Read one stroke of a stored tally; ValueError for a character that is none."""
    try:
        return _STATUSES[stroke]
    except KeyError:
        raise ValueError(f"no stroke of the tally: {stroke!r}") from None
