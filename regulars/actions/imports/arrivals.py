"""The appointments of this import, as far as its last steps need them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from regulars.actions.imports.work import Work
from regulars.records.appointments import Appointment

_PORTION = 2000
_COLUMNS = (
    "id", "starts_at", "ends_at", "created_at", "status", "staff_member_id", "service_id",
    "time_known",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Arrival:
    """An appointment that came in, or that was in the book and ended."""

    id: int
    starts_at: datetime
    ends_at: datetime
    created_at: datetime
    status: str
    staff_member_id: int | None
    service_id: int | None
    time_known: bool


def arrivals(work: Work) -> Iterator[list[Arrival]]:
    """Those that are new, in portions."""
    last = work.first_id
    new = Appointment.objects.of(work.business).filter(is_imported=True)
    while portion := _read(new.filter(id__gt=last)):
        last = portion[-1].id
        yield portion


def ended_earlier_ones(work: Work) -> Iterator[list[Arrival]]:
    """Those that an earlier import brought in and this one ended, in portions."""
    ids = [id_ for id_ in sorted(work.endings) if id_ <= work.first_id]
    for start in range(0, len(ids), _PORTION):
        there = Appointment.objects.of(work.business)
        yield _read(there.filter(id__in=ids[start : start + _PORTION]))


def _read(appointments: QuerySet[Appointment]) -> list[Arrival]:
    return [Arrival(*row) for row in appointments.order_by("id").values_list(*_COLUMNS)[:_PORTION]]
