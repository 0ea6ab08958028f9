"""What was a customer's year?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from regulars.rules.appointment_status import COUNTED, ENDED, Status

MONTHS = range(1, 13)
# Past this many years between first and last, a date was mistyped: empty years are left out.
_MOST_YEARS_IN_A_ROW = 60


@dataclass(frozen=True, slots=True)
class BookingFact:
    """One appointment or group booking, as far as figures need it."""

    on: date  # in the business's time zone
    starts_at: datetime
    status: Status
    service: str | None = None
    is_group: bool = False


@dataclass(frozen=True, slots=True)
class Favourite:
    """The most frequently booked service."""

    service: str
    bookings: int


@dataclass(frozen=True, slots=True)
class Point:
    """One place on the graph: a month of the year, or a year of all."""

    label_key: int  # the month, 1 to 12, or the year
    appointment_days: tuple[date, ...]  # one entry per appointment, in order of time
    group_days: tuple[date, ...]

    @property
    def appointments(self) -> int:
        return len(self.appointment_days)

    @property
    def group_bookings(self) -> int:
        return len(self.group_days)


@dataclass(frozen=True, slots=True)
class YearStatistics:
    """The figures of PRODUCT.md 2.3 for one year, or for all when `year` is None."""

    year: int | None
    bookings: int  # appointments and group bookings that were not cancelled
    group_bookings: int  # how many of them were in a group
    favourite: Favourite | None
    income_minor: int
    reminders: int
    periods: tuple[Point, ...]
    endings: Mapping[Status, int]  # every ending, cancellations too; 0 where there was none

    @property
    def no_show_rate(self) -> float | None:
        return no_show_rate(
            completed=self.endings[Status.COMPLETED], no_shows=self.endings[Status.NO_SHOW]
        )

    @property
    def most_in_a_period(self) -> int:
        """The largest number on the graph, for its scale."""
        return max((max(p.appointments, p.group_bookings) for p in self.periods), default=0)


def year_statistics(
    *, bookings: Iterable[BookingFact], income_minor: int, reminders: int, year: int | None
) -> YearStatistics:
    """Work out one customer's year by the definitions of PRODUCT.md 7.1, all years for None.

    Bookings of other years are left out. `income_minor` and `reminders` are the year's already.
    """
    of_year = sorted(
        (fact for fact in bookings if year is None or fact.on.year == year),
        key=lambda fact: (fact.on, fact.starts_at),
    )
    counted = [fact for fact in of_year if fact.status in COUNTED]
    endings = Counter(fact.status for fact in of_year)
    return YearStatistics(
        year=year,
        bookings=len(counted),
        group_bookings=sum(fact.is_group for fact in counted),
        favourite=_favourite(counted),
        income_minor=income_minor,
        reminders=reminders,
        periods=_periods(counted, year),
        endings={status: endings[status] for status in Status if status in ENDED},
    )


def no_show_rate(*, completed: int, no_shows: int) -> float | None:
    """No-shows ÷ (completed + no-shows), from 0 to 1; None when nothing has taken place."""
    came_or_not = completed + no_shows
    return no_shows / came_or_not if came_or_not else None


def _favourite(counted: Sequence[BookingFact]) -> Favourite | None:
    """The service of most bookings; a tie goes to the most recent one."""
    numbers: Counter[str] = Counter()
    latest: dict[str, datetime] = {}
    for fact in counted:
        if fact.service:
            numbers[fact.service] += 1
            latest[fact.service] = fact.starts_at
    if not numbers:
        return None
    service = max(numbers, key=lambda name: (numbers[name], latest[name], name))
    return Favourite(service=service, bookings=numbers[service])


def _periods(counted: Sequence[BookingFact], year: int | None) -> tuple[Point, ...]:
    appointments: dict[int, list[date]] = {}
    groups: dict[int, list[date]] = {}
    for fact in counted:
        key = fact.on.year if year is None else fact.on.month
        (groups if fact.is_group else appointments).setdefault(key, []).append(fact.on)
    keys = MONTHS if year is not None else _years(appointments.keys() | groups.keys())
    return tuple(
        Point(
            label_key=key,
            appointment_days=tuple(appointments.get(key, ())),
            group_days=tuple(groups.get(key, ())),
        )
        for key in keys
    )


def _years(with_bookings: set[int]) -> Iterable[int]:
    """First to last, so that a year without bookings shows as a gap."""
    if not with_bookings:
        return ()
    in_a_row = range(min(with_bookings), max(with_bookings) + 1)
    return in_a_row if len(in_a_row) <= _MOST_YEARS_IN_A_ROW else sorted(with_bookings)
