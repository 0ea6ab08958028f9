"""Imported appointments that lie ahead take the staff member's time, where it is free."""

from __future__ import annotations

from bisect import bisect, insort
from collections.abc import Sequence
from datetime import timedelta

from regulars.actions.imports.arrivals import Arrival
from regulars.actions.imports.report import Conflict
from regulars.actions.imports.work import Work
from regulars.records.busy_time import BusyTime
from regulars.records.catalogue import Service
from regulars.records.imports import ImportedRow
from regulars.records.many import insert_many
from regulars.records.staff import StaffMember
from regulars.rules.held_time import staff_spans
from regulars.rules.import_matching import ConflictKind
from regulars.rules.intervals import Span


def hold_time(work: Work, active: Sequence[Arrival]) -> None:
    """Hold time for those that begin after the import; past ones never block the calendar.

    One whose time is taken comes in all the same, without holding any, and is reported. One that
    somebody gave its time meanwhile keeps it.
    """
    ahead = _ahead(work, active)
    held_by = BusyTime.objects.of(work.business).filter(
        appointment_id__in=[one.id for one in ahead]
    )
    holding = set(held_by.values_list("appointment_id", flat=True))
    ahead = [each for each in ahead if each.id not in holding]
    if not ahead:
        return
    staff_ids = _columns(ahead)
    services = Service.objects.of(work.business).in_bulk({each.service_id for each in ahead})
    wanted = {each.id: _spans(each, services.get(each.service_id or 0)) for each in ahead}
    taken = _taken(work, staff_ids, [span for spans in wanted.values() for span in spans])
    held: list[BusyTime] = []
    refused: list[Arrival] = []
    for appointment in ahead:
        spans = wanted[appointment.id]
        if _take(spans, taken.setdefault(appointment.staff_member_id or 0, [])):
            held += [_busy(work, appointment, span) for span in spans]
        else:
            refused.append(appointment)
    insert_many(held)
    _report(work, refused)


def hold_columns(work: Work, arriving: Sequence[Arrival]) -> None:
    """Hold the staff members whose time may be taken, before any appointment of theirs is held."""
    ids = _columns(_ahead(work, arriving))
    list(StaffMember.objects.of(work.business).filter(id__in=ids).order_by("id").locked())


def _ahead(work: Work, arriving: Sequence[Arrival]) -> list[Arrival]:
    return [
        each
        for each in arriving
        if each.starts_at > work.at and each.time_known and each.staff_member_id is not None
    ]


def _columns(arriving: Sequence[Arrival]) -> set[int]:
    return {each.staff_member_id for each in arriving if each.staff_member_id is not None}


def _spans(appointment: Arrival, service: Service | None) -> tuple[Span, ...]:
    """As every booking takes them: with the buffer, without the processing gap."""
    if service is None:
        return staff_spans(appointment.starts_at, appointment.ends_at)
    return staff_spans(
        appointment.starts_at,
        appointment.ends_at,
        buffer=timedelta(minutes=service.buffer_minutes),
        gap_after=timedelta(minutes=service.gap_after_minutes),
        gap=timedelta(minutes=service.gap_minutes),
    )


def _take(spans: Sequence[Span], taken: list[Span]) -> bool:
    """Put the spans among those that are taken, in order, if all of them are free."""
    for span in spans:
        place = bisect(taken, span)
        if any(span.overlaps(other) for other in taken[max(place - 1, 0) : place + 1]):
            return False
    for span in spans:
        insort(taken, span)
    return True


def _taken(work: Work, staff_ids: set[int], wanted: Sequence[Span]) -> dict[int, list[Span]]:
    """What is taken of their time where some of these spans lie; not all that lies ahead."""
    begins = sorted(span.starts_at for span in wanted)
    longest = max(span.ends_at - span.starts_at for span in wanted)
    taken: dict[int, list[Span]] = {}
    rows = BusyTime.objects.of(work.business).filter(
        staff_member_id__in=staff_ids,
        ends_at__gt=begins[0],
        starts_at__lt=begins[-1] + longest,
    )
    rows = rows.order_by("starts_at")
    for staff_id, starts_at, ends_at in rows.values_list(
        "staff_member_id", "starts_at", "ends_at"
    ).iterator():
        place = bisect(begins, starts_at - longest)
        if place < len(begins) and begins[place] < ends_at:
            taken.setdefault(staff_id, []).append(Span(starts_at, ends_at))
    return taken


def _busy(work: Work, appointment: Arrival, span: Span) -> BusyTime:
    return BusyTime(
        business_id=work.business.id,
        staff_member_id=appointment.staff_member_id,
        appointment_id=appointment.id,
        starts_at=span.starts_at,
        ends_at=span.ends_at,
    )


def _report(work: Work, refused: Sequence[Arrival]) -> None:
    if not refused:
        return
    rows = ImportedRow.objects.of(work.business).filter(
        record_kind="appointment", record_id__in=[each.id for each in refused]
    )
    places = {
        id_: (file, line) for id_, file, line in rows.values_list("record_id", "file", "line")
    }
    for appointment in refused:
        begins = appointment.starts_at.astimezone(work.business_zone)
        file, line = places[appointment.id]
        about = f"{begins:%Y-%m-%d %H:%M}"
        work.notebook.settle(Conflict(file, line, ConflictKind.STAFF_TAKEN, about))
