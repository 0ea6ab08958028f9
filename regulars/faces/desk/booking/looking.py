"""While somebody chooses: what is in the way of the wished time, and what is free instead?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from regulars.faces.desk.entrance import DeskRequest
from regulars.kernel.clash_words import clash_sentence
from regulars.queries.free_starts import FreeStart, free_starts
from regulars.queries.in_the_way import in_the_way

# As many as one can look over at a glance.
_MOST = 3
# How far ahead something free is looked for, and how many starts of one column are weighed.
_DAYS = timedelta(days=21)
_WEIGHED = 400
_APART = timedelta(hours=2)
_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Wish:
    """A time that is understood so far."""

    staff_member_id: int
    service_id: int | None
    starts_at: datetime
    ends_at: datetime
    room_id: int | None = None
    appointment_id: int | None = None  # which is to be moved and is not in its own way

    @property
    def length(self) -> timedelta:
        return self.ends_at - self.starts_at


@dataclass(frozen=True, slots=True)
class Offered:
    """A free time as a button: it fills the form."""

    starts_at: datetime
    ends_at: datetime
    staff_member_id: int
    staff_name: str

    @property
    def first_name(self) -> str:
        return self.staff_name.partition(" ")[0]

    @property
    def step(self) -> str:
        """The button's value: the start, the length in minutes, who does it."""
        minutes = (self.ends_at - self.starts_at) // _MINUTE
        return f"take:{self.starts_at.isoformat()} {minutes} {self.staff_member_id}"


@dataclass(frozen=True, slots=True)
class Looked:
    """What was found: nothing in the way, a warning, or an obstacle with what is free instead."""

    sentence: str = ""
    is_hard: bool = False
    length: timedelta | None = None
    offers: tuple[Offered, ...] = ()


def look(request: DeskRequest, wish: Wish | None) -> Looked:
    """What is in the way of the wish; nothing while it is not understood."""
    if wish is None or wish.ends_at <= wish.starts_at:
        return Looked()
    obstacles = in_the_way(
        business=request.door.business,
        staff_member_id=wish.staff_member_id,
        room_id=wish.room_id,
        starts_at=wish.starts_at,
        ends_at=wish.ends_at,
        zone=request.fmt.zone,
        at=request.at,
        service_id=wish.service_id,
        ignoring_appointment=wish.appointment_id,
    )
    if not obstacles:
        return Looked()
    return Looked(
        sentence=clash_sentence(obstacles, request.fmt),
        is_hard=any(one.is_hard for one in obstacles),
        length=wish.length,
        offers=offers(request, wish),
    )


def offers(request: DeskRequest, wish: Wish) -> tuple[Offered, ...]:
    """Up to three free times from the wished one on: first with the same person, then others."""
    found = list(_spread(_free(request, wish, wish.staff_member_id), wish))[:_MOST]
    if len(found) < _MOST:
        taken = {(one.starts_at, one.staff_member_id) for one in found}
        others = (
            one
            for one in _spread(_free(request, wish, None), wish)
            if (one.starts_at, one.staff_member_id) not in taken
            and one.staff_member_id != wish.staff_member_id
        )
        found += list(others)[: _MOST - len(found)]
    return tuple(
        Offered(one.starts_at, one.ends_at, one.staff_member_id, one.staff_name) for one in found
    )


def _free(request: DeskRequest, wish: Wish, staff_member_id: int | None) -> Iterable[FreeStart]:
    if wish.service_id is None:
        return ()
    first = request.fmt.local(max(wish.starts_at, request.at)).date()
    return free_starts(
        business=request.door.business,
        service_id=wish.service_id,
        first=first,
        last=first + _DAYS,
        zone=request.fmt.zone,
        at=request.at,
        staff_member_id=staff_member_id,
        minutes=wish.length // _MINUTE,
        room_id=wish.room_id,
        ignoring_appointment=wish.appointment_id,
        limit=_WEIGHED,
    )


def _spread(starts: Iterable[FreeStart], wish: Wish) -> Iterator[FreeStart]:
    """From the wished start on and well apart from each other, so that there is a choice."""
    free_from = wish.starts_at
    for start in starts:
        if start.starts_at >= free_from:
            yield start
            free_from = max(start.ends_at, start.starts_at + _APART)
