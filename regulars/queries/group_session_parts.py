"""What the page of a group session is made of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Annotated

from regulars.kernel.documents import UNSAID, Minutes
from regulars.queries.appointment_parts import StatusStep, WhoComes
from regulars.rules.appointment_status import ACTIVE, CANCELLED, ENDED, Move, Status
from regulars.rules.cancellation import CancellationPolicy, CancelledBy, Verdict
from regulars.rules.capacity import Places
from regulars.rules.next_step import next_step, possible_moves
from regulars.rules.status_changes import StatusChange, status_before_latest


@dataclass(frozen=True, slots=True)
class Registered:
    """One customer's place in the session, or the place that was given back."""

    id: int
    customer: WhoComes
    status: Status
    place: int | None
    is_over: bool  # beyond the capacity
    price_minor: int | None
    paid_minor: int | None  # None only for who may not see money
    currency: str
    notes: str
    came_from_waiting: bool
    steps: tuple[StatusStep, ...]
    starts_at: datetime
    ends_at: datetime
    policy: Minutes

    @property
    def is_ended(self) -> bool:
        return self.status in ENDED

    @property
    def is_active(self) -> bool:
        return self.status in ACTIVE

    @property
    def is_cancelled(self) -> bool:
        return self.status in CANCELLED

    @property
    def booked(self) -> StatusStep | None:
        """When and by whom the place was taken."""
        return self.steps[0] if self.steps else None

    @property
    def latest(self) -> StatusStep | None:
        """How it came to its present status."""
        return self.steps[-1] if self.steps else None

    @property
    def before(self) -> Status:
        """The status to which undoing leads."""
        return status_before_latest(StatusChange(s.to_status, s.is_undo) for s in self.steps)

    @property
    def open_minor(self) -> int | None:
        """What is still to be paid; None where no price is agreed."""
        return (
            None if self.price_minor is None else max(0, self.price_minor - (self.paid_minor or 0))
        )

    def next_step(self, at: datetime) -> Move | None:
        """The one step that comes next at this moment."""
        return next_step(self.status, starts_at=self.starts_at, ends_at=self.ends_at, at=at)

    def possible_moves(self, at: datetime) -> tuple[Move, ...]:
        """Every move worth offering at this moment."""
        return possible_moves(self.status, starts_at=self.starts_at, ends_at=self.ends_at, at=at)

    def judged(self, *, by: CancelledBy, told_at: datetime) -> Verdict:
        """What a cancellation would be judged as, by the policy of today."""
        policy = CancellationPolicy(self.policy)
        return policy.judge(starts_at=self.starts_at, told_at=told_at, by=by)


@dataclass(frozen=True, slots=True)
class Waits:
    """Somebody who wants a place; `number` counts from 1, the first gets the next place."""

    id: int
    number: int
    customer: WhoComes
    since: datetime


@dataclass(frozen=True, slots=True)
class GroupSessionDetail:
    """Everything about one group session: who comes, who came off it, who waits."""

    id: int
    version: int
    title: str
    starts_at: datetime
    ends_at: datetime
    capacity: int
    notes: str
    called_off_at: datetime | None
    staff_member_id: int
    staff_name: str
    room_id: int | None
    room: str
    service_id: int
    service: str
    length: Minutes  # of the service, for each
    price_minor: Annotated[int, UNSAID]  # of the service, for each
    currency: str
    policy: Minutes
    registered: tuple[Registered, ...]  # by place
    left: tuple[Registered, ...]  # the latest first
    waiting: tuple[Waits, ...]

    @property
    def is_called_off(self) -> bool:
        return self.called_off_at is not None

    @property
    def places(self) -> Places:
        return Places(self.capacity, len(self.registered))

    @property
    def rows(self) -> Iterator[tuple[int, Registered | None]]:
        """Every place with who has it, or nobody; the overbooked ones last."""
        by_place = {one.place: one for one in self.registered}
        most = max([self.capacity, *(place for place in by_place if place is not None)])
        for place in range(1, most + 1):
            if place in by_place or place <= self.capacity:
                yield place, by_place.get(place)

    @property
    def losing(self) -> tuple[Registered, ...]:
        """Who would lose the place by calling the session off."""
        return tuple(one for one in self.registered if one.is_active)

    @property
    def has_taken_place(self) -> bool:
        """Whether somebody has been there or was missed."""
        return any(one.is_ended for one in self.registered)

    @property
    def price_of_all_minor(self) -> int:
        return sum(one.price_minor or 0 for one in self.registered)

    @property
    def paid_minor(self) -> int:
        """What everybody who has a place or gave it back has paid."""
        return sum(one.paid_minor or 0 for one in (*self.registered, *self.left))

    def has_begun(self, at: datetime) -> bool:
        return at >= self.starts_at

    def is_over(self, at: datetime) -> bool:
        return at >= self.ends_at

    @property
    def duration(self) -> timedelta:
        return self.ends_at - self.starts_at

    def one(self, registration_id: int) -> Registered | None:
        """This registration, if it is one of this session."""
        everybody = (*self.registered, *self.left)
        return next((one for one in everybody if one.id == registration_id), None)

    def has(self, customer_id: int) -> bool:
        """Whether this customer has a place."""
        return any(one.customer.id == customer_id for one in self.registered)

    def awaits(self, customer_id: int) -> bool:
        """Whether this customer waits for one."""
        return any(one.customer.id == customer_id for one in self.waiting)
