"""What stands on the calendar: appointments, group sessions and blocks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from regulars.rules.appointment_status import ACTIVE, CANCELLED, Status
from regulars.rules.blocks import BlockKind
from regulars.rules.deposits import OPEN, DepositState
from regulars.rules.held_time import staff_spans
from regulars.rules.intervals import Span


@dataclass(frozen=True, slots=True)
class CalendarAppointment:
    """An appointment as the calendar shows it; phone and money are the face's to withhold."""

    id: int
    version: int
    status: Status
    starts_at: datetime
    ends_at: datetime
    time_known: bool  # without it, `starts_at` is the midnight that begins its day
    is_imported: bool
    title: str
    staff_member_id: int | None
    staff_name: str
    room_id: int | None
    room: str
    service_id: int | None
    service: str
    project_id: int | None
    project_title: str
    session_number: int | None
    expected_sessions: int | None
    customer_id: int | None
    customer_name: str
    nickname: str
    phone: str
    bookings: int
    no_shows: int
    late_cancellations: int
    strokes: str
    last_no_show_at: datetime | None  # before this appointment
    alert: str  # the first thing to be seen before anything is done
    hint: str  # the pinned note, or the latest to be shown when booking
    notes: str
    deposit: DepositState | None
    price_minor: int | None
    currency: str
    checked_in_at: datetime | None
    notice_minutes: int | None
    cancelled_by: str
    # Of its service: what it takes beyond its end, and where the staff member is free meanwhile.
    buffer: timedelta
    gap_after: timedelta
    gap: timedelta

    @property
    def name(self) -> str:
        """Who comes, else what is done; may be empty on an imported one."""
        return self.customer_name or self.title or self.service

    @property
    def what(self) -> str:
        """Its own title, else its project, else its service."""
        return self.title or self.project_title or self.service

    @property
    def is_active(self) -> bool:
        return self.status in ACTIVE

    @property
    def is_cancelled(self) -> bool:
        return self.status in CANCELLED

    @property
    def has_open_deposit(self) -> bool:
        return self.deposit in OPEN

    @property
    def minutes(self) -> int:
        """How long it lasts."""
        return (self.ends_at - self.starts_at) // timedelta(minutes=1)

    @property
    def busy(self) -> tuple[Span, ...]:
        """What it takes of its staff member's time."""
        return staff_spans(
            self.starts_at, self.ends_at, buffer=self.buffer, gap_after=self.gap_after, gap=self.gap
        )


@dataclass(frozen=True, slots=True)
class CalendarGroup:
    """A group session with how many of its places are taken."""

    id: int
    version: int
    starts_at: datetime
    ends_at: datetime
    title: str
    service_id: int
    service: str
    staff_member_id: int
    staff_name: str
    room_id: int | None
    room: str
    capacity: int
    taken: int
    waiting: int
    is_called_off: bool
    buffer: timedelta

    @property
    def places_left(self) -> int:
        """How many places are free; zero when it is overbooked."""
        return max(0, self.capacity - self.taken)

    @property
    def minutes(self) -> int:
        """How long it lasts."""
        return (self.ends_at - self.starts_at) // timedelta(minutes=1)

    @property
    def busy(self) -> tuple[Span, ...]:
        """What it takes of its staff member's time."""
        return staff_spans(self.starts_at, self.ends_at, buffer=self.buffer)


@dataclass(frozen=True, slots=True)
class CalendarBlock:
    """Time of one staff member, or of one room, without a customer."""

    id: int
    version: int
    kind: BlockKind
    title: str
    note: str
    starts_at: datetime
    ends_at: datetime
    staff_member_id: int | None
    staff_name: str
    room_id: int | None
    room: str
    series_id: int | None
    rule: str  # by which it comes again, RFC 5545; empty for a single one
    is_removed: bool = False

    @property
    def minutes(self) -> int:
        """How long it lasts."""
        return (self.ends_at - self.starts_at) // timedelta(minutes=1)

    @property
    def busy(self) -> tuple[Span, ...]:
        """What it takes of its staff member's or its room's time."""
        return (Span(self.starts_at, self.ends_at),)


CalendarEntry = CalendarAppointment | CalendarGroup | CalendarBlock


@dataclass(frozen=True, slots=True)
class CalendarEntries:
    """Everything that lies in a span of time, each kind in order of its starts."""

    appointments: tuple[CalendarAppointment, ...]
    groups: tuple[CalendarGroup, ...]
    blocks: tuple[CalendarBlock, ...]

    @property
    def all(self) -> tuple[CalendarEntry, ...]:
        """Every entry, kind by kind."""
        return (*self.appointments, *self.groups, *self.blocks)
