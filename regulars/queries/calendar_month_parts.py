"""What the month overview is made of: weeks of days, and how full each day is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from regulars.queries.open_columns import Gap
from regulars.rules.blocks import BlockKind

_NONE = timedelta(0)


@dataclass(frozen=True, slots=True)
class Load:
    """How full one staff member's day is; `worked` is None where nobody wrote any hours."""

    staff_member_id: int
    name: str
    hue: int
    worked: timedelta | None
    booked: timedelta
    is_away: bool

    @property
    def percent(self) -> int:
        """How much of the working hours is booked, at most all of them."""
        whole = self.worked or _USUAL
        return min(100, round(self.booked / whole * 100))

    @property
    def is_empty(self) -> bool:
        """At work, and nothing booked yet."""
        return not self.is_away and not self.booked


# Whoever has no hours is drawn against a day as long as most people work.
_USUAL = timedelta(hours=8)


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of days: a guest's stay, or somebody's time off; both days included."""

    staff_member_id: int
    name: str
    kind: BlockKind | None  # None: a guest is here, by working hours that begin and end
    title: str
    first_on: date
    last_on: date

    def holds(self, day: date) -> bool:
        return self.first_on <= day <= self.last_on


@dataclass(frozen=True, slots=True)
class GroupOfDay:
    """A group session as the overview names it."""

    title: str
    taken: int
    capacity: int


@dataclass(frozen=True, slots=True)
class MonthDay:
    """One day of the overview."""

    day: date
    loads: tuple[Load, ...]
    gaps: tuple[Gap, ...]  # from now on only
    no_shows: int
    cancelled_too_late: int
    groups: tuple[GroupOfDay, ...]
    periods: tuple[Period, ...]

    @property
    def worked(self) -> timedelta:
        """The working hours of everybody together."""
        return sum((load.worked or _NONE for load in self.loads), _NONE)

    @property
    def booked(self) -> timedelta:
        return sum((load.booked for load in self.loads), _NONE)

    @property
    def free(self) -> timedelta:
        """What can still be booked in pieces worth offering; nothing of the past."""
        return sum((gap.length for gap in self.gaps), _NONE)

    @property
    def is_closed(self) -> bool:
        """Nobody works, and nothing is booked all the same."""
        return not self.booked and all(
            load.worked is not None and not load.worked for load in self.loads
        )

    def gaps_of(self, staff_member_id: int) -> tuple[Gap, ...]:
        """The free times of one staff member."""
        return tuple(gap for gap in self.gaps if gap.staff_member_id == staff_member_id)

    def away_until(self, staff_member_id: int) -> date | None:
        """The last day of the absence that this one belongs to."""
        ends = [
            period.last_on
            for period in self.periods
            if period.staff_member_id == staff_member_id and period.kind is not None
        ]
        return max(ends, default=None)


@dataclass(frozen=True, slots=True)
class MonthWeek:
    """One line of the overview, with the number of the ISO week that most of it belongs to."""

    number: int
    days: tuple[MonthDay, ...]

    @property
    def periods(self) -> tuple[Period, ...]:
        """Every stretch of days that reaches into the week, the earliest first."""
        found = dict.fromkeys(period for day in self.days for period in day.periods)
        return tuple(sorted(found, key=lambda each: (each.first_on, each.staff_member_id)))

    @property
    def percent(self) -> int | None:
        """How full the week is; None where nobody works."""
        worked = sum((day.worked for day in self.days), _NONE)
        if not worked:
            return None
        booked = (load.booked for day in self.days for load in day.loads if load.worked is not None)
        return min(999, round(sum(booked, _NONE) / worked * 100))


@dataclass(frozen=True, slots=True)
class Month:
    """The weeks that show a month."""

    first: date  # of the month itself
    weeks: tuple[MonthWeek, ...]

    @property
    def closed_weekdays(self) -> frozenset[int]:
        """On which days of the week nobody works all month, counted from the first column."""
        return frozenset(
            number for number in range(7) if all(week.days[number].is_closed for week in self.weeks)
        )

    def day(self, day: date) -> MonthDay:
        """One of its days. Raises StopIteration for none of them."""
        return next(each for week in self.weeks for each in week.days if each.day == day)
