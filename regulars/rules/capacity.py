"""How many places has a group session, and who gets one that becomes free?"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from regulars.rules.appointment_status import ACTIVE, Status

# Endings that say who has been there; a session in which anybody has one took place.
_TOOK_PLACE = frozenset({Status.COMPLETED, Status.NO_SHOW})


class WaitingState(StrEnum):
    """What became of somebody's wish for a place."""

    WAITING = "waiting"
    PROMOTED = "promoted"
    LEFT = "left"


@dataclass(frozen=True, slots=True)
class Places:
    """How many places there are, and how many are taken."""

    capacity: int
    taken: int

    @property
    def free(self) -> int:
        return max(0, self.capacity - self.taken)

    @property
    def over(self) -> int:
        """By how many it is overbooked."""
        return max(0, self.taken - self.capacity)

    @property
    def is_full(self) -> bool:
        return self.taken >= self.capacity


@dataclass(frozen=True, slots=True, order=True)
class Waiting:
    """Somebody's place in the line; of the same rank, whoever came first."""

    rank: int
    id: int


def next_place(taken: Collection[int]) -> int:
    """The lowest place that nobody has, counted from 1; beyond the capacity it is overbooked."""
    used = set(taken)
    return next(place for place in range(1, len(used) + 2) if place not in used)


def seated(places: Sequence[int | None]) -> tuple[int, ...]:
    """The same places, with the lowest free ones for those that have none (from an import)."""
    used = {place for place in places if place is not None}
    found = []
    for place in places:
        seat = next_place(used) if place is None else place
        used.add(seat)
        found.append(seat)
    return tuple(found)


def closed_up(places: Mapping[int, int], *, capacity: int) -> Mapping[int, int]:
    """Who moves to which place, so that nobody sits beyond the capacity while one is free.

    `places` maps who to where; whoever sits lowest beyond the capacity moves first.
    """
    used = set(places.values())
    moves: dict[int, int] = {}
    for who in sorted(places, key=lambda one: places[one]):
        seat = next_place(used)
        if places[who] > capacity >= seat:
            moves[who] = seat
            used = (used - {places[who]}) | {seat}
    return moves


def place_again(old: int | None, *, taken: Collection[int]) -> int:
    """Which place somebody gets who comes back: the old one, or else the lowest that is free."""
    return next_place(taken) if old is None or old in taken else old


def next_in_line(waiting: Iterable[Waiting]) -> Waiting | None:
    """Who gets the next place."""
    return min(waiting, default=None)


def one_up(waiting: Iterable[Waiting], who: int) -> Waiting | None:
    """Whom `who` overtakes by moving up; None for the first in the line."""
    for before, one in pairwise(sorted(waiting)):
        if one.id == who:
            return before
    return None


def may_wait(places: Places, *, waiting: int) -> bool:
    """Whether a line makes sense: all places are taken, or others wait for one already."""
    return places.is_full or waiting > 0


def has_taken_place(statuses: Iterable[Status]) -> bool:
    """Whether anybody has been there or was missed; then it is neither moved nor called off."""
    return any(status in _TOOK_PLACE for status in statuses)


def loses_place(status: Status) -> bool:
    """Whether calling the session off ends this registration; endings of before stay."""
    return status in ACTIVE
