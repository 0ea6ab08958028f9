"""What does the day bring, and what must not be forgotten?"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from regulars.kernel.tenant import Tenant
from regulars.queries.appointment_parts import Remembered, Warned, WhoComes
from regulars.queries.calendar_entries import CalendarEntries, CalendarEntry, calendar_entries
from regulars.queries.look_after import MOST_SHOWN, look_after
from regulars.queries.open_columns import first_gaps, open_columns
from regulars.queries.sql import Row, moment, moment_or_none, select
from regulars.queries.today_parts import (
    GRACE,
    AskedDeposit,
    Several,
    ShortAppointment,
    Today,
)
from regulars.queries.today_rows import ABOUT, OF_ONE, OPEN
from regulars.rules.answers import FieldKind
from regulars.rules.appointment_status import Status
from regulars.rules.deposits import DepositState
from regulars.rules.working_hours import begins

_AHEAD = timedelta(days=6)


def today_page(
    *, business: Tenant, zone: ZoneInfo, at: datetime, staff_member_id: int | None = None
) -> Today:
    """The start page in eight statements, of one staff member or of everybody."""
    today = at.astimezone(zone).date()
    staff = None if staff_member_id is None else [staff_member_id]
    entries = calendar_entries(
        business=business,
        starts_at=begins(today, 0, zone=zone),
        ends_at=begins(today + timedelta(days=1), 0, zone=zone),
        staff_member_ids=staff,
    )
    arriving, unended, all_unended = _open(business, at, staff_member_id)
    columns = open_columns(
        business=business, first=today, last=today + _AHEAD, zone=zone, staff_member_ids=staff
    )
    gaps = first_gaps(columns, since=at)
    return Today(
        arriving=_with_about(business, arriving),
        unended=unended,
        all_unended=all_unended,
        entries=_in_order(entries),
        gaps=tuple(gaps[:MOST_SHOWN]),
        all_gaps=Several(len(gaps)),
        look_after=look_after(
            business=business, today=today, at=at, staff_member_id=staff_member_id
        ),
        columns=frozenset(column.staff_member_id for column in columns),
        hues={column.staff_member_id: column.hue for column in columns},
    )


def _in_order(entries: CalendarEntries) -> tuple[CalendarEntry, ...]:
    return tuple(sorted(entries.all, key=lambda entry: (entry.starts_at, entry.ends_at)))


def _open(
    business: Tenant, at: datetime, staff: int | None
) -> tuple[ShortAppointment | None, tuple[ShortAppointment, ...], Several]:
    """Who comes next, and what has no ending yet, newest first."""
    rows = select(
        OPEN.format(of_one=OF_ONE if staff is not None else ""),
        business=business.id,
        staff=staff,
        at=at,
        grace_at=at - GRACE,
        most=MOST_SHOWN,
    )
    coming = [_appointment(row[2:]) for row in rows if row[0] == "next"]
    past = [row for row in rows if row[0] == "unended"]
    return (
        coming[0] if coming else None,
        tuple(_appointment(row[2:]) for row in past),
        Several(past[0][1] if past else 0),
    )


def _appointment(row: Row) -> ShortAppointment:
    (
        id_, status, starts_at, ends_at, time_known, title, price, staff_id, staff, hue, room,
        service, project, expected, session, has_deposit, *who,
    ) = row  # fmt: skip
    return ShortAppointment(
        id=id_,
        status=Status(status),
        starts_at=moment(starts_at),
        ends_at=moment(ends_at),
        time_known=bool(time_known),
        title=title,
        price_minor=price,
        has_deposit=bool(has_deposit),
        staff_member_id=staff_id,
        staff_name=staff or "",
        staff_hue=hue or 1,
        room=room or "",
        service=service or "",
        project_title=project or "",
        session_number=session,
        expected_sessions=expected,
        customer=_customer(tuple(who)) if who[0] else None,
    )


def _customer(row: Row) -> WhoComes:
    id_, first, last, nickname, company, number, phone, email, picture, *standing, first_at = row
    bookings, no_shows, late, strokes = standing
    return WhoComes(
        id=id_,
        first_name=first,
        last_name=last,
        nickname=nickname,
        company=company,
        number=number,
        phone=phone,
        email=email,
        picture=picture,
        bookings=bookings,
        no_shows=no_shows,
        late_cancellations=late,
        strokes=strokes,
        first_booking_at=moment_or_none(first_at),
    )


def _with_about(business: Tenant, coming: ShortAppointment | None) -> ShortAppointment | None:
    """The alerts, notes and deposits of who comes next."""
    rows = select(
        ABOUT,
        business=business.id,
        appointment=coming.id if coming else None,
        customer=coming.customer.id if coming and coming.customer else None,
    )
    if coming is None or coming.customer is None:
        return coming
    alerts = [Warned(row[1], row[2]) for row in rows if row[0] == "alert"]
    answers = [Warned(row[1], row[2], FieldKind(row[3])) for row in rows if row[0] == "answer"]
    notes = [Remembered(row[1], row[2], moment(row[6])) for row in rows if row[0] == "note"]
    deposits = [
        AskedDeposit(DepositState(row[1]), row[5], row[2], moment_or_none(row[6]))
        for row in rows
        if row[0] == "deposit"
    ]
    about = replace(coming.customer, warnings=(*alerts, *answers), notes=tuple(notes))
    return replace(coming, customer=about, deposits=tuple(deposits))
