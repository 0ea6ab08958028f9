"""Customers come in from a file of their own."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from regulars.actions.customers.search_index import COLUMNS, index_names, set_search_columns
from regulars.actions.imports.book import Book
from regulars.actions.imports.customers import (
    Changes,
    audit_customers,
    new_customer,
    note_origin,
)
from regulars.actions.imports.report import Conflict
from regulars.actions.imports.sources import Line
from regulars.kernel.phone_numbers import e164
from regulars.records.customers import Customer
from regulars.records.many import update_many
from regulars.rules.import_matching import ConflictKind
from regulars.rules.import_rows import CustomerRow


def bring_customers(book: Book, lines: Sequence[Line[CustomerRow]]) -> None:
    """Bring in customers; of one who is there, only what was empty is filled in."""
    numbers = {line.row.number for line in lines} - {""}
    there = Customer.objects.of(book.work.business).filter(number__in=numbers)
    known = {customer.number: customer for customer in there}
    new: list[Customer] = []
    changes: dict[int, Changes] = {}  # of those who were there
    made: list[tuple[Line[CustomerRow], Customer]] = []
    for line in lines:
        number = line.row.number
        customer = known.get(number)
        if customer is None:
            customer = new_customer(book.work, number)
            new.append(customer)
            known |= {number: customer} if number else {}
        else:
            book.work.notebook.settle(
                Conflict(line.file, line.number, ConflictKind.CUSTOMER_KEPT, number)
            )
        filled = _fill_in(book, line, customer)
        if filled and customer.id is not None:
            changes.setdefault(customer.id, {}).update(filled)
        made.append((line, customer))
    book.customers.make(new)
    _change(book, [each for each in known.values() if each.id in changes], changes)
    book.work.traces.keep("customer", [(line, customer.id) for line, customer in made])


def _fill_in(book: Book, line: Line[CustomerRow], customer: Customer) -> Changes:
    """Take over what is said where nothing is known yet; says what that was."""
    said: dict[str, Any] = {**line.row.said, "birthday": line.row.birthday}
    for field, read, kind in (
        ("phone", _phone(book), ConflictKind.PHONE_UNREADABLE),
        ("email", _email, ConflictKind.EMAIL_UNREADABLE),
    ):
        if typed := said.get(field):
            said[field] = read(typed)
            if not said[field]:
                book.work.notebook.settle(Conflict(line.file, line.number, kind, typed))
    fresh = {
        field: value for field, value in said.items() if value and not getattr(customer, field)
    }
    for field, value in fresh.items():
        setattr(customer, field, value)
    note_origin(book.work, customer, fresh)
    return {
        field: ["" if field != "birthday" else None, str(value)] for field, value in fresh.items()
    }


def _phone(book: Book) -> Callable[[str], str | None]:
    return partial(e164, country=book.work.business.country)


def _email(said: str) -> str | None:
    try:
        validate_email(said)
    except ValidationError:
        return None
    return said


_FILLED = (
    "first_name", "last_name", "nickname", "company", "pronouns", "email", "phone", "birthday",
    "street", "postal_code", "city", "origins", "changed_at", *COLUMNS,
)  # fmt: skip


def _change(book: Book, customers: Sequence[Customer], changes: Mapping[int, Changes]) -> None:
    """Store customers who were there with what was filled in."""
    if not customers:
        return
    for customer in customers:
        customer.changed_at = book.work.at
        set_search_columns(customer)
    update_many(customers, _FILLED)
    index_names(business=book.work.business, customers=customers)
    audit_customers(book.work, customers, "customer.changed", changes)
