"""Customers come in from a file of their own."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from regulars.actions.customers.search_index import COLUMNS, index_names, set_search_columns
from regulars.actions.imports.book import Book
from regulars.actions.imports.customers import (
    Changes,
    NewCustomer,
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

# Nearly all addresses are as plain as this, and Django's own test takes ten times as long.
_PLAIN_ADDRESS = re.compile(
    r"[A-Za-z0-9_]+(?:[.+-][A-Za-z0-9_]+)*@(?:[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*\.)+[A-Za-z]{2,63}"
)
_LONGEST_LABEL = 63


def bring_customers(book: Book, lines: Sequence[Line[CustomerRow]]) -> None:
    """Bring in customers; of one who is there, only what was empty is filled in."""
    numbers = {line.row.number for line in lines} - {""}
    mine = Customer.objects.of(book.work.business)
    # Held: the columns are written as they were read, and nothing that staff save may be lost.
    there = mine.filter(number__in=numbers).order_by("id").select_for_update(no_key=True)
    known: dict[str, Customer | NewCustomer] = {customer.number: customer for customer in there}
    new: list[NewCustomer] = []
    changes: dict[int, Changes] = {}  # of those who were there
    made: list[tuple[Line[CustomerRow], Customer | NewCustomer]] = []
    for line in lines:
        number = line.row.number
        customer = known.get(number)
        if customer is None:
            customer = new_customer(number)
            new.append(customer)
            if number:
                known[number] = customer
        else:
            book.work.notebook.settle(
                Conflict(line.file, line.number, ConflictKind.CUSTOMER_KEPT, number)
            )
        said = _said(book, line)
        if isinstance(customer, NewCustomer):
            customer.fill_in(said)
        elif filled := _fill_in(book, customer, said):
            changes.setdefault(customer.id, {}).update(filled)
        made.append((line, customer))
    book.customers.make(new)
    _change(book, [each for each in there if each.id in changes], changes)
    book.work.traces.keep("customer", [(line, customer.id) for line, customer in made])


def _said(book: Book, line: Line[CustomerRow]) -> dict[str, Any]:
    """What the row says, with phone and e-mail as they are stored."""
    said: dict[str, Any] = {**line.row.said, "birthday": line.row.birthday}
    if typed := said.get("phone"):
        said["phone"] = e164(typed, country=book.work.business.country)
        if not said["phone"]:
            _report(book, line, ConflictKind.PHONE_UNREADABLE, typed)
    if typed := said.get("email"):
        said["email"] = _email(typed)
        if not said["email"]:
            _report(book, line, ConflictKind.EMAIL_UNREADABLE, typed)
    return said


def _report(book: Book, line: Line[CustomerRow], kind: ConflictKind, typed: str) -> None:
    book.work.notebook.settle(Conflict(line.file, line.number, kind, typed))


def _email(typed: str) -> str | None:
    if _PLAIN_ADDRESS.fullmatch(typed) and len(typed) <= _LONGEST_LABEL:
        return typed
    try:
        validate_email(typed)
    except ValidationError:
        return None
    return typed


def _fill_in(book: Book, customer: Customer, said: Mapping[str, Any]) -> Changes:
    """Take over what is said where nothing is known yet; says what that was."""
    fresh = {line: value for line, value in said.items() if value and not getattr(customer, line)}
    for line, value in fresh.items():
        setattr(customer, line, value)
    note_origin(book.work, customer, fresh)
    return {line: ["" if line != "birthday" else None, str(value)] for line, value in fresh.items()}


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
