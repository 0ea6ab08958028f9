"""How does a book of ten million appointments fill in minutes? Other people lead the same lives.

From some portion on, what lies behind the customers of an early portion is copied by the database
itself for those of a later one: same days, same endings, other people. Heavy regulars and all that
lies ahead are nobody's copy.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from benchmarks.book.lives import Visit
from regulars.records.appointments import Appointment
from regulars.records.customers import Customer
from regulars.records.deposits import Deposit, DepositStep
from regulars.records.messages import Message
from regulars.records.projects import Project
from regulars.records.tenancy import Owned
from regulars.rules.appointment_status import ACTIVE, Status

# As many portions as lead lives of their own.
ORIGINALS = 10

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Past:
    """What lies behind one customer, as far as the customer's own row repeats it."""

    bookings: tuple[tuple[datetime, Status], ...]
    first_made_at: datetime

    @classmethod
    def of(cls, visits: Sequence[Visit]) -> Past | None:
        behind = [visit for visit in visits if visit.status not in ACTIVE]
        if not behind:
            return None
        return cls(
            bookings=tuple((visit.starts_at, visit.status) for visit in behind),
            first_made_at=min(visit.created_at for visit in behind),
        )


@dataclass(frozen=True, slots=True)
class Original:
    """A portion that was written out: each customer's past (None: not to be copied) and its ids."""

    pasts: tuple[Past | None, ...]
    first_customer: int
    spans: Mapping[type[Owned], Span]


@dataclass(frozen=True, slots=True)
class Copied:
    """The ids that copies got."""

    appointments: Span
    deposits: Span


def copy_past(
    original: Original, *, first_customer: int, only: Sequence[int], free: Mapping[type[Owned], int]
) -> Copied:
    """Copy the past of the customers at the places `only` to those who begin at `first_customer`.

    `free` says the first id of each kind that nobody has.
    """
    to = first_customer - original.first_customer
    shift = {model: id_ - original.spans[model][0] for model, id_ in free.items()}
    appointment, deposit, project = (shift[model] for model in (Appointment, Deposit, Project))
    whose = _left_out(original, only)
    _copy(Project, original, {"id": project, "customer_id": to}, whose)
    _copy(
        Appointment,
        original,
        {"id": appointment, "customer_id": to, "project_id": project},
        f"NOT occupies AND {whose}",
    )
    moved = {"customer_id": to, "appointment_id": appointment}
    _copy(Deposit, original, {"id": deposit, **moved}, whose)
    _copy(Message, original, {**moved, "deposit_id": deposit}, whose)
    first, last = original.spans[Deposit]
    copied = f"deposit_id IN (SELECT id FROM regulars_deposit WHERE id BETWEEN {first} AND {last} AND {whose})"
    _copy(DepositStep, original, {"deposit_id": deposit}, copied)
    return Copied(
        appointments=_moved(original.spans[Appointment], appointment),
        deposits=_moved(original.spans[Deposit], deposit),
    )


def _moved(span: Span, by: int) -> Span:
    return span[0] + by, span[1] + by


def _left_out(original: Original, only: Sequence[int]) -> str:
    wanted = set(only)
    others = [place for place in range(len(original.pasts)) if place not in wanted]
    ids = ", ".join(str(original.first_customer + place) for place in others)
    return f"customer_id NOT IN ({ids})" if ids else "customer_id IS NOT NULL"


def _copy(model: type[Owned], original: Original, moved: Mapping[str, int], where: str) -> None:
    columns = [
        field.column
        for field in model._meta.concrete_fields
        if not field.generated and (not field.primary_key or "id" in moved)
    ]
    values = [f"{name} + {moved[name]}" if name in moved else name for name in columns]
    first, last = original.spans[model]
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {model._meta.db_table} ({', '.join(columns)}) "
            f"SELECT {', '.join(values)} FROM {model._meta.db_table} "
            f"WHERE id BETWEEN {first} AND {last} AND {where} ORDER BY id"
        )


__all__ = ["ORIGINALS", "Copied", "Customer", "Original", "Past", "copy_past"]
