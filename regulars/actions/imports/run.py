"""A book comes in from a folder of files: nothing twice, and whatever stops it, it goes on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from django.db import Error, transaction
from django.utils.translation import gettext as _

from regulars.actions.imports.claim import Clock
from regulars.actions.imports.read_files import read_files
from regulars.actions.imports.report import (
    UNWATCHED,
    ImportReport,
    Journal,
    NoJournal,
    Progress,
)
from regulars.actions.imports.running import Running
from regulars.actions.imports.settle import settle
from regulars.actions.imports.sources import BookRefused, fingerprint, open_sources
from regulars.actions.imports.take_up import Intent, take_up
from regulars.kernel.actor import Actor
from regulars.kernel.tenant import Tenant
from regulars.records.audit import AuditEntry
from regulars.records.businesses import Business
from regulars.records.imports import ToldConflict
from regulars.rules.import_mapping import BookMapping
from regulars.rules.permissions import Permission


@dataclass(frozen=True, slots=True)
class Options:
    """How an import is run: for real or dry, and who follows it."""

    dry_run: bool = False
    progress: Progress = UNWATCHED
    journal: Journal = field(default_factory=NoJournal)
    clock: Clock | None = None  # tells the moment while it runs; left out, `at` stays


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
    """Bring in every file of the mapping (PRODUCT.md 9.1), in portions that are committed.

    A file that cannot be read raises BookRefused before anything has come in; rows that are wrong
    are refused one by one and reported. A row that came in before (same file, same content, same
    occurrence) is passed over. A run that stopped is gone on with by the next one of the same
    files and mapping; of other files or another mapping, what came in of the stopped one is
    settled first. ImportRuns while another process is at it. With `dry_run` all is done and
    nothing kept.
    """
    actor.must(Permission.IMPORT_DATA, business)
    _same_currency(business, mapping)
    sources = open_sources(folder, mapping, options.progress)
    intent = Intent(
        mapping=mapping,
        fingerprint=fingerprint(mapping, sources),
        size=sum(source.size for source in sources),
        at=at,
        clock=options.clock or (lambda: at),
        progress=options.progress,
        journal=options.journal,
        dry_run=options.dry_run,
    )

    with _rolled_back() if options.dry_run else nullcontext():
        running = take_up(business, intent)
        if running.claim.record.fingerprint != intent.fingerprint:
            _close(running, actor)
            running = take_up(business, intent)
        elif running.is_taken_up:
            options.progress.goes_on(running.stand())
        with _held(running):
            read_files(running, sources)
            settle(running)
            return _finish(running, actor, _report(running, folder=folder, intent=intent))


def _same_currency(business: Tenant, mapping: BookMapping) -> None:
    ours = Business.objects.get(id=business.id)
    if mapping.currency not in (None, ours.currency):
        raise BookRefused(
            _(
                "The files are in %(theirs)s, but %(business)s counts in %(ours)s. "
                "Correct “formats.currency” in the mapping, or open a business in %(theirs)s."
            )
            % {"theirs": mapping.currency, "business": ours.name, "ours": ours.currency}
        )


@contextmanager
def _rolled_back() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@contextmanager
def _held(running: Running) -> Iterator[None]:
    """Whatever stops it: the next run goes on at once."""
    try:
        yield
    finally:
        with suppress(Error):
            running.claim.let_go()


def _close(running: Running, actor: Actor) -> None:
    """Settle what came in of an import that nobody can go on with, so that it is whole."""
    running.progress.closes(running.stand())
    with _held(running):
        settle(running)
        _finish(running, actor, _report(running))


def _report(
    running: Running, *, folder: Path | None = None, intent: Intent | None = None
) -> ImportReport:
    notebook = running.work.notebook
    named = {file.file for file in intent.mapping.files} if intent else set()
    there = folder.glob("*.csv") if folder else ()
    return ImportReport(
        mapping=running.claim.record.mapping,
        dry_run=intent is not None and intent.dry_run,
        files=tuple(notebook.files),
        ignored_files=tuple(sorted(each.name for each in there if each.name not in named)),
        made=dict(notebook.made),
        statuses=dict(notebook.statuses),
        currency=running.work.business.currency,
        ledger_minor=notebook.ledger_minor,
        walk_ins_minor=notebook.walk_ins_minor,
        refused=dict(notebook.refused),
        conflicts=dict(notebook.conflicts),
        refusals=tuple(notebook.refusals),
        conflict_lines=tuple(notebook.conflict_lines),
        is_complete=intent is not None,
    )


def _finish(running: Running, actor: Actor, report: ImportReport) -> ImportReport:
    record = running.claim.record
    at = running.claim.clock()
    with running.portion(state="done", finished_at=at, report=report.as_json()):
        ToldConflict.objects.filter(
            business_id=record.business_id, imported_by_id=record.id
        ).delete()
        AuditEntry.objects.record(
            actor,
            "import.finished",
            record,
            at=at,
            changes={kind: [0, count] for kind, count in sorted(report.made.items())},
        )
    return report
