"""Appointments come in: each row of a booking file is one, still without an ending."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from operator import attrgetter

from regulars.actions.imports.book import Book, MeetingRow, People
from regulars.actions.imports.report import Conflict
from regulars.actions.imports.sources import Line
from regulars.records.appointments import Appointment
from regulars.records.many import insert_values, new_ids
from regulars.rules.appointment_status import Status
from regulars.rules.import_matching import ConflictKind
from regulars.rules.import_rows import AppointmentRow

_COLUMNS = (
    "id", "business_id", "customer_id", "staff_member_id", "service_id", "title", "starts_at",
    "ends_at", "time_known", "is_imported", "status", "price_minor", "currency", "notes",
    "notice_minutes", "cancelled_by", "created_at", "changed_at",
)  # fmt: skip
_values_of = attrgetter(*_COLUMNS)


@dataclass(slots=True)
class NewAppointment:
    """An imported appointment that is not stored yet, by the names of the record's columns.

    Not the record itself: to make one costs more than to store it.
    """

    business_id: int
    customer_id: int | None
    staff_member_id: int | None
    service_id: int | None
    title: str
    starts_at: datetime
    ends_at: datetime
    price_minor: int | None
    currency: str
    created_at: datetime
    changed_at: datetime
    status: Status = Status.BOOKED
    time_known: bool = False
    is_imported: bool = True
    notes: str = ""
    notice_minutes: int | None = None
    cancelled_by: str = ""
    id: int = 0


def bring_appointments(book: Book, lines: Sequence[Line[AppointmentRow]]) -> None:
    """One appointment for each row; it holds no time until the whole book is read."""
    people = book.people_of(lines)
    store(book, [(line, _appointment(book, people, line)) for line in lines])


def _appointment(book: Book, people: People, line: Line[AppointmentRow]) -> NewAppointment:
    row = line.row
    starts = book.work.begins(row.meeting.day, row.starts, file=line.file, line=line.number)
    appointment = blank_appointment(book, people, line, starts=starts, lasting=row.duration_minutes)
    appointment.time_known = row.starts is not None
    appointment.notes = row.notes
    appointment.title = row.title or appointment.title
    if row.price_minor is not None:
        appointment.price_minor = row.price_minor
    return appointment


def blank_appointment(
    book: Book,
    people: People,
    line: Line[MeetingRow],
    *,
    starts: datetime,
    lasting: int | None = None,
) -> NewAppointment:
    """What every imported appointment has in common; its time of day counts as not known.

    The frozen price is the list price, where the list states one.
    """
    meeting = line.row.meeting
    service = book.prices.find(meeting.service)
    for kind, is_so in (
        (ConflictKind.SERVICE_UNKNOWN, meeting.service and service is None),
        (ConflictKind.CUSTOMER_NOT_STATED, not meeting.customer),
    ):
        if is_so:
            book.work.notebook.settle(Conflict(line.file, line.number, kind, about(line)))
    usual = service.duration_minutes if service else book.work.rules.default_duration_minutes
    return NewAppointment(
        business_id=book.work.business.id,
        customer_id=people.customers[meeting.customer],
        staff_member_id=people.staff[meeting.staff],
        service_id=service.id if service else None,
        title="" if service else meeting.service,
        starts_at=starts,
        ends_at=starts + timedelta(minutes=lasting or usual),
        price_minor=service.price_minor or None if service else None,
        currency=book.work.business.currency,
        # When it was booked is not known: at the latest when it began, or today.
        created_at=min(starts, book.work.at),
        changed_at=book.work.at,
    )


def store(book: Book, made_by: Sequence[tuple[Line[MeetingRow], NewAppointment]]) -> None:
    """Store new appointments with the rows that made them."""
    if not made_by:
        return
    for (_, made), id_ in zip(made_by, new_ids(Appointment, len(made_by)), strict=True):
        made.id = id_
    insert_values(Appointment, _COLUMNS, [_values_of(made) for _, made in made_by])
    book.work.traces.keep("appointment", [(line, made.id) for line, made in made_by])
    book.work.notebook.made["appointment"] += len(made_by)


def about(line: Line[MeetingRow]) -> str:
    """Whom and when a row means, as the report says it."""
    meeting = line.row.meeting
    return " · ".join(
        filter(None, (meeting.customer, meeting.day.isoformat(), meeting.service, meeting.staff))
    )
