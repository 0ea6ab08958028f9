"""What stands in the way of a wished time, and does it only warn or forbid?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from regulars.rules.blocks import BlockKind
from regulars.rules.intervals import Span, joined, without


class ObstacleKind(StrEnum):
    """Why a wished time cannot simply be had."""

    APPOINTMENT = "appointment"
    GROUP_SESSION = "group_session"
    BLOCK = "block"
    BUFFER_BEFORE = "buffer_before"  # the time kept after an earlier booking runs into the wish
    BUFFER_AFTER = "buffer_after"  # the time kept after the wish runs into a later booking
    NOT_WORKING = "not_working"
    NOT_DONE = "not_done"  # does not do this service
    NO_BOOKINGS = "no_bookings"  # works here, without a column in the calendar
    GONE = "gone"  # no longer works here; a room no longer in use
    TOO_FAR_AHEAD = "too_far_ahead"


@dataclass(frozen=True, slots=True)
class Obstacle:
    """One thing in the way: whose time it is, what it is called, from when until when.

    `is_hard`: the booking would be refused. The others warn, and staff may pass over them.
    `wished` is the span that was asked for; without it the obstacle counts as going on when the
    wish begins.
    """

    kind: ObstacleKind
    owner: str  # the first name of the staff member, the name of the room
    label: str  # the title of a group session or a block, the name of a service; may be empty
    starts_at: datetime
    ends_at: datetime
    is_hard: bool = True
    is_room: bool = False
    block_kind: BlockKind | None = None
    wished: Span | None = None

    @property
    def goes_on_at_the_start(self) -> bool:
        """Whether it is there already when the wish begins."""
        return self.wished is None or self.starts_at <= self.wished.starts_at


@dataclass(frozen=True, slots=True)
class Held:
    """A stretch of the owner's time that something holds, and how long that itself lasts."""

    held: Span
    holder: Span  # without buffer, with its processing gap
    holder_key: str  # tells one holder from another
    obstacle: Obstacle  # as it stands in the book, with the holder's own times


@dataclass(frozen=True, slots=True)
class Needed:
    """What a wish takes of a staff member's and of a room's time, buffer included."""

    wished: Span
    of_staff: Sequence[Span]
    of_room: Sequence[Span]


def held_obstacles(needed: Needed, stretches: Iterable[Held]) -> tuple[Obstacle, ...]:
    """What holds time that is needed, each holder once, and by its staff member if it has both.

    An appointment is in the way where it holds time, which its processing gap does not. Where only
    a buffer is in the way, of the one or of the other, that is what is told.
    """
    found: dict[str, Obstacle] = {}
    for each in sorted(stretches, key=lambda each: (each.obstacle.is_room, each.held)):
        pieces = needed.of_room if each.obstacle.is_room else needed.of_staff
        if not any(each.held.overlaps(piece) for piece in pieces):
            continue
        known, met = found.get(each.holder_key), _as_met(needed.wished, each)
        if known is None:
            found[each.holder_key] = met
        elif not met.is_room and known.kind is met.kind:
            found[each.holder_key] = replace(
                known,
                ends_at=max(known.ends_at, met.ends_at),
                is_hard=known.is_hard or met.is_hard,
            )
    return tuple(found.values())


def _as_met(wished: Span, met: Held) -> Obstacle:
    obstacle, held, holder = met.obstacle, met.held, met.holder
    if obstacle.kind is ObstacleKind.BLOCK:
        return replace(obstacle, wished=wished)
    kind, times = obstacle.kind, (held.starts_at, min(held.ends_at, holder.ends_at))
    if held.starts_at >= holder.ends_at or holder.ends_at <= wished.starts_at:
        kind, times = ObstacleKind.BUFFER_BEFORE, (holder.ends_at, held.ends_at)
    elif holder.starts_at >= wished.ends_at:
        kind, times = ObstacleKind.BUFFER_AFTER, (holder.starts_at, holder.ends_at)
    return replace(obstacle, kind=kind, starts_at=times[0], ends_at=times[1], wished=wished)


def hours_obstacles(wished: Span, hours: Iterable[Span], *, owner: str) -> tuple[Obstacle, ...]:
    """A warning for the first part of the wish in which its staff member does not work."""
    free = next(without([wished], joined(hours)), None)
    if free is None:
        return ()
    return (
        Obstacle(
            ObstacleKind.NOT_WORKING,
            owner,
            "",
            free.starts_at,
            free.ends_at,
            is_hard=False,
            wished=wished,
        ),
    )


def in_order(obstacles: Iterable[Obstacle]) -> tuple[Obstacle, ...]:
    """What forbids before what only warns, each by time, a staff member's before a room's."""
    return tuple(
        sorted(obstacles, key=lambda one: (not one.is_hard, one.starts_at, one.is_room, one.kind))
    )
