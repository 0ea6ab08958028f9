"""What can be done with an appointment now, and which of it comes next?"""

from __future__ import annotations

from datetime import datetime, timedelta

from regulars.rules.appointment_status import ACTIVE, Move, Status, may_move, too_early

# Customers check in on the day; half a day reaches from the first look at the book to the evening.
_SAME_DAY = timedelta(hours=12)


def next_step(
    status: Status, *, starts_at: datetime, ends_at: datetime, at: datetime
) -> Move | None:
    """The one step that comes next by status and hour; None when there is nothing to do."""
    if status not in ACTIVE:
        return None
    if status is Status.CHECKED_IN or at >= ends_at:
        return Move.COMPLETE
    if at >= starts_at - _SAME_DAY:
        return Move.CHECK_IN
    return Move.CONFIRM if status is Status.BOOKED else None


def possible_moves(
    status: Status, *, starts_at: datetime, ends_at: datetime, at: datetime
) -> tuple[Move, ...]:
    """Every move worth offering at this hour, in the order in which a visit goes by."""
    return tuple(
        move
        for move in Move
        if may_move(status, move)
        and not too_early(move, status=status, starts_at=starts_at, at=at)
        and _is_timely(move, starts_at=starts_at, ends_at=ends_at, at=at)
    )


def _is_timely(move: Move, *, starts_at: datetime, ends_at: datetime, at: datetime) -> bool:
    """Not refused by any rule, but nobody confirms what began or checks in days before."""
    if move is Move.CONFIRM:
        return at < starts_at
    if move is Move.CHECK_IN:
        return starts_at - _SAME_DAY <= at < ends_at
    return True
