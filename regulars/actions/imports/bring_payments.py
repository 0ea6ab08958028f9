"""Payments come in: lines of the ledger, which also tell which appointments took place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from regulars.actions.imports.book import Book
from regulars.actions.imports.candidates import OfDay, imported_of
from regulars.actions.imports.end import change_status, let_go
from regulars.actions.imports.sources import Line
from regulars.actions.imports.work import Ending
from regulars.records.ledger import LedgerLine
from regulars.records.many import insert_many
from regulars.rules.appointment_status import Status
from regulars.rules.import_matching import (
    RECEIPT_CONFLICTS,
    Candidate,
    Receipt,
    read_receipt,
)
from regulars.rules.import_rows import PaymentRow
from regulars.rules.money import LedgerKind


def bring_payments(book: Book, lines: Sequence[Line[PaymentRow]]) -> None:
    """One ledger line for each row; a past appointment with a receipt of its day is completed."""
    customers = book.customers.ids(line.row.customer for line in lines)
    staff = book.staff.ids(line.row.staff for line in lines)
    named = [line for line in lines if line.row.customer]
    of_day = imported_of(book, set(customers.values()) - {None}, [line.row.day for line in named])
    completed: dict[int, Candidate] = {}
    made = []
    for line in lines:
        receipt = _receipt(book, line, of_day, customers=customers, staff=staff)
        _report(book, line, receipt)
        if book.work.rules.receipt_completes:
            completed |= {each.id: each for each in receipt.completes}
        made.append(_ledger_line(book, line, receipt, customers=customers, staff=staff))
    insert_many(made, give_ids=True)
    book.work.traces.keep(
        "ledgerline", [(line, entry.id) for line, entry in zip(lines, made, strict=True)]
    )
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
) -> LedgerLine:
    row, work = line.row, book.work
    customer_id = customers[row.customer]
    work.notebook.ledger_minor += row.amount_minor
    work.notebook.walk_ins_minor += row.amount_minor if customer_id is None else 0
    return LedgerLine(
        business_id=work.business.id,
        customer_id=customer_id,
        appointment_id=receipt.belongs_to.id if receipt.belongs_to else None,
        staff_member_id=staff[row.staff],
        kind=LedgerKind.REFUND if row.amount_minor < 0 else LedgerKind.PAYMENT,
        method=work.rules.payment_method,
        amount_minor=row.amount_minor,
        currency=work.business.currency,
        paid_at=work.paid_at(row.day, row.paid),
        description=row.description,
        reference=row.reference,
        actor_kind=work.actor.kind,
        actor_id=work.actor.id,
        entered_at=work.at,
    )


def _complete(book: Book, completed: Sequence[Candidate]) -> None:
    work = book.work
    change_status(work, [each.id for each in completed], Status.COMPLETED)
    let_go(work, completed)
    # New ones are told by their status when the events are written.
    work.endings.update(
        (each.id, Ending("", 0, Status.COMPLETED, each.status))
        for each in completed
        if each.id <= work.first_id
    )
