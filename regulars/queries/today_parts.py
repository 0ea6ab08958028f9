"""What the start page is made of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from regulars.queries.appointment_parts import WhoComes
from regulars.queries.calendar_parts import CalendarBlock, CalendarEntry
from regulars.queries.day_lines import DayLine, day_lines
from regulars.queries.open_columns import Gap
from regulars.rules.appointment_status import Move, Status
from regulars.rules.deposits import DepositState
from regulars.rules.next_step import next_step


@dataclass(frozen=True, slots=True)
class AskedDeposit:
    """A deposit of the appointment that comes next, or of its project."""

    state: DepositState
    amount_minor: int
    currency: str
    due_at: datetime | None


@dataclass(frozen=True, slots=True)
class ShortAppointment:
    """An appointment that comes next, or that has no ending yet."""

    id: int
    status: Status
    starts_at: datetime
    ends_at: datetime
    time_known: bool
    title: str
    price_minor: int | None
    has_deposit: bool
    staff_member_id: int | None
    staff_name: str
    staff_hue: int
    room: str
    service: str
    project_title: str
    session_number: int | None
    expected_sessions: int | None
    customer: WhoComes | None
    deposits: tuple[AskedDeposit, ...] = ()

    @property
    def what(self) -> str:
        """Its own title, else its project, else its service."""
        return self.title or self.project_title or self.service

    @property
    def asks_for_payment(self) -> bool:
        """Whether somebody has to say what was paid before it is done."""
        return bool(self.price_minor)

    def next_step(self, at: datetime) -> Move | None:
        """The one step that comes next at this moment."""
        return next_step(self.status, starts_at=self.starts_at, ends_at=self.ends_at, at=at)


@dataclass(frozen=True, slots=True)
class DueDeposit:
    """A deposit that was asked for and not paid yet."""

    id: int
    customer_id: int
    customer: str
    amount_minor: int
    currency: str
    due_at: datetime | None
    was_reminded: bool
    appointment_id: int | None
    project_id: int | None


@dataclass(frozen=True, slots=True)
class MissedVisit:
    """A no show whose customer has nothing booked since."""

    customer_id: int
    customer: str
    starts_at: datetime
    no_shows: int  # of this customer, this one included


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A note that was to be looked at again by now."""

    note_id: int
    customer_id: int
    customer: str
    body: str
    due_on: date
    author_id: int | None


@dataclass(frozen=True, slots=True)
class Several:
    """How many there are in all, of which only the first are shown."""

    count: int
    total_minor: int = 0
    currency: str = ""


@dataclass(frozen=True, slots=True)
class LookAfter:
    """What is not on the calendar and must not be forgotten."""

    deposits: tuple[DueDeposit, ...]
    all_deposits: Several
    missed: tuple[MissedVisit, ...]
    follow_ups: tuple[FollowUp, ...]
    all_follow_ups: Several


@dataclass(frozen=True, slots=True)
class Today:
    """Everything on the start page."""

    arriving: ShortAppointment | None
    unended: tuple[ShortAppointment, ...]
    all_unended: Several
    entries: tuple[CalendarEntry, ...]
    gaps: tuple[Gap, ...]
    all_gaps: Several
    look_after: LookAfter
    columns: frozenset[int]  # who has a column in the calendar
    hues: dict[int, int]

    @property
    def bookings(self) -> int:
        """How many appointments and group sessions there are today."""
        return sum(not isinstance(entry, CalendarBlock) for entry in self.entries)

    @property
    def people_at_work(self) -> int:
        """How many staff members have something booked today."""
        booked = (entry for entry in self.entries if not isinstance(entry, CalendarBlock))
        return len({entry.staff_member_id for entry in booked} - {None})

    def agenda(self, at: datetime, until: datetime) -> tuple[DayLine, ...]:
        """The day from its first entry to `until`, its end, with the moment `at` between."""
        gaps = [gap for gap in self.gaps if gap.starts_at < until]
        return day_lines(self.entries, gaps[:MOST_AGENDA_GAPS], now=at)


# Between the appointments only the next free times; the card beside them lists more.
MOST_AGENDA_GAPS = 3
# So late somebody may be and still be the one who comes next; then it is asked what became of it.
GRACE = timedelta(minutes=15)
