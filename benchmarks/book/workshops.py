"""Which group sessions are there, and who takes a place in them?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from random import Random
from typing import Any

from benchmarks.book.house import House
from benchmarks.book.lives import YEARS
from benchmarks.book.rows import Ids, write
from benchmarks.book.traces import trace_registrations
from regulars.records.busy_time import BusyTime
from regulars.records.customers import Customer
from regulars.records.group_sessions import GroupSession, Registration
from regulars.records.many import insert_many
from regulars.rules.appointment_status import Status

_LENGTH = timedelta(hours=2)
_A_DAY = 6
_FIRST_HOUR = 8
_AHEAD = 0.1
# How many of all customers come to workshops.
_SHARE = 0.08
_BOOKED_BEFORE = timedelta(days=14)


class Workshops:
    """The group sessions of the last staff member, who does nothing else in the time ahead."""

    def __init__(self, house: House, rng: Random, *, at: datetime, wanted: int) -> None:
        self._house, self._at = house, at
        midnight = at.replace(hour=0, minute=0, second=0, microsecond=0)
        ahead = max(1, int(wanted * _AHEAD))
        starts = [
            midnight + timedelta(days=1 + place // _A_DAY, hours=_FIRST_HOUR + 2 * (place % _A_DAY))
            for place in range(ahead)
        ]
        starts += [
            midnight - timedelta(days=rng.randrange(1, YEARS * 365), hours=-18)
            for _ in range(wanted - ahead)
        ]
        self._sessions = [self._session(starts_at) for starts_at in sorted(starts)]
        insert_many(self._sessions, give_ids=True)
        self._taken = bytearray(len(self._sessions))
        self._hold_time()

    def _session(self, starts_at: datetime) -> GroupSession:
        service = self._house.workshop
        return GroupSession(
            business=self._house.business,
            service=service,
            staff_member=self._house.staff[-1],
            title=service.name,
            starts_at=starts_at,
            ends_at=starts_at + _LENGTH,
            capacity=service.capacity,
            created_at=starts_at - 2 * _BOOKED_BEFORE,
        )

    def _hold_time(self) -> None:
        ahead = [session for session in self._sessions if session.starts_at > self._at]
        rows = [
            (
                session.business_id,
                session.staff_member_id,
                session.starts_at,
                session.ends_at,
                session.id,
            )
            for session in ahead
        ]
        names = ("business_id", "staff_member_id", "starts_at", "ends_at", "group_session_id")
        write(BusyTime, names, rows)

    def choose(self, rng: Random) -> list[int]:
        """Sessions that still have a place, for one customer; mostly none."""
        if rng.random() >= _SHARE:
            return []
        chosen = {rng.randrange(len(self._sessions)) for _ in range(rng.randint(1, 3))}
        free = [one for one in sorted(chosen) if self._taken[one] < self._sessions[one].capacity]
        for one in free:
            self._taken[one] += 1
        return free

    def starts_at(self, place: int) -> datetime:
        return self._sessions[place].starts_at

    def booked_at(self, place: int) -> datetime:
        return min(self._sessions[place].starts_at - _BOOKED_BEFORE, self._at - timedelta(days=1))

    def status(self, place: int) -> Status:
        """All come, but for the sessions that are still ahead."""
        return Status.BOOKED if self._sessions[place].starts_at > self._at else Status.COMPLETED

    def register(self, people: Sequence[tuple[Customer, list[int]]]) -> None:
        """Write the places that these customers take, with all that follows."""
        ids = Ids(Registration)
        first = ids.last + 1
        business, service = self._house.business, self._house.workshop
        rows: list[tuple[Any, ...]] = [
            (
                ids.next(),
                business.id,
                self._sessions[place].id,
                customer.id,
                self.starts_at(place),
                self.status(place),
                service.price_minor,
                business.currency,
                self.booked_at(place),
            )
            for customer, places in people
            for place in places
        ]
        names = (
            *("id", "business_id", "group_session_id", "customer_id", "starts_at", "status"),
            *("price_minor", "currency", "created_at"),
        )
        write(Registration, names, rows)
        trace_registrations(business.id, first, ids.last)
        ids.settle()
