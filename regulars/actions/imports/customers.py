"""Customers, found by their number and made from numbers that files mention."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from regulars.actions.customers.search_index import index_names, set_search_columns
from regulars.actions.imports.work import Work
from regulars.records.audit import AuditEntry
from regulars.records.customers import Customer
from regulars.records.many import insert_many, insert_values

# So many numbers are remembered between two portions; past it they are looked up again.
_REMEMBERED = 200_000

_AUDITED = (
    "business_id", "at", "actor_kind", "actor_id", "verb", "subject_kind", "subject_id",
    "customer_id", "changes",
)  # fmt: skip

Changes = dict[str, list[str | None]]  # field → what it said before and says now


class CustomerNumbers:
    """The customers of the business, by the number that files call them."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self._ids: dict[str, int] = {}

    def ids(self, numbers: Iterable[str]) -> Mapping[str, int | None]:
        """The customer of each number, made where there is none yet; "" is nobody."""
        said = dict.fromkeys(numbers)
        if len(self._ids) > _REMEMBERED:
            self._ids.clear()
        unknown = [number for number in said if number and number not in self._ids]
        if unknown:
            rows = Customer.objects.of(self._work.business).filter(number__in=unknown)
            self._ids |= dict(rows.values_list("number", "id"))
        new = [number for number in unknown if number not in self._ids]
        self.make([new_customer(self._work, number) for number in new])
        return {number: self._ids.get(number) for number in said}

    def make(self, customers: Sequence[Customer]) -> None:
        """Store new customers so that they are found, and write each into the audit trail."""
        for customer in customers:
            set_search_columns(customer)
        insert_many(customers, give_ids=True)
        index_names(business=self._work.business, customers=customers, are_new=True)
        audit_customers(self._work, customers, "customer.imported", {})
        self._ids |= {customer.number: customer.id for customer in customers if customer.number}
        self._work.notebook.made["customer"] += len(customers)


def new_customer(work: Work, number: str) -> Customer:
    """A customer of that number, not stored yet."""
    customer = Customer(
        business_id=work.business.id, number=number, created_at=work.at, changed_at=work.at
    )
    note_origin(work, customer, ["number"] if number else [])
    return customer


def note_origin(work: Work, customer: Customer, fields: Iterable[str]) -> None:
    """Remember that these lines came from this import (PRODUCT.md 2.1)."""
    origin = {"kind": "import", "id": work.import_id, "at": work.at.isoformat()}
    customer.origins |= dict.fromkeys(fields, origin)


def audit_customers(
    work: Work, customers: Sequence[Customer], verb: str, changes: Mapping[int, Changes]
) -> None:
    """Write into the trail that the import did this to each of them."""
    insert_values(
        AuditEntry,
        _AUDITED,
        [
            (
                work.business.id,
                work.at,
                work.actor.kind,
                work.actor.id,
                verb,
                "customer",
                customer.id,
                customer.id,
                changes.get(customer.id, {}),
            )
            for customer in customers
        ],
    )
