"""Which appointments does a customer look back on, and which lie ahead?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil, gcd
from random import Random

from benchmarks.book.house import SHORT_SERVICES, House
from regulars.rules.appointment_status import Status
from regulars.rules.cancellation import CancelledBy

YEARS = 8
# How many look forward to something.
UPCOMING = 0.1
POLICY_MINUTES = 48 * 60
_DAYS = YEARS * 365
_SLOT = 30
_FIRST_HOUR = 8
_SLOTS_A_DAY = 22
_ENDINGS = (
    (0.84, Status.COMPLETED),
    (0.88, Status.NO_SHOW),
    (0.92, Status.CANCELLED_TOO_LATE),
    (0.99, Status.CANCELLED_ON_TIME),
    (1.01, Status.CANCELLED_BY_NOTIFICATION),
)


@dataclass(slots=True)
class Visit:
    """An appointment as it will be written; staff, service and room by their place in the house."""

    starts_at: datetime
    ends_at: datetime
    staff: int
    service: int
    status: Status
    created_at: datetime
    changed_at: datetime
    room: int | None = None
    notice_minutes: int | None = None
    cancelled_by: str = ""
    project: int | None = None


class Ahead:
    """Hands out the free half hours of all staff members but the last, each once, in no order."""

    def __init__(self, house: House, *, at: datetime, wanted: int) -> None:
        columns = len(house.staff) - 1
        days = max(60, ceil(wanted * 1.1 / (columns * _SLOTS_A_DAY)))
        self._midnight = at.replace(hour=0, minute=0, second=0, microsecond=0)
        self._columns, self._rooms = columns, len(house.rooms)
        self._room_for = days * columns * _SLOTS_A_DAY
        self._step = next(
            step
            for step in range(int(self._room_for * 0.618) | 1, 2 * self._room_for)
            if gcd(step, self._room_for) == 1
        )
        self._given = 0

    def visit(self, house: House, rng: Random, *, at: datetime) -> Visit | None:
        """A short appointment that is in nobody's way; None when all time is given away."""
        if self._given == self._room_for:
            return None
        self._given += 1
        place, staff = divmod(self._given * self._step % self._room_for, self._columns)
        day, slot = divmod(place, _SLOTS_A_DAY)
        starts_at = self._midnight + timedelta(
            days=day + 1, hours=_FIRST_HOUR, minutes=slot * _SLOT
        )
        service = rng.randrange(SHORT_SERVICES)
        created_at = at - timedelta(minutes=rng.randrange(60, 40_000))
        is_confirmed = rng.random() < 0.3
        return Visit(
            starts_at=starts_at,
            ends_at=starts_at + timedelta(minutes=house.services[service].duration_minutes),
            staff=staff,
            service=service,
            status=Status.CONFIRMED if is_confirmed else Status.BOOKED,
            created_at=created_at,
            changed_at=created_at + (at - created_at) / 2 if is_confirmed else created_at,
            # One room to one person: so a room is as free as whoever works in it.
            room=staff if staff < self._rooms else None,
        )


def looking_back(
    house: House, rng: Random, *, visits: int, is_heavy: bool, at: datetime
) -> Iterator[Visit]:
    """So many appointments of the last years, each with its ending, in no order."""
    lengths = [service.duration_minutes for service in house.services]
    since = _DAYS if is_heavy else 2 + int(_DAYS * rng.random() ** 0.7)
    favourite, usual = rng.randrange(len(house.staff)), rng.randrange(len(lengths))
    midnight = at.replace(hour=0, minute=0, second=0, microsecond=0)
    for _ in range(visits):
        days, quarter = 1 + int(since * rng.random()), int(44 * rng.random())
        starts_at = midnight - timedelta(minutes=days * 1440 - 8 * 60 - quarter * 15)
        service = usual if rng.random() < 0.6 else rng.randrange(len(lengths))
        ends_at = starts_at + timedelta(minutes=lengths[service])
        staff = favourite if rng.random() < 0.8 else rng.randrange(len(house.staff))
        chance = rng.random()
        status = next(status for share, status in _ENDINGS if chance < share)
        lead = 7_200 + int(50_000 * rng.random())
        created_at = starts_at - timedelta(minutes=lead)
        if status is Status.COMPLETED:
            yield Visit(starts_at, ends_at, staff, service, status, created_at, ends_at)
        elif status is Status.NO_SHOW:
            told_at = starts_at + timedelta(minutes=20)
            yield Visit(starts_at, ends_at, staff, service, status, created_at, told_at)
        else:
            yield _cancelled(
                Visit(starts_at, ends_at, staff, service, status, created_at, created_at),
                rng,
                lead=lead,
            )


def _cancelled(visit: Visit, rng: Random, *, lead: int) -> Visit:
    """The visit with the notice that was given for it, between its booking and its start."""
    if visit.status is Status.CANCELLED_TOO_LATE:
        notice = rng.randrange(POLICY_MINUTES)
    else:
        notice = rng.randrange(POLICY_MINUTES, lead)
    by_notification = visit.status is Status.CANCELLED_BY_NOTIFICATION
    visit.cancelled_by = CancelledBy.NOTIFICATION if by_notification else CancelledBy.CUSTOMER
    visit.notice_minutes = notice
    visit.changed_at = visit.starts_at - timedelta(minutes=notice)
    return visit
