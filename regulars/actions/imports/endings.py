"""How rows ended appointments, kept in the database until that is written as events."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import QuerySet

from regulars.actions.imports.work import Ending, Work
from regulars.records.imports import ImportedEnding
from regulars.records.many import insert_values
from regulars.rules.appointment_status import Status

_ENDING = (
    "file", "line", "status", "from_status", "cancelled_by", "told_at", "notice_minutes", "reason",
)  # fmt: skip


def keep_endings(work: Work, endings: Mapping[int, Ending]) -> None:
    """Remember how these appointments ended; becomes events when all files are read."""
    insert_values(
        ImportedEnding,
        ("business_id", "imported_by_id", "appointment_id", *_ENDING),
        [
            (
                work.business.id,
                work.import_id,
                appointment_id,
                *(getattr(ending, name) for name in _ENDING),
            )
            for appointment_id, ending in endings.items()
        ],
    )


def endings_of(work: Work, appointment_ids: Iterable[int]) -> dict[int, Ending]:
    """How this import ended those of them that it ended."""
    kept = _kept(work).filter(appointment_id__in=list(appointment_ids))
    return dict(map(_read, kept.values_list("appointment_id", *_ENDING)))


def earlier_endings(work: Work, *, most: int) -> dict[int, Ending]:
    """Some of those that wait for an event and are of appointments of an earlier import."""
    kept = _kept(work).filter(appointment_id__lte=work.first_id)
    return dict(map(_read, kept.values_list("appointment_id", *_ENDING)[:most]))


def count_earlier_endings(work: Work) -> int:
    """How many of them wait."""
    return _kept(work).filter(appointment_id__lte=work.first_id).count()


def forget_endings(work: Work, appointment_ids: Iterable[int]) -> None:
    """They are written as events."""
    _kept(work).filter(appointment_id__in=list(appointment_ids)).delete()


def _kept(work: Work) -> QuerySet[ImportedEnding]:
    kept: QuerySet[ImportedEnding] = ImportedEnding.objects.of(work.business)
    return kept.filter(imported_by_id=work.import_id).order_by("appointment_id", "id")


def _read(row: tuple[Any, ...]) -> tuple[int, Ending]:
    appointment_id, file, line, status, from_status, *told = row
    return appointment_id, Ending(file, line, Status(status), Status(from_status), *told)
