"""Appointments that a row of another file ends."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db.models import F

from regulars.actions.imports.endings import keep_endings
from regulars.actions.imports.work import Ending, Work
from regulars.records.appointments import Appointment
from regulars.records.busy_time import BusyTime
from regulars.records.many import update_many
from regulars.rules.appointment_status import Status
from regulars.rules.import_matching import Candidate

_OF_A_CANCELLATION = (
    "status", "notice_minutes", "cancelled_by", "created_at", "changed_at", "version",
)  # fmt: skip


def end_appointments(work: Work, ended: Sequence[tuple[Candidate, Ending]]) -> None:
    """Change the appointments' status and give back the time they held."""
    missed = [found.id for found, ending in ended if ending.status is Status.NO_SHOW]
    change_status(work, missed, Status.NO_SHOW)
    update_many(
        [
            _cancelled(work, found, ending)
            for found, ending in ended
            if ending.status is not Status.NO_SHOW
        ],
        _OF_A_CANCELLATION,
    )
    let_go(work, [found for found, _ in ended])
    keep_endings(work, {found.id: ending for found, ending in ended})


def change_status(work: Work, ids: Sequence[int], status: Status) -> None:
    """Give all these appointments that status."""
    Appointment.objects.of(work.business).filter(id__in=ids).update(
        status=status, changed_at=work.at, version=F("version") + 1
    )


def let_go(work: Work, ended: Sequence[Candidate]) -> None:
    """Free the time of those that were in the book before; new ones hold none yet."""
    before = [each.id for each in ended if each.id <= work.first_id]
    if before:
        BusyTime.objects.of(work.business).filter(appointment_id__in=before).delete()


def booked_at(created_at: datetime, ending: Ending) -> datetime:
    """When it was booked, as far as the book knows: whoever cancelled had booked before."""
    return min(created_at, ending.told_at) if ending.told_at else created_at


def _cancelled(work: Work, found: Candidate, ending: Ending) -> Appointment:
    is_new = found.id > work.first_id
    return Appointment(
        id=found.id,
        business_id=work.business.id,
        version=found.version + 1,
        status=ending.status,
        notice_minutes=ending.notice_minutes,
        cancelled_by=ending.cancelled_by,
        created_at=booked_at(found.created_at, ending) if is_new else found.created_at,
        changed_at=work.at,
    )
