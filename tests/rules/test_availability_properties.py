"""Whatever the calendar: all that can be booked is offered, and nothing else.

The judge counts minute by minute on the wall clock, as somebody with paper and a pencil would.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from itertools import pairwise
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from regulars.rules.availability import Needs, possible_starts
from regulars.rules.intervals import Span
from regulars.rules.working_hours import HoursOfDay, working_spans

MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)
# Both days of each on which clocks change, and an ordinary one.
DAYS = (
    ("Europe/Zurich", date(2026, 3, 29)),
    ("Europe/Zurich", date(2026, 10, 25)),
    ("Europe/Zurich", date(2026, 11, 23)),
    ("America/New_York", date(2026, 3, 8)),
    ("America/New_York", date(2026, 11, 1)),
    ("Australia/Lord_Howe", date(2026, 10, 4)),
    ("Australia/Lord_Howe", date(2026, 4, 5)),
    ("America/Sao_Paulo", date(2018, 11, 4)),
    ("America/Sao_Paulo", date(2018, 2, 17)),
    ("America/Havana", date(2018, 11, 4)),
    ("Asia/Kathmandu", date(2026, 11, 23)),
    ("Pacific/Apia", date(2011, 12, 30)),
)
# Clocks change by night: most hours are drawn from there, and a few from the whole day.
_MINUTES = st.integers(0, 300) | st.sampled_from([0, 60, 90, 120, 150, 180, 1380, 1410, 1440])


@dataclass(frozen=True)
class Calendar:
    """One or two days of somebody, in minutes; what is busy counts from the first midnight."""

    zone: ZoneInfo
    day: date
    hours: tuple[tuple[int, int, int], ...]  # day 0 or 1, start, end
    busy: tuple[tuple[int, int], ...]
    room: tuple[tuple[int, int], ...]
    duration: int
    buffer: int
    gap_after: int
    gap: int
    slot: int
    not_before: int
    not_after: int

    @property
    def midnight(self) -> datetime:
        return datetime.combine(self.day - DAY, time(12), tzinfo=UTC)

    def moment(self, minute: int) -> datetime:
        return self.midnight + minute * MINUTE


@st.composite
def calendars(draw: st.DrawFn) -> Calendar:
    zone, day = draw(st.sampled_from(DAYS))
    hours = [
        (draw(st.integers(0, 1)), *sorted(pair))
        for pair in draw(st.lists(st.tuples(_MINUTES, _MINUTES), max_size=3))
        if pair[0] != pair[1]
    ]
    spans = st.tuples(st.integers(300, 2800), st.integers(1, 150))
    duration = draw(st.integers(1, 40).map(lambda fives: 5 * fives) | st.integers(1, 200))
    gap_after = draw(st.integers(0, duration))
    return Calendar(
        zone=ZoneInfo(zone),
        day=day,
        hours=tuple(hours),
        busy=tuple(draw(st.lists(spans, max_size=8))),
        room=tuple(draw(st.just([]) | st.lists(spans, max_size=3))),
        duration=duration,
        buffer=draw(st.sampled_from([0, 0, 5, 10, 17])),
        gap_after=gap_after,
        gap=draw(st.just(0) | st.integers(0, duration - gap_after)),
        slot=draw(st.sampled_from([5, 7, 10, 15, 20, 30, 45, 60])),
        not_before=draw(st.just(0) | st.integers(0, 2000)),
        not_after=draw(st.just(9999) | st.integers(500, 3000)),
    )


@given(calendars())
def test_exactly_what_can_be_booked_is_offered(calendar: Calendar) -> None:
    assert offered(calendar) == Pencil(calendar).offered()


@given(calendars())
def test_who_takes_one_after_the_other_never_meets_anybody(calendar: Calendar) -> None:
    """Booking the first offer again and again ends with a full day and no overlap."""
    needs, busy = needs_of(calendar), list(spans_of(calendar, calendar.busy))
    before = len(busy)
    for _ in range(50):
        found = starts_of(calendar, busy)
        if not found:
            break
        busy += needs.of_staff(found[0])
        if not needs.of_staff(found[0]):
            break

    taken = sorted(busy[before:])
    assert all(one.ends_at <= other.starts_at for one, other in pairwise(taken))
    assert not any(one.overlaps(other) for one in taken for other in busy[:before])


def offered(calendar: Calendar) -> list[int]:
    found = starts_of(calendar, list(spans_of(calendar, calendar.busy)))
    return [(start - calendar.midnight) // MINUTE for start in found]


def starts_of(calendar: Calendar, busy: list[Span]) -> list[datetime]:
    own = [
        HoursOfDay(calendar.day + number * DAY, start, end) for number, start, end in calendar.hours
    ]
    closed = [HoursOfDay(calendar.day), HoursOfDay(calendar.day + DAY)]
    return possible_starts(
        working_spans(
            [], own + closed, first=calendar.day, last=calendar.day + DAY, zone=calendar.zone
        ),
        busy,
        needs=needs_of(calendar),
        slot=calendar.slot * MINUTE,
        not_before=calendar.moment(calendar.not_before),
        not_after=calendar.moment(calendar.not_after),
        room_busy=spans_of(calendar, calendar.room),
    )


def needs_of(calendar: Calendar) -> Needs:
    return Needs(
        calendar.duration * MINUTE,
        calendar.buffer * MINUTE,
        calendar.gap_after * MINUTE,
        calendar.gap * MINUTE,
    )


def spans_of(calendar: Calendar, spans: tuple[tuple[int, int], ...]) -> list[Span]:
    return [
        Span(calendar.moment(start), calendar.moment(start + length)) for start, length in spans
    ]


class Pencil:
    """The naive judge: sets of minutes."""

    def __init__(self, calendar: Calendar) -> None:
        self.calendar = calendar
        self.runs = self._runs()
        self.worked = {minute for run in self.runs for minute in run}
        self.busy = self._minutes(calendar.busy)
        self.room = self._minutes(calendar.room)

    def offered(self) -> list[int]:
        return sorted(
            minute for run in self.runs for minute in run if self._is_offered(minute, run)
        )

    def _is_offered(self, minute: int, run: range) -> bool:
        slot, since = self.calendar.slot, minute - run.start
        in_time = self.calendar.not_before <= minute <= self.calendar.not_after
        if not in_time or (since % slot and since % 5) or not self._can_be_booked(minute):
            return False
        if since % slot == 0:
            return True
        # The first full five minutes after something was in the way, if the raster was not first.
        earlier = range(max(run.start, minute - 5), minute)
        blocked = [each for each in earlier if self._is_blocked(each)]
        return bool(blocked) and not any(
            (each - run.start) % slot == 0 and each >= self.calendar.not_before
            for each in range(blocked[-1] + 1, minute)
        )

    def _can_be_booked(self, minute: int) -> bool:
        during = range(minute, minute + self.calendar.duration)
        return self.worked.issuperset(during) and not self._is_blocked(minute)

    def _is_blocked(self, minute: int) -> bool:
        until = minute + self.calendar.duration + self.calendar.buffer
        gap_starts = minute + self.calendar.gap_after
        held = (range(minute, gap_starts), range(gap_starts + self.calendar.gap, until))
        return not (
            self.busy.isdisjoint(held[0])
            and self.busy.isdisjoint(held[1])
            and self.room.isdisjoint(range(minute, until))
        )

    def _runs(self) -> list[range]:
        """The minutes worked day by day, what belongs together as one run."""
        runs: list[range] = []
        shown = _clock(self.calendar.zone, self.calendar.midnight)
        for number in (0, 1):
            day = self.calendar.day + number * DAY
            for _, start, end in sorted(each for each in self.calendar.hours if each[0] == number):
                matching = [minute for minute, wall in shown[day] if start <= wall < end]
                if not matching:
                    continue
                run = range(min(matching), max(matching) + 1)
                last = runs[-1] if runs else None
                same_day = last and any(minute == last.start for minute, _ in shown[day])
                if last and (run.start < last.stop or (same_day and run.start == last.stop)):
                    runs[-1] = range(last.start, max(last.stop, run.stop))
                else:
                    runs.append(run)
        return runs

    def _minutes(self, spans: tuple[tuple[int, int], ...]) -> set[int]:
        return {minute for start, length in spans for minute in range(start, start + length)}


@lru_cache
def _clock(zone: ZoneInfo, midnight: datetime) -> dict[date, list[tuple[int, int]]]:
    """Each minute of four days, and the minute that the wall clock shows in it, day by day."""
    shown: dict[date, list[tuple[int, int]]] = defaultdict(list)
    for minute in range(4 * 1440):
        wall = (midnight + minute * MINUTE).astimezone(zone)
        shown[wall.date()].append((minute, wall.hour * 60 + wall.minute))
    return shown
