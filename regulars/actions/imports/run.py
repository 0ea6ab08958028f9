"""A book comes in from a folder of files: all of it or nothing, and nothing twice."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.translation import gettext as _

from regulars.actions.imports.book import Book
from regulars.actions.imports.bring_appointments import bring_appointments
from regulars.actions.imports.bring_customers import bring_customers
from regulars.actions.imports.bring_endings import bring_endings
from regulars.actions.imports.bring_payments import bring_payments
from regulars.actions.imports.bring_services import bring_services
from regulars.actions.imports.report import (
    UNWATCHED,
    ImportReport,
    Journal,
    Notebook,
    Progress,
    no_journal,
)
from regulars.actions.imports.settle import settle
from regulars.actions.imports.sources import BookRefused, Reading, Source, open_sources
from regulars.actions.imports.traces import Traces
from regulars.actions.imports.work import Work
from regulars.kernel.actor import Actor
from regulars.kernel.tenant import Tenant
from regulars.records.appointments import Appointment
from regulars.records.audit import AuditEntry
from regulars.records.businesses import Business
from regulars.records.imports import Import
from regulars.rules.import_mapping import BookMapping, FileMapping, RowKind
from regulars.rules.permissions import Permission

_MINUTES_A_DAY = 24 * 60


@dataclass(frozen=True, slots=True)
class Options:
    """How an import is run: for real or dry, and who follows it."""

    dry_run: bool = False
    progress: Progress = UNWATCHED
    journal: Journal = no_journal


_AS_USUAL = Options()


def run_import(
    *,
    business: Tenant,
    folder: Path,
    mapping: BookMapping,
    actor: Actor,
    at: datetime,
    options: Options = _AS_USUAL,
) -> ImportReport:
    """Bring in every file of the mapping (PRODUCT.md 9.1), in one transaction.

    Rows that are wrong are refused one by one and reported; a file that cannot be read at all
    raises BookRefused, and then nothing has come in. A row that came in before (same file, same
    content, same occurrence) is passed over. With `dry_run` all is done and nothing kept.
    """
    actor.must(Permission.IMPORT_DATA, business)
    sources = open_sources(folder, mapping)

    with transaction.atomic():
        # One import at a time: two could make the same customer.
        locked = Business.objects.select_for_update().get(id=business.id)
        work = _work(locked, mapping, at=at, journal=options.journal)
        book = Book.of(work)

        _read_all(book, sources, options.progress)
        statuses = settle(book, options.progress)

        work.notebook.made["staff"] = book.staff.made
        report = _report(work, mapping, statuses, folder=folder, dry_run=options.dry_run)
        _record(work, actor, report)
        transaction.set_rollback(options.dry_run)
    return report


def _work(business: Business, mapping: BookMapping, *, at: datetime, journal: Journal) -> Work:
    if mapping.currency not in (None, business.currency):
        raise BookRefused(
            _(
                "The files are in %(theirs)s, but %(business)s counts in %(ours)s. "
                "Correct “formats.currency” in the mapping, or open a business in %(theirs)s."
            )
            % {"theirs": mapping.currency, "business": business.name, "ours": business.currency}
        )
    record = Import.objects.create(business=business, mapping=mapping.name, started_at=at)
    notice_days = mapping.rules.notice_days
    if notice_days is None:
        notice_days = -(-business.notice_minutes // _MINUTES_A_DAY)
    latest = Appointment.objects.order_by("-id").values_list("id", flat=True).first()
    return Work(
        business=business,
        at=at,
        actor=Actor.importing(business, record.id),
        import_id=record.id,
        rules=mapping.rules,
        notice_days=notice_days,
        zone=ZoneInfo(mapping.time_zone or business.time_zone),
        business_zone=ZoneInfo(business.time_zone),
        notebook=Notebook(journal),
        traces=Traces(business, record.id),
        first_id=latest or 0,
    )


def _read_all(book: Book, sources: list[Source], progress: Progress) -> None:
    total = sum(source.size for source in sources)
    before = 0
    for source in sources:
        reading = Reading(source, currency=book.work.business.currency, notebook=book.work.notebook)
        for portion in reading.portions(progress, before=before, total=total):
            lines = book.work.traces.new(portion)
            reading.known += len(portion) - len(lines)
            reading.came_in += len(lines)
            if lines:
                _bring(book, source.mapping, lines)
        before += source.size
        book.work.notebook.files.append(reading.report())


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


def _report(
    work: Work, mapping: BookMapping, statuses: dict[str, int], *, folder: Path, dry_run: bool
) -> ImportReport:
    notebook = work.notebook
    named = {file.file for file in mapping.files}
    return ImportReport(
        mapping=mapping.name,
        dry_run=dry_run,
        files=tuple(notebook.files),
        ignored_files=tuple(
            sorted(each.name for each in folder.glob("*.csv") if each.name not in named)
        ),
        made=dict(notebook.made),
        statuses=dict(statuses),
        currency=work.business.currency,
        ledger_minor=notebook.ledger_minor,
        walk_ins_minor=notebook.walk_ins_minor,
        refused=dict(notebook.refused),
        conflicts=dict(notebook.conflicts),
        refusals=tuple(notebook.refusals),
        conflict_lines=tuple(notebook.conflict_lines),
    )


def _record(work: Work, actor: Actor, report: ImportReport) -> None:
    record = Import.objects.of(work.business).get(id=work.import_id)
    record.state = "done"
    record.finished_at = work.at
    record.report = report.as_json()
    record.save()
    AuditEntry.objects.record(
        actor,
        "import.finished",
        record,
        at=work.at,
        changes={kind: [0, count] for kind, count in sorted(report.made.items())},
    )
