"""What does everybody need to know of their day, on paper?"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from regulars.kernel.tenant import Tenant
from regulars.queries.appointment_parts import Warned
from regulars.queries.calendar_entries import calendar_entries
from regulars.queries.calendar_parts import CalendarAppointment, CalendarBlock, CalendarEntry
from regulars.queries.day_lines import DayLine, day_lines
from regulars.queries.day_sheet_rows import KNOWN, REMEMBERED
from regulars.queries.open_columns import SHORTEST_GAP, Gap, OpenColumn, open_columns
from regulars.queries.sql import Row, moment_or_none, select
from regulars.rules.answers import FieldKind
from regulars.rules.intervals import Span, without
from regulars.rules.working_hours import begins

_NONE = timedelta(0)


@dataclass(frozen=True, slots=True)
class Known:
    """What is to be minded, remembered and seen to, of one appointment."""

    warnings: tuple[Warned, ...] = ()
    notes: tuple[str, ...] = ()
    last_visit_at: datetime | None = None
    deposit_paid_minor: int = 0
    deposit_asked_minor: int = 0
    to_pay_minor: int | None = None  # None: no price is agreed


@dataclass(frozen=True, slots=True)
class Sheet:
    """One staff member's day."""

    staff_member_id: int
    name: str
    hours: tuple[Span, ...]
    lines: tuple[DayLine, ...]

    @property
    def bookings(self) -> tuple[CalendarEntry, ...]:
        """What is booked, without what is only blocked."""
        return tuple(
            line.entry
            for line in self.lines
            if line.entry is not None and not isinstance(line.entry, CalendarBlock)
        )

    @property
    def booked(self) -> timedelta:
        return sum((entry.ends_at - entry.starts_at for entry in self.bookings), _NONE)


@dataclass(frozen=True, slots=True)
class DaySheet:
    """A page for everybody with something to do on that day."""

    sheets: tuple[Sheet, ...]
    known: dict[int, Known]  # by appointment
    people: tuple[tuple[int, str], ...]  # everybody with a column, in its order

    def to_take_minor(self, sheet: Sheet) -> int:
        """What is still to be paid on this sheet."""
        return sum(
            self.known[entry.id].to_pay_minor or 0
            for entry in sheet.bookings
            if isinstance(entry, CalendarAppointment) and entry.is_active
        )


def day_sheet(
    *, business: Tenant, day: date, zone: ZoneInfo, staff_member_ids: Collection[int] | None = None
) -> DaySheet:
    """The sheets of a day in seven statements: of those named, or of all who have something."""
    entries = calendar_entries(
        business=business,
        starts_at=begins(day, 0, zone=zone),
        ends_at=begins(day + timedelta(days=1), 0, zone=zone),
    )
    columns = open_columns(business=business, first=day, last=day, zone=zone)
    sheets = [_sheet(column, entries.all) for column in columns]
    if staff_member_ids is None:
        sheets = [sheet for sheet in sheets if sheet.bookings]
    else:
        sheets = [sheet for sheet in sheets if sheet.staff_member_id in staff_member_ids]
    return DaySheet(
        sheets=tuple(sheets),
        known=_known(business, entries.appointments),
        people=tuple((column.staff_member_id, column.name) for column in columns),
    )


def _sheet(column: OpenColumn, entries: Collection[CalendarEntry]) -> Sheet:
    own = [entry for entry in entries if entry.staff_member_id == column.staff_member_id]
    taken = [span for entry in own for span in entry.busy]
    # By what stands there and not by what is held: what ended holds nothing any more.
    hours = [span for span in column.hours if column.has_hours]
    gaps = [
        Gap(column.staff_member_id, column.name, column.hue, span.starts_at, span.ends_at)
        for span in without(hours, taken)
        if span.length >= SHORTEST_GAP
    ]
    return Sheet(column.staff_member_id, column.name, tuple(hours), day_lines(own, gaps))


def _known(business: Tenant, appointments: Sequence[CalendarAppointment]) -> dict[int, Known]:
    """What the rows know of each appointment, and of its customer."""
    customers = {entry.customer_id for entry in appointments if entry.customer_id}
    remembered = select(REMEMBERED, business=business.id, customers=sorted(customers))
    rows = select(KNOWN, business=business.id, these=sorted(entry.id for entry in appointments))
    about = {
        customer: _about([row for row in remembered if row[0] == customer])
        for customer in customers
    }
    return {
        id_: replace(
            about.get(customer, Known()),
            last_visit_at=moment_or_none(last_visit),
            deposit_paid_minor=int(deposit),
            deposit_asked_minor=int(asked),
            to_pay_minor=None if price is None else max(0, price - int(paid) - int(deposit)),
        )
        for id_, customer, price, last_visit, paid, deposit, asked in rows
    }


def _about(rows: Sequence[Row]) -> Known:
    return Known(
        warnings=tuple(
            Warned(title, detail, FieldKind(kind) if kind else None)
            for _, part, title, detail, kind, *_ in rows
            if part != "note"
        ),
        notes=tuple(body for _, part, body, *_ in rows if part == "note"),
    )
