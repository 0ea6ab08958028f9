"""How do a portion's appointments get into the book, with what belongs to them?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from operator import attrgetter
from random import Random
from typing import Any

from benchmarks.book.house import House
from benchmarks.book.letters import ask_deposits, remind
from benchmarks.book.lives import Visit
from benchmarks.book.repeats import Original, copy_past
from benchmarks.book.rows import Ids, write
from benchmarks.book.traces import trace_appointments
from regulars.records.appointments import Appointment
from regulars.records.busy_time import BusyTime
from regulars.records.customers import Customer
from regulars.records.deposits import Deposit, DepositStep
from regulars.records.messages import Message
from regulars.records.projects import Project
from regulars.records.tenancy import Owned
from regulars.rules.appointment_status import ACTIVE, Status
from regulars.rules.held_time import room_spans, staff_spans

_TITLES = ("Botanical sleeve", "Laser course", "Colour journey", "Back piece", "Wedding")
_LONGEST_PROJECT = 6
# Of those who came twice or more, so many have a piece of work over several appointments.
_WITH_PROJECT = 0.25

_APPOINTMENT = (
    *("id", "business_id", "customer_id", "staff_member_id", "room_id", "service_id"),
    *("project_id", "title", "starts_at", "ends_at", "status", "price_minor", "currency"),
    *("notice_minutes", "cancelled_by", "created_at", "changed_at", "version"),
)


class Book:
    """Writes appointments; the ids go on from portion to portion."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._ids = Ids(Appointment)
        self._deposits = Ids(Deposit)
        self._projects = Ids(Project)

    def settle(self) -> None:
        """Let the database go on counting where this book ends."""
        for ids in (self._ids, self._deposits, self._projects):
            ids.settle()

    def next_ids(self) -> dict[type[Owned], int]:
        """The first id that nobody has, kind by kind, for one who writes out a portion."""
        messages, steps = Ids(Message), Ids(DepositStep)
        return {
            Appointment: self._ids.last + 1,
            Deposit: self._deposits.last + 1,
            Project: self._projects.last + 1,
            Message: messages.last + 1,
            DepositStep: steps.last + 1,
        }

    def repeat(self, original: Original, *, first_customer: int, only: Sequence[int]) -> None:
        """Let the customers from this one on have the past of others (repeats.py)."""
        before = self.next_ids()
        free = {model: before[model] for model in (Appointment, Deposit, Project)}
        copied = copy_past(original, first_customer=first_customer, only=only, free=free)
        self._ids.last = copied.appointments[1]
        self._deposits.last = copied.deposits[1]
        first, last = original.spans[Project]
        self._projects.last += last - first + 1
        trace_appointments(
            self._house.business.id,
            *copied.appointments,
            deposits=copied.deposits,
            staff_id=self._house.staff[0].id,
        )

    def write(self, rng: Random, people: Sequence[tuple[Customer, list[Visit]]]) -> None:
        """Write the visits of these customers in order of time, as they came in."""
        self._make_projects(rng, people)
        first = self._ids.last + 1
        ordered = sorted(
            ((customer, visit) for customer, visits in people for visit in visits),
            key=lambda pair: pair[1].starts_at,
        )
        made = [(self._ids.next(), customer, visit) for customer, visit in ordered]
        write(Appointment, _APPOINTMENT, [self._row(*one) for one in made])
        write(BusyTime, _HELD, [row for one in made for row in self._held(*one)])
        first_deposit = self._deposits.last + 1
        ask_deposits(self._house, rng, self._deposits, made)
        remind(self._house, rng, made)
        trace_appointments(
            self._house.business.id,
            first,
            self._ids.last,
            deposits=(first_deposit, self._deposits.last),
            staff_id=self._house.staff[0].id,
        )

    def _row(self, id_: int, customer: Customer, visit: Visit) -> tuple[Any, ...]:
        house = self._house
        service = house.services[visit.service]
        return (
            id_,
            house.business.id,
            customer.id,
            house.staff[visit.staff].id,
            None if visit.room is None else house.rooms[visit.room].id,
            service.id,
            visit.project,
            "",
            visit.starts_at,
            visit.ends_at,
            visit.status,
            service.price_minor,
            house.business.currency,
            visit.notice_minutes,
            visit.cancelled_by,
            visit.created_at,
            visit.changed_at,
            1 if visit.status is Status.BOOKED else 2,
        )

    def _make_projects(self, rng: Random, people: Sequence[tuple[Customer, list[Visit]]]) -> None:
        projects: list[Project] = []
        for customer, visits in people:
            if len(visits) < 2 or rng.random() >= _WITH_PROJECT:
                continue
            chosen = visits[-rng.randint(2, _LONGEST_PROJECT) :]
            begun_at = min(visit.created_at for visit in chosen)
            is_over = all(visit.status not in ACTIVE for visit in chosen)
            project = Project(
                business=self._house.business,
                customer=customer,
                title=rng.choice(_TITLES),
                staff_member=self._house.staff[chosen[-1].staff],
                expected_sessions=len(chosen),
                created_at=begun_at,
                finished_at=max(visit.changed_at for visit in chosen) if is_over else None,
            )
            project.id = self._projects.next()
            for visit in chosen:
                visit.project = project.id
            projects.append(project)
        names = [field.attname for field in Project._meta.concrete_fields]
        write(Project, names, [attrgetter(*names)(project) for project in projects])

    def _held(self, id_: int, _customer: Customer, visit: Visit) -> Iterator[tuple[Any, ...]]:
        """What an appointment that lies ahead takes of its staff member's and its room's time."""
        if visit.status not in ACTIVE:
            return
        house = self._house
        buffer = timedelta(minutes=house.services[visit.service].buffer_minutes)
        times = (visit.starts_at, visit.ends_at)
        for span in staff_spans(*times, buffer=buffer):
            staff_id = house.staff[visit.staff].id
            yield (house.business.id, staff_id, None, span.starts_at, span.ends_at, id_)
        for span in room_spans(*times, buffer=buffer) if visit.room is not None else ():
            room_id = house.rooms[visit.room or 0].id
            yield (house.business.id, None, room_id, span.starts_at, span.ends_at, id_)


_HELD = ("business_id", "staff_member_id", "room_id", "starts_at", "ends_at", "appointment_id")
