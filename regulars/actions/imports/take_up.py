"""An import begins, or one that had stopped is taken up where it stood."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import transaction

from regulars.actions.imports.bookmark import Bookmark
from regulars.actions.imports.claim import Claim, Clock, ImportRuns, is_at_work
from regulars.actions.imports.notebook import Notebook
from regulars.actions.imports.report import Journal, Progress
from regulars.actions.imports.running import Running
from regulars.actions.imports.traces import Traces
from regulars.actions.imports.work import Work
from regulars.kernel.actor import Actor
from regulars.kernel.tenant import Tenant
from regulars.records.appointments import Appointment
from regulars.records.businesses import Business
from regulars.records.imports import Import
from regulars.rules.import_mapping import BookMapping

_MINUTES_A_DAY = 24 * 60


@dataclass(frozen=True, slots=True)
class Intent:
    """Which book is to come in, when, and who follows it."""

    mapping: BookMapping
    fingerprint: str  # of the mapping and the files
    size: int  # of all files, in bytes
    at: datetime
    clock: Clock
    progress: Progress
    journal: Journal
    dry_run: bool


def take_up(business: Tenant, intent: Intent) -> Running:
    """The unfinished import of this business in our hands, or a new one.

    Raises ImportRuns where another process is at it. One that stopped keeps its own moment: what
    lay ahead when it began is ahead still, so that it ends as if it had never stopped.
    """
    with transaction.atomic():
        held = Business.objects.select_for_update(no_key=True).get(id=business.id)
        # Held, so that a portion at work is waited for, and its bookmark read after it.
        record = Import.objects.of(held).unfinished().select_for_update(no_key=True).first()
        if record is None:
            return _begin(held, intent)
        if is_at_work(record, now=intent.clock()):
            raise ImportRuns
        running = _running(held, record, intent)
        running.is_taken_up = True
        running.claim.store()
        return running


def _begin(business: Business, intent: Intent) -> Running:
    latest = Appointment.objects.order_by("-id").values_list("id", flat=True).first()
    notice_days = intent.mapping.rules.notice_days
    if notice_days is None:
        notice_days = -(-business.notice_minutes // _MINUTES_A_DAY)
    record = Import.objects.create(
        business=business,
        mapping=intent.mapping.name,
        started_at=intent.at,
        fingerprint=intent.fingerprint,
        newest_before=latest or 0,
        progress=Bookmark(notice_days, total=intent.size).as_json(),
    )
    running = _running(business, record, intent)
    running.store()
    return running


def _running(business: Business, record: Import, intent: Intent) -> Running:
    bookmark = Bookmark.of(record.progress)
    # A dry run writes a list of its own, and leaves that of the import it goes on with alone.
    mark = 0 if intent.dry_run else bookmark.journal
    begun_at = intent.at if intent.dry_run else record.started_at
    intent.journal.begin(begun_at=begun_at, mark=mark)
    figures = record.progress.get("figures", {})
    work = Work(
        business=business,
        at=record.started_at,
        actor=Actor.importing(business, record.id),
        import_id=record.id,
        rules=intent.mapping.rules,
        notice_days=bookmark.notice_days,
        zone=ZoneInfo(intent.mapping.time_zone or business.time_zone),
        business_zone=ZoneInfo(business.time_zone),
        notebook=Notebook.of(intent.journal, figures, record.report),
        traces=Traces(business, record.id),
        first_id=record.newest_before,
    )
    return Running(work, Claim(record, intent.clock), bookmark, intent.progress)
