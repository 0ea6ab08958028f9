"""Appointments come in: each row of a booking file is one, still without an ending."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from regulars.actions.imports.book import Book, MeetingRow, People
from regulars.actions.imports.report import Conflict
from regulars.actions.imports.sources import Line
from regulars.records.appointments import Appointment
from regulars.records.many import insert_many
from regulars.rules.appointment_status import Status
from regulars.rules.import_matching import ConflictKind
from regulars.rules.import_rows import AppointmentRow


def bring_appointments(book: Book, lines: Sequence[Line[AppointmentRow]]) -> None:
    """One appointment for each row; it holds no time until the whole book is read."""
    people = book.people_of(lines)
    store(book, [(line, _appointment(book, people, line)) for line in lines])


def _appointment(book: Book, people: People, line: Line[AppointmentRow]) -> Appointment:
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
) -> Appointment:
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
    return Appointment(
        business_id=book.work.business.id,
        customer_id=people.customers[meeting.customer],
        staff_member_id=people.staff[meeting.staff],
        service_id=service.id if service else None,
        title="" if service else meeting.service,
        starts_at=starts,
        ends_at=starts + timedelta(minutes=lasting or usual),
        time_known=False,
        is_imported=True,
        status=Status.BOOKED,
        price_minor=service.price_minor or None if service else None,
        currency=book.work.business.currency,
        # When it was booked is not known: at the latest when it began, or today.
        created_at=min(starts, book.work.at),
        changed_at=book.work.at,
    )


def store(book: Book, made_by: Sequence[tuple[Line[MeetingRow], Appointment]]) -> None:
    """Store new appointments with the rows that made them."""
    appointments = [made for _, made in made_by]
    insert_many(appointments, give_ids=True)
    book.work.traces.keep("appointment", [(line, made.id) for line, made in made_by])
    book.work.touched.update(
        made.customer_id for made in appointments if made.customer_id is not None
    )
    book.work.ahead.update(
        (made.id, (line.file, line.number))
        for line, made in made_by
        if made.starts_at > book.work.at
    )
    book.work.notebook.made["appointment"] += len(appointments)


def about(line: Line[MeetingRow]) -> str:
    """Whom and when a row means, as the report says it."""
    meeting = line.row.meeting
    return " · ".join(
        filter(None, (meeting.customer, meeting.day.isoformat(), meeting.service, meeting.staff))
    )
