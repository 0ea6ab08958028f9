"""When does somebody work, once the hours of the wall clock have become moments?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from regulars.rules.intervals import Span, joined

_SECOND = timedelta(seconds=1)
_MINUTE = timedelta(minutes=1)
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Hours:
    """Hours of a weekday (0 is Monday) in minutes since midnight, half-open.

    `first_on` and `last_on` bound them to a period, both days included.
    """

    weekday: int
    start_minute: int
    end_minute: int  # up to 1440, the midnight that ends the day
    first_on: date | None = None
    last_on: date | None = None

    def hold_on(self, day: date) -> bool:
        """Whether these are hours of that day."""
        return (
            day.weekday() == self.weekday
            and (self.first_on is None or self.first_on <= day)
            and (self.last_on is None or day <= self.last_on)
        )


@dataclass(frozen=True, slots=True)
class HoursOfDay:
    """What one day has in place of its weekday's hours; without minutes: no work that day."""

    day: date
    start_minute: int | None = None
    end_minute: int | None = None


def working_spans(
    hours: Iterable[Hours],
    days: Iterable[HoursOfDay],
    *,
    first: date,
    last: date,
    zone: ZoneInfo,
) -> tuple[Span, ...]:
    """The spans worked from the first day to the last, both included, in order.

    Hours that overlap or touch become one span, but every day keeps its own. A day with rows of
    its own goes by them alone. Nobody wrote any hours at all: every day is worked from midnight
    to midnight.
    """
    weekly, own = tuple(hours), _by_day(days)
    of_weekday = [[each for each in weekly if each.weekday == number] for number in range(7)]
    found: list[Span] = []
    for day in _days(first, last):
        if day in own:
            minutes = own[day]
        elif weekly:
            of_day = (each for each in of_weekday[day.weekday()] if each.hold_on(day))
            minutes = [(each.start_minute, each.end_minute) for each in of_day]
        else:
            minutes = [(0, 1440)]
        spans = (worked(day, start, end, zone=zone) for start, end in minutes)
        found.extend(joined(span for span in spans if span is not None))
    return tuple(found)


# A team shares its hours: a month of twenty people is asked for some sixty spans.
@lru_cache(maxsize=4096)
def worked(day: date, start_minute: int, end_minute: int, *, zone: ZoneInfo) -> Span | None:
    """Hours of one day as a span of moments; None where the clock left nothing of them out.

    The clock set forward: what lies in the gap begins or ends with the first moment after it. Set
    back: the hours begin with the first pass and end with the second, so the hour that comes twice
    is worked twice.
    """
    starts_at = begins(day, start_minute, zone=zone)
    # The last minute that is worked decides, not the end: midnight belongs to the next day.
    last_minute = _wall(day, end_minute - 1)
    ends_at = _after_gap(last_minute, zone)
    if ends_at is None:
        ends_at = last_minute.replace(tzinfo=zone, fold=1).astimezone(UTC) + _MINUTE
    return Span(starts_at, ends_at) if starts_at < ends_at else None


def begins(day: date, minute: int, *, zone: ZoneInfo) -> datetime:
    """The moment when a wall clock shows that minute of the day for the first time.

    One that the clock leaves out begins with the first moment after the gap.
    """
    wall = _wall(day, minute)
    after_gap = _after_gap(wall, zone)
    return after_gap or wall.replace(tzinfo=zone).astimezone(UTC)


def exists(day: date, minute: int, *, zone: ZoneInfo) -> bool:
    """Whether the wall clock shows that minute of the day at all."""
    return _after_gap(_wall(day, minute), zone) is None


def _wall(day: date, minute: int) -> datetime:
    return datetime.combine(day, time()) + timedelta(minutes=minute)


def _after_gap(wall: datetime, zone: ZoneInfo) -> datetime | None:
    """The first moment after the gap in which this wall time lies; None where there is none."""
    with_old = wall.replace(tzinfo=zone)
    with_new = with_old.replace(fold=1)
    old_offset, new_offset = with_old.utcoffset(), with_new.utcoffset()
    if old_offset is None or new_offset is None or old_offset >= new_offset:
        return None
    # Read with the new offset the time lies before the change, with the old one after it.
    before, after = with_new.astimezone(UTC), with_old.astimezone(UTC)
    while after - before > _SECOND:
        middle = before + (after - before) // 2
        if middle.astimezone(zone).utcoffset() == old_offset:
            before = middle
        else:
            after = middle
    return after.replace(microsecond=0)


def _by_day(days: Iterable[HoursOfDay]) -> dict[date, list[tuple[int, int]]]:
    own: dict[date, list[tuple[int, int]]] = {}
    for row in days:
        minutes = own.setdefault(row.day, [])
        if row.start_minute is not None and row.end_minute is not None:
            minutes.append((row.start_minute, row.end_minute))
    return own


def _days(first: date, last: date) -> Iterator[date]:
    day = first
    while day <= last:
        yield day
        day += _DAY
