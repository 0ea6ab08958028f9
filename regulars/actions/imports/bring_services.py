"""Services come in from a price list."""

from __future__ import annotations

from collections.abc import Sequence

from regulars.actions.imports.book import Book
from regulars.actions.imports.report import Conflict
from regulars.actions.imports.sources import Line
from regulars.records.catalogue import Service
from regulars.records.many import insert_many
from regulars.rules.import_matching import ConflictKind
from regulars.rules.import_rows import ServiceRow


def bring_services(book: Book, lines: Sequence[Line[ServiceRow]]) -> None:
    """Put services on the price list; one that is there stays as it is."""
    new: dict[str, tuple[Line[ServiceRow], Service]] = {}
    for line in lines:
        if book.prices.has_code(line.row.code) or line.row.code in new:
            book.work.notebook.settle(
                Conflict(line.file, line.number, ConflictKind.SERVICE_KEPT, line.row.code)
            )
            continue
        new[line.row.code] = line, _service(book, line.row, position=len(new))
    insert_many([service for _, service in new.values()], give_ids=True)
    book.work.traces.keep("service", [(line, service.id) for line, service in new.values()])
    book.prices.learn([service for _, service in new.values()])
    book.work.notebook.made["service"] += len(new)


def _service(book: Book, row: ServiceRow, *, position: int) -> Service:
    return Service(
        business_id=book.work.business.id,
        code=row.code,
        name=row.name,
        category=row.category,
        description=row.description,
        price_minor=row.price_minor,
        duration_minutes=row.duration_minutes or book.work.rules.default_duration_minutes,
        is_active=row.is_active,
        position=book.prices.positions + position,
    )
