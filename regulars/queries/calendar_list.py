"""What stands in the calendar day after day, and what is to be seen to before it starts?"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from regulars.kernel.tenant import Tenant
from regulars.queries.calendar_entries import calendar_entries
from regulars.queries.calendar_parts import CalendarAppointment, CalendarBlock, CalendarEntry
from regulars.queries.day_lines import DayLine, day_lines
from regulars.queries.open_columns import SHORTEST_GAP, Gap, open_columns
from regulars.rules.appointment_status import Status
from regulars.rules.working_hours import begins

_DAY = timedelta(days=1)
_NONE = timedelta(0)
# Of several people only what is long enough for most things, or the list is all gaps.
_SHORTEST_OF_MANY = timedelta(hours=1)

# What the list can be narrowed to.
SHOWS = ("coming", "due", "no_show")


@dataclass(frozen=True, slots=True)
class ListedDay:
    """One day of the list."""

    day: date
    lines: tuple[DayLine, ...]

    @property
    def entries(self) -> tuple[CalendarEntry, ...]:
        """What is booked: appointments and group sessions."""
        return tuple(
            line.entry
            for line in self.lines
            if line.entry is not None and not isinstance(line.entry, CalendarBlock)
        )

    @property
    def standing(self) -> int:
        """How many bookings stand in the day."""
        return sum(not _is_off(entry) for entry in self.entries)

    @property
    def completed(self) -> int:
        return sum(_has(entry, Status.COMPLETED) for entry in self.entries)

    @property
    def no_shows(self) -> int:
        return sum(_has(entry, Status.NO_SHOW) for entry in self.entries)

    @property
    def free(self) -> timedelta:
        """How much of the working hours can still be booked."""
        return sum((line.gap.length for line in self.lines if line.gap), _NONE)


@dataclass(frozen=True, slots=True)
class CalendarList:
    """Some days under each other, and how many bookings each filter would show."""

    first: date
    last: date
    days: tuple[ListedDay, ...]
    counts: dict[str, int]
    hues: dict[int, int]

    def narrowed(self, show: str, at: datetime) -> CalendarList:
        """Only the bookings that the filter names; days without one fall away."""
        if show not in SHOWS:
            return self
        days = [
            ListedDay(
                each.day,
                tuple(
                    line
                    for line in each.lines
                    if line.entry is not None and _is_shown(line.entry, show, at)
                ),
            )
            for each in self.days
        ]
        return replace(self, days=tuple(each for each in days if each.lines))


def calendar_list(
    *,
    business: Tenant,
    first: date,
    days: int,
    zone: ZoneInfo,
    at: datetime,
    staff_member_ids: Collection[int] | None = None,
    with_cancelled: bool = False,
) -> CalendarList:
    """So many days from the first on, in five statements."""
    last = first + _DAY * (days - 1)
    entries = calendar_entries(
        business=business,
        starts_at=begins(first, 0, zone=zone),
        ends_at=begins(last + _DAY, 0, zone=zone),
        staff_member_ids=staff_member_ids,
        with_cancelled=with_cancelled,
    )
    columns = open_columns(
        business=business, first=first, last=last, zone=zone, staff_member_ids=staff_member_ids
    )
    shortest = SHORTEST_GAP if len(columns) == 1 else _SHORTEST_OF_MANY
    gaps = [gap for column in columns for gap in column.gaps(since=at, shortest=shortest)]
    today = at.astimezone(zone).date()
    shown = tuple(
        _listed(day, entries.all, gaps, zone, now=at if day == today else None)
        for day in (first + _DAY * number for number in range(days))
    )
    booked = [entry for day in shown for entry in day.entries]
    counts = {show: sum(_is_shown(entry, show, at) for entry in booked) for show in SHOWS}
    return CalendarList(
        first=first,
        last=last,
        days=shown,
        counts={"all": len(booked)} | counts,
        hues={column.staff_member_id: column.hue for column in columns},
    )


def _listed(
    day: date,
    entries: Collection[CalendarEntry],
    gaps: Collection[Gap],
    zone: ZoneInfo,
    *,
    now: datetime | None,
) -> ListedDay:
    from_at, until_at = begins(day, 0, zone=zone), begins(day + _DAY, 0, zone=zone)
    # What began on the day before stands there; time off stands on each of its days.
    here = [
        entry
        for entry in entries
        if from_at <= entry.starts_at < until_at
        or (isinstance(entry, CalendarBlock) and entry.starts_at < from_at < entry.ends_at)
    ]
    free = [gap for gap in gaps if from_at <= gap.starts_at < until_at]
    return ListedDay(day, day_lines(here, free, now=now))


def _is_shown(entry: CalendarEntry, show: str, at: datetime) -> bool:
    if isinstance(entry, CalendarBlock) or _is_off(entry):
        return False
    if show == "coming":
        is_open = not isinstance(entry, CalendarAppointment) or entry.is_active
        return is_open and entry.starts_at > at
    if not isinstance(entry, CalendarAppointment):
        return False
    return entry.has_open_deposit and entry.is_active if show == "due" else _has(entry, "no_show")


def _has(entry: CalendarEntry, status: str) -> bool:
    return isinstance(entry, CalendarAppointment) and entry.status == status


def _is_off(entry: CalendarEntry) -> bool:
    """Cancelled, or a group session that was called off."""
    if isinstance(entry, CalendarAppointment):
        return entry.is_cancelled
    return not isinstance(entry, CalendarBlock) and entry.is_called_off
