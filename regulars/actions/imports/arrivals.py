"""The appointments of this import, as far as its last steps need them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from regulars.actions.imports.work import Work
from regulars.records.appointments import Appointment, AppointmentEvent
from regulars.rules.appointment_status import Status

_COLUMNS = (
    "id", "customer_id", "starts_at", "ends_at", "created_at", "status", "staff_member_id",
    "service_id", "time_known",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Arrival:
    """An appointment that came in, or that was in the book and ended."""

    id: int
    customer_id: int | None
    starts_at: datetime
    ends_at: datetime
    created_at: datetime
    status: str
    staff_member_id: int | None
    service_id: int | None
    time_known: bool


def arrivals(work: Work, *, after: int, most: int) -> list[Arrival]:
    """Those that are new, in the order in which they came in; `after` is the last one's id."""
    return _read(_new(work).filter(id__gt=max(after, work.first_id))[:most])


def these(work: Work, ids: Iterable[int]) -> list[Arrival]:
    """These as they are now, held: whoever wants to change one waits."""
    found = Appointment.objects.of(work.business).filter(id__in=list(ids)).order_by("id")
    return _read(found.select_for_update(no_key=True))


def told_so_far(work: Work, ids: Iterable[int]) -> dict[int, Status]:
    """Where the latest event leads, of those that somebody changed since they came in."""
    events = AppointmentEvent.objects.of(work.business).filter(appointment_id__in=list(ids))
    rows = events.order_by("id").values_list("appointment_id", "to_status")
    return {id_: Status(status) for id_, status in rows}


def with_more_to_come(work: Work, portion: Sequence[Arrival]) -> set[int]:
    """Customers of this portion who have new appointments in a later one."""
    customers = {each.customer_id for each in portion if each.customer_id is not None}
    later = _new(work).filter(customer_id__in=customers, id__gt=portion[-1].id).order_by()
    return set(later.values_list("customer_id", flat=True).distinct())


def _new(work: Work) -> QuerySet[Appointment]:
    all_of_them: QuerySet[Appointment] = Appointment.objects.of(work.business)
    return all_of_them.filter(is_imported=True).order_by("id")


def _read(appointments: QuerySet[Appointment]) -> list[Arrival]:
    return [Arrival(*row) for row in appointments.values_list(*_COLUMNS)]
