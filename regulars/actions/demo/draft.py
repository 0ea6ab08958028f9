"""What is about to be written into the demo's book? Rows gather here and go in together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from operator import attrgetter
from typing import Any, TypeVar

from django.db import models

from regulars.actions.customers.search_index import index_names, set_search_columns
from regulars.actions.customers.standing import Booking, stand
from regulars.kernel.actor import ActorKind
from regulars.records.appointments import Appointment, AppointmentEvent
from regulars.records.audit import AuditEntry
from regulars.records.businesses import Business
from regulars.records.busy_time import BusyTime
from regulars.records.customers import Alert, Customer, CustomerTag
from regulars.records.deposits import Deposit, DepositStep
from regulars.records.fields import Answer
from regulars.records.group_sessions import (
    GroupSession,
    Registration,
    RegistrationEvent,
    WaitingPlace,
)
from regulars.records.ledger import LedgerLine
from regulars.records.many import insert_many
from regulars.records.messages import Message
from regulars.records.notes import Note
from regulars.records.projects import Project
from regulars.records.schedule import Block
from regulars.records.staff import StaffMember
from regulars.records.tenancy import Owned
from regulars.rules.appointment_status import Status

# A staff member, the customer by a link, or the clock.
Hand = StaffMember | Customer | None
Row = TypeVar("Row", bound=Owned)
Progress = Callable[[str, float], None]

# Parents before children; within a table in the order things happened, as a real book has it.
_ORDER: tuple[tuple[type[Owned], str], ...] = (
    (Customer, "created_at"),
    (CustomerTag, ""),
    (Alert, "created_at"),
    (Project, "created_at"),
    (GroupSession, "starts_at"),
    (Appointment, "created_at"),
    (Registration, "created_at"),
    (WaitingPlace, "created_at"),
    (Block, "starts_at"),
    (AppointmentEvent, "at"),
    (RegistrationEvent, "at"),
    (BusyTime, "starts_at"),
    (LedgerLine, "paid_at"),
    (Deposit, "asked_at"),
    (DepositStep, "at"),
    (Answer, "given_at"),
    (Note, "created_at"),
    (Message, "due_at"),
)
_CHUNK = 4000


@dataclass(frozen=True, slots=True)
class _Trace:
    """A line of the audit trail whose ids are not known yet."""

    at: datetime
    by: Hand
    verb: str
    subject: Owned
    customer: Customer | None
    changes: dict[str, Any]


@dataclass(slots=True)
class Draft:
    """The rows of one business before they are written."""

    business: Business
    _rows: dict[type[Owned], list[Any]] = field(default_factory=lambda: defaultdict(list))
    _signed: list[tuple[Any, Customer]] = field(default_factory=list)
    _traces: list[_Trace] = field(default_factory=list)

    def add(self, model: type[Row], **columns: Any) -> Row:
        """Make a row of this business and keep it for later."""
        return self.keep(model(business_id=self.business.id, **columns))

    def keep(self, row: Row) -> Row:
        """Keep a row that was made elsewhere."""
        self._rows[type(row)].append(row)
        return row

    def add_signed(self, model: type[Row], *, by: Hand, **columns: Any) -> Row:
        """Make a row that says who did it; a customer's id is filled in when it is known."""
        kind, staff_id = ActorKind.CLOCK, None
        if isinstance(by, StaffMember):
            kind, staff_id = ActorKind.STAFF, by.id
        elif by is not None:
            kind = ActorKind.CUSTOMER
        row = self.add(model, actor_kind=kind, actor_id=staff_id, **columns)
        if isinstance(by, Customer):
            self._signed.append((row, by))
        return row

    def trace(
        self,
        verb: str,
        subject: Owned,
        *,
        at: datetime,
        by: Hand,
        customer: Customer | None = None,
        **changes: list[Any],
    ) -> None:
        """Leave a line in the audit trail."""
        self._traces.append(_Trace(at, by, verb, subject, customer, changes))

    def of(self, model: type[Row]) -> list[Row]:
        """The rows of one kind so far."""
        return self._rows[model]

    def write(self, progress: Progress) -> int:
        """Write everything, parents first, and return how many rows that was."""
        self._complete_customers()
        total = sum(len(rows) for rows in self._rows.values())
        written = 0
        for model, moment in _ORDER:
            rows = (
                sorted(self._rows[model], key=attrgetter(moment)) if moment else self._rows[model]
            )
            for start in range(0, len(rows), _CHUNK):
                chunk = rows[start : start + _CHUNK]
                _learn_parents(model, chunk)
                insert_many(chunk, give_ids=True)
                written += len(chunk)
                progress(self.business.name, written / total)
            if model is Customer:
                self._sign()
                index_names(business=self.business, customers=rows, are_new=True)
        trail = self._trail()
        insert_many(trail)
        return written + len(trail)

    def _complete_customers(self) -> None:
        """Fill in what a customer's row repeats of the bookings, before it is written."""
        bookings: dict[int, list[Booking]] = defaultdict(list)
        for model in (Appointment, Registration):
            for row in self._rows[model]:
                bookings[id(row.customer)].append((row.starts_at, Status(row.status)))
        for customer in self._rows[Customer]:
            set_search_columns(customer)
            stand(customer, sorted(bookings[id(customer)]))

    def _sign(self) -> None:
        for row, customer in self._signed:
            row.actor_id = customer.pk

    def _trail(self) -> list[AuditEntry]:
        return [
            AuditEntry(
                business_id=self.business.id,
                at=trace.at,
                actor_kind=_kind(trace.by),
                actor_id=trace.by.pk if trace.by is not None else None,
                verb=trace.verb,
                subject_kind=trace.subject._meta.model_name or "",
                subject_id=trace.subject.pk,
                customer_id=trace.customer.pk if trace.customer is not None else None,
                changes=trace.changes,
            )
            for trace in sorted(self._traces, key=attrgetter("at"))
        ]


def _learn_parents(model: type[Owned], rows: Sequence[Owned]) -> None:
    """Take over the ids that the parents of these rows got when they were written."""
    for key in model._meta.concrete_fields:
        if isinstance(key, models.ForeignKey):
            for row in rows:
                if getattr(row, key.attname) is None and key.is_cached(row):
                    parent = key.get_cached_value(row)
                    setattr(row, key.attname, parent.pk if parent is not None else None)


def _kind(by: Hand) -> ActorKind:
    if by is None:
        return ActorKind.CLOCK
    return ActorKind.STAFF if isinstance(by, StaffMember) else ActorKind.CUSTOMER
