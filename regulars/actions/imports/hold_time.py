"""Imported appointments that lie ahead take the staff member's time, where it is free."""

from __future__ import annotations

from bisect import bisect, insort
from collections.abc import Sequence
from datetime import timedelta

from regulars.actions.imports.arrivals import Arrival
from regulars.actions.imports.book import Book
from regulars.actions.imports.report import Conflict
from regulars.records.busy_time import BusyTime
from regulars.records.catalogue import Service
from regulars.records.many import insert_many
from regulars.records.staff import StaffMember
from regulars.rules.held_time import staff_spans
from regulars.rules.import_matching import ConflictKind
from regulars.rules.intervals import Span


def hold_time(book: Book, active: Sequence[Arrival]) -> None:
    """Hold time for those that begin after the import; past ones never block the calendar.

    One whose time is taken comes in all the same, without holding any, and is reported.
    """
    ahead = [
        each
        for each in active
        if each.starts_at > book.work.at and each.time_known and each.staff_member_id is not None
    ]
    if not ahead:
        return
    staff_ids = {each.staff_member_id for each in ahead if each.staff_member_id is not None}
    list(
        StaffMember.objects.of(book.work.business).filter(id__in=staff_ids).order_by("id").locked()
    )
    taken = _taken(book, staff_ids)
    services = Service.objects.of(book.work.business).in_bulk({each.service_id for each in ahead})
    held: list[BusyTime] = []
    for appointment in ahead:
        spans = _spans(appointment, services.get(appointment.service_id or 0))
        if _take(spans, taken.setdefault(appointment.staff_member_id or 0, [])):
            held += [_busy(book, appointment, span) for span in spans]
        else:
            _report(book, appointment)
    insert_many(held)


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


def _taken(book: Book, staff_ids: set[int]) -> dict[int, list[Span]]:
    taken: dict[int, list[Span]] = {}
    rows = BusyTime.objects.of(book.work.business).filter(
        staff_member_id__in=staff_ids, ends_at__gt=book.work.at
    )
    rows = rows.order_by("starts_at")
    for staff_id, starts_at, ends_at in rows.values_list("staff_member_id", "starts_at", "ends_at"):
        taken.setdefault(staff_id, []).append(Span(starts_at, ends_at))
    return taken


def _busy(book: Book, appointment: Arrival, span: Span) -> BusyTime:
    return BusyTime(
        business_id=book.work.business.id,
        staff_member_id=appointment.staff_member_id,
        appointment_id=appointment.id,
        starts_at=span.starts_at,
        ends_at=span.ends_at,
    )


def _report(book: Book, appointment: Arrival) -> None:
    begins = appointment.starts_at.astimezone(book.work.business_zone)
    file, line = book.work.ahead[appointment.id]
    about = f"{begins:%Y-%m-%d %H:%M}"
    book.work.notebook.settle(Conflict(file, line, ConflictKind.STAFF_TAKEN, about))
