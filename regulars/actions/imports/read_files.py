"""The files of a book come in, portion by portion."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from regulars.actions.imports.book import Book
from regulars.actions.imports.bring_appointments import bring_appointments
from regulars.actions.imports.bring_customers import bring_customers
from regulars.actions.imports.bring_endings import bring_endings
from regulars.actions.imports.bring_payments import bring_payments
from regulars.actions.imports.bring_services import bring_services
from regulars.actions.imports.customers import CustomerNumbers
from regulars.actions.imports.notebook import Tally
from regulars.actions.imports.reading import Portion, Reading
from regulars.actions.imports.running import Running
from regulars.actions.imports.sources import Source
from regulars.rules.import_mapping import FileMapping, RowKind


def read_files(running: Running, sources: Sequence[Source]) -> None:
    """Bring in what is not yet in; each portion is committed with where the next one begins."""
    book = Book.of(running.work)
    before = 0
    for place, source in enumerate(sources):
        if place == running.bookmark.file:
            _read_file(running, book, source, before=before)
        before += source.size


def _read_file(running: Running, book: Book, source: Source, *, before: int) -> None:
    work, bookmark = running.work, running.bookmark
    running.begin_tables()
    reading = Reading(source, currency=work.business.currency, notebook=work.notebook)
    for portion in reading.portions(after=bookmark.records):
        if portion.is_skipped:
            running.claim.renew_if_due()
            continue
        with running.portion():
            _bring_in(book, source.mapping, portion)
            bookmark.records, bookmark.read = portion.records, before + portion.done
        running.progress.reads(source.mapping.file, done=bookmark.read, total=bookmark.total)
    work.notebook.files.append(reading.report())
    work.notebook.tally = Tally()
    bookmark.turn_to_next_file()
    if bookmark.read < before + source.size:  # it has no rows
        bookmark.read = before + source.size
        running.progress.reads(source.mapping.file, done=bookmark.read, total=bookmark.total)


def _bring_in(book: Book, mapping: FileMapping, portion: Portion) -> None:
    work = book.work
    lines = work.traces.new(portion.lines)
    work.notebook.tally.known += len(portion.lines) - len(lines)
    work.notebook.tally.came_in += len(lines)
    # Customers are looked up anew for each portion: others may have changed them meanwhile.
    book = replace(book, customers=CustomerNumbers(work))
    made = book.staff.made
    if lines:
        _bring(book, mapping, lines)
    work.notebook.made["staff"] += book.staff.made - made


def _bring(book: Book, mapping: FileMapping, lines: Any) -> None:
    """Rows of a file are all of the kind that its mapping says."""
    match mapping.kind:
        case RowKind.SERVICE:
            bring_services(book, lines)
        case RowKind.CUSTOMER:
            bring_customers(book, lines)
        case RowKind.APPOINTMENT:
            bring_appointments(book, lines)
        case RowKind.NO_SHOW | RowKind.CANCELLATION:
            bring_endings(book, lines, mapping=mapping)
        case RowKind.PAYMENT:
            bring_payments(book, lines)
