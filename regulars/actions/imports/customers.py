"""Customers, found by their number and made from numbers that files mention."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from operator import attrgetter
from typing import Any

from regulars.actions.customers.search_index import COLUMNS, index_names, search_columns
from regulars.actions.imports.work import Work
from regulars.records.audit import AuditEntry
from regulars.records.customers import Customer
from regulars.records.many import insert_values, new_ids
from regulars.rules.names import name_on_screen

_LINES = (
    "number", "first_name", "last_name", "nickname", "company", "pronouns", "email", "phone",
    "birthday", "street", "postal_code", "city",
)  # fmt: skip
_STORED = ("id", "business_id", "created_at", "changed_at", "origins", *_LINES, *COLUMNS)
_lines_of = attrgetter(*_LINES)

_AUDITED = (
    "business_id", "at", "actor_kind", "actor_id", "verb", "subject_kind", "subject_id",
    "customer_id", "changes",
)  # fmt: skip

Changes = dict[str, list[str | None]]  # field → what it said before and says now


@dataclass(slots=True)
class NewCustomer:
    """A customer who is not stored yet; a line of which nothing is known is empty.

    Not the record itself: to make one costs more than to store it.
    """

    number: str = ""
    first_name: str = ""
    last_name: str = ""
    nickname: str = ""
    company: str = ""
    pronouns: str = ""
    email: str = ""
    phone: str = ""
    birthday: date | None = None
    street: str = ""
    postal_code: str = ""
    city: str = ""
    id: int = 0
    filled: list[str] = field(default_factory=list)  # the lines that came from this import

    @property
    def name(self) -> str:
        return name_on_screen(
            self.first_name, self.last_name, self.nickname, self.company, self.number
        )

    def fill_in(self, said: Mapping[str, Any]) -> None:
        """Take over what is said where nothing is known yet."""
        for line, value in said.items():
            if value and not getattr(self, line):
                setattr(self, line, value)
                self.filled.append(line)


class CustomerNumbers:
    """The customers of the business, by the number that files call them; good for one portion."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self._ids: dict[str, int] = {}

    def ids(self, numbers: Iterable[str]) -> Mapping[str, int | None]:
        """The customer of each number, made where there is none yet; "" is nobody."""
        said = dict.fromkeys(numbers)
        unknown = [number for number in said if number and number not in self._ids]
        if unknown:
            rows = Customer.objects.of(self._work.business).filter(number__in=unknown)
            self._ids |= dict(rows.values_list("number", "id"))
        new = [new_customer(number) for number in unknown if number not in self._ids]
        self.make(new)
        self._ids |= {customer.number: customer.id for customer in new}
        return {number: self._ids.get(number) for number in said}

    def make(self, customers: Sequence[NewCustomer]) -> None:
        """Store new customers so that they are found, and write each into the audit trail."""
        if not customers:
            return
        for customer, id_ in zip(customers, new_ids(Customer, len(customers)), strict=True):
            customer.id = id_
        insert_values(Customer, _STORED, [_row(self._work, customer) for customer in customers])
        index_names(business=self._work.business, customers=customers, are_new=True)
        audit_customers(self._work, customers, "customer.imported", {})
        self._work.notebook.made["customer"] += len(customers)


def new_customer(number: str) -> NewCustomer:
    """A customer of that number, not stored yet."""
    return NewCustomer(number=number, filled=["number"] if number else [])


def _row(work: Work, customer: NewCustomer) -> tuple[Any, ...]:
    return (
        customer.id,
        work.business.id,
        work.at,
        work.at,
        _origins(work.import_id, work.at, tuple(customer.filled)),
        *_lines_of(customer),
        *search_columns(name=customer.name, email=customer.email, phone=customer.phone),
    )


# There are as many as there are ways to leave lines of a card empty: few.
@lru_cache(maxsize=1024)
def _origins(import_id: int, at: datetime, lines: tuple[str, ...]) -> str:
    return json.dumps(dict.fromkeys(lines, _origin(import_id, at)))


def _origin(import_id: int, at: datetime) -> dict[str, str | int]:
    return {"kind": "import", "id": import_id, "at": at.isoformat()}


def note_origin(work: Work, customer: Customer, lines: Iterable[str]) -> None:
    """Remember that these lines came from this import (PRODUCT.md 2.1)."""
    customer.origins |= dict.fromkeys(lines, _origin(work.import_id, work.at))


def audit_customers(
    work: Work,
    customers: Sequence[Customer | NewCustomer],
    verb: str,
    changes: Mapping[int, Changes],
) -> None:
    """Write into the trail that the import did this to each of them."""
    who = (work.business.id, work.at, work.actor.kind, work.actor.id, verb, "customer")
    insert_values(
        AuditEntry,
        _AUDITED,
        [(*who, each.id, each.id, changes.get(each.id, "{}")) for each in customers],
    )
