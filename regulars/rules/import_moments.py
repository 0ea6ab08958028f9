"""Which moment does a day and a wall-clock time of an imported book mean?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

_MIDDAY = time(12)


class ClockChange(StrEnum):
    """What a change of the clocks does to a time of day."""

    SKIPPED = "skipped"  # the clocks jumped over it
    TWICE = "twice"  # it came by twice


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment in UTC, and what the clocks did to the time it was read from."""

    at: datetime
    oddity: ClockChange | None


def moment_of(day: date, wall: time, zone: ZoneInfo) -> Moment:
    """The moment of that wall-clock time.

    A time that the clocks skipped is read as if they had not changed yet, so it lands an hour
    later; one that came by twice is the first of the two.
    """
    local = datetime.combine(day, wall, zone)
    at = local.astimezone(UTC)
    if at.astimezone(zone).replace(tzinfo=None) != local.replace(tzinfo=None):
        return Moment(at, ClockChange.SKIPPED)
    if local.replace(fold=1).astimezone(UTC) != at:
        return Moment(at, ClockChange.TWICE)
    return Moment(at, None)


def day_begins(day: date, zone: ZoneInfo) -> datetime:
    """The first moment of a day: where an appointment without a time of day stands."""
    return datetime.combine(day, time(), zone).astimezone(UTC)


def midday(day: date, zone: ZoneInfo) -> datetime:
    """Noon: for what is only known by its day. It lies on that day in every neighbouring zone."""
    return datetime.combine(day, _MIDDAY, zone).astimezone(UTC)


def day_of(moment: datetime, zone: ZoneInfo) -> date:
    """The day on the wall."""
    return moment.astimezone(zone).date()


def days_around(first: date, last: date, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """The half-open span from the first moment of one day to the last of another."""
    return day_begins(first, zone), day_begins(last + timedelta(days=1), zone)
