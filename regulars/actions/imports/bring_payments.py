"""Payments come in: lines of the ledger, which also tell which appointments took place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from regulars.actions.imports.book import Book
from regulars.actions.imports.candidates import OfDay, imported_of
from regulars.actions.imports.end import change_status, let_go
from regulars.actions.imports.endings import keep_endings
from regulars.actions.imports.sources import Line
from regulars.actions.imports.work import Ending
from regulars.records.ledger import LedgerLine
from regulars.records.many import Row, insert_values, new_ids
from regulars.rules.appointment_status import Status
from regulars.rules.import_matching import (
    RECEIPT_CONFLICTS,
    Candidate,
    Receipt,
    read_receipt,
)
from regulars.rules.import_rows import PaymentRow
from regulars.rules.money import LedgerKind

# Of a ledger line; after its id, the values that `_ledger_line` names in this order.
_COLUMNS = (
    "id", "business_id", "customer_id", "appointment_id", "staff_member_id", "kind", "method",
    "amount_minor", "currency", "paid_at", "description", "reference", "actor_kind", "actor_id",
    "entered_at",
)  # fmt: skip


def bring_payments(book: Book, lines: Sequence[Line[PaymentRow]]) -> None:
    """One ledger line for each row; a past appointment with a receipt of its day is completed."""
    customers = book.customers.ids(line.row.customer for line in lines)
    staff = book.staff.ids(line.row.staff for line in lines)
    of_day = imported_of(
        book,
        {(customers[line.row.customer], line.row.day) for line in lines if line.row.customer},
    )
    completed: dict[int, Candidate] = {}
    made = []
    for line in lines:
        receipt = _receipt(book, line, of_day, customers=customers, staff=staff)
        _report(book, line, receipt)
        if book.work.rules.receipt_completes:
            completed |= {each.id: each for each in receipt.completes}
        made.append(_ledger_line(book, line, receipt, customers=customers, staff=staff))
    ids = new_ids(LedgerLine, len(made))
    insert_values(
        LedgerLine, _COLUMNS, [(id_, *entry) for id_, entry in zip(ids, made, strict=True)]
    )
    book.work.traces.keep("ledgerline", zip(lines, ids, strict=True))
    book.work.notebook.made["payment"] += len(made)
    _complete(book, list(completed.values()))


def _receipt(
    book: Book,
    line: Line[PaymentRow],
    of_day: OfDay,
    *,
    customers: Mapping[str, int | None],
    staff: Mapping[str, int | None],
) -> Receipt:
    there = of_day.get((customers[line.row.customer], line.row.day), ())
    return read_receipt(there, staff_id=staff[line.row.staff], at=book.work.at)


def _report(book: Book, line: Line[PaymentRow], receipt: Receipt) -> None:
    for each in receipt.unexplained:
        book.work.settle_once(
            each.id,
            RECEIPT_CONFLICTS[each.status],
            file=line.file,
            line=line.number,
            about=f"{line.row.customer} · {line.row.day.isoformat()}",
        )


def _ledger_line(
    book: Book,
    line: Line[PaymentRow],
    receipt: Receipt,
    *,
    customers: Mapping[str, int | None],
    staff: Mapping[str, int | None],
) -> Row:
    row, work = line.row, book.work
    customer_id = customers[row.customer]
    work.notebook.ledger_minor += row.amount_minor
    work.notebook.walk_ins_minor += row.amount_minor if customer_id is None else 0
    return (
        work.business.id,
        customer_id,
        receipt.belongs_to.id if receipt.belongs_to else None,
        staff[row.staff],
        LedgerKind.REFUND if row.amount_minor < 0 else LedgerKind.PAYMENT,
        work.rules.payment_method,
        row.amount_minor,
        work.business.currency,
        work.paid_at(row.day, row.paid),
        row.description,
        row.reference,
        work.actor.kind,
        work.actor.id,
        work.at,
    )


def _complete(book: Book, completed: Sequence[Candidate]) -> None:
    work = book.work
    change_status(work, [each.id for each in completed], Status.COMPLETED)
    let_go(work, completed)
    # New ones are told by their status when the events are written.
    keep_endings(
        work,
        {
            each.id: Ending("", 0, Status.COMPLETED, each.status)
            for each in completed
            if each.id <= work.first_id
        },
    )
