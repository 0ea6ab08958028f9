"""What is drawn in one lane of the calendar: one column on one day?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from regulars.queries.calendar_columns import Column
from regulars.queries.calendar_parts import (
    CalendarAppointment,
    CalendarBlock,
    CalendarEntry,
    CalendarGroup,
)
from regulars.rules.appointment_status import Status
from regulars.rules.intervals import Span, joined, without
from regulars.rules.lanes import DAY, Beside, Extent, extent_on, outside, side_by_side
from regulars.rules.working_hours import begins

# A shorter stretch is worth no link: hardly any service fits.
_LEAST_FREE = timedelta(minutes=15)
_NOTHING = timedelta(0)


@dataclass(frozen=True, slots=True)
class Placed:
    """An entry and where it stands."""

    entry: CalendarEntry
    extent: Extent
    beside: Beside

    @property
    def kind(self) -> str:
        """What the page calls it: appointment, group or block."""
        return kind_of(self.entry)


@dataclass(frozen=True, slots=True)
class FreeStretch:
    """Time that is worked and that nobody has yet."""

    extent: Extent
    length: timedelta


@dataclass(frozen=True, slots=True)
class Lane:
    """One column on one day."""

    column: Column
    day: date
    placed: tuple[Placed, ...]  # with a time of day, in order of their starts
    strips: tuple[Placed, ...]  # cancelled ones: thin, and in nobody's way
    untimed: tuple[CalendarAppointment, ...]  # imported without a time of day
    whole_day: tuple[CalendarBlock, ...]
    worked: tuple[Extent, ...]
    off: tuple[Extent, ...]
    free: tuple[FreeStretch, ...]
    booked: timedelta
    free_in_all: timedelta | None  # None where no hours say so, or the day is over

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all stands in it."""
        return not (self.placed or self.strips or self.untimed or self.whole_day)

    @property
    def is_day_off(self) -> bool:
        """Whether there are hours, and none on this day."""
        return not self.worked and bool(self.off)

    @property
    def in_order(self) -> tuple[tuple[str, Placed | FreeStretch], ...]:
        """Everything with a time of day, in its order: `entry`, `strip` or `free`."""
        found: list[tuple[str, Placed | FreeStretch]] = [
            *(("entry", placed) for placed in self.placed),
            *(("strip", strip) for strip in self.strips),
            *(("free", stretch) for stretch in self.free),
        ]
        return tuple(sorted(found, key=lambda each: each[1].extent.start))

    def begins_here(self, entry: CalendarEntry, zone: ZoneInfo) -> bool:
        """Whether it begins on this day; one that reaches in is moved where it begins."""
        return entry.starts_at.astimezone(zone).date() == self.day

    @property
    def strips_beside(self) -> int:
        """How many strips stand beside each other at most."""
        return max((strip.beside.of for strip in self.strips), default=0)


@dataclass(frozen=True, slots=True)
class Draft:
    """A lane's entries before it is known which hours the page shows."""

    column: Column
    day: date
    placed: tuple[Placed, ...]
    strips: tuple[Placed, ...]
    untimed: tuple[CalendarAppointment, ...]
    whole_day: tuple[CalendarBlock, ...]
    worked: tuple[Span, ...] | None  # None: no hours were written down for this column

    @property
    def is_open_all_day(self) -> bool:
        """Whether nobody said when this column works."""
        return self.worked is None

    def extents(self, zone: ZoneInfo) -> Iterable[Extent]:
        """What the page has to show of the day."""
        yield from (placed.extent for placed in (*self.placed, *self.strips))
        for span in self.worked or ():
            extent = extent_on(self.day, span.starts_at, span.ends_at, zone=zone)
            if extent is not None and extent.minutes < DAY:
                yield extent


def kind_of(entry: CalendarEntry) -> str:
    """What the page calls it: appointment, group or block."""
    if isinstance(entry, CalendarAppointment):
        return "appointment"
    return "group" if isinstance(entry, CalendarGroup) else "block"


def draft(
    column: Column,
    day: date,
    entries: Sequence[CalendarEntry],
    worked: tuple[Span, ...] | None,
    *,
    zone: ZoneInfo,
) -> Draft:
    """Sort a column's entries of a day, and find the place of each."""
    timed: list[tuple[CalendarEntry, Extent]] = []
    strips: list[tuple[CalendarEntry, Extent]] = []
    untimed: list[CalendarAppointment] = []
    whole_day: list[CalendarBlock] = []
    for entry in entries:
        extent = extent_on(day, entry.starts_at, entry.ends_at, zone=zone)
        if isinstance(entry, CalendarAppointment) and not entry.time_known:
            if entry.starts_at.astimezone(zone).date() == day:
                untimed.append(entry)
        elif extent is None:
            continue
        elif isinstance(entry, CalendarBlock) and extent == Extent(0, DAY):
            whole_day.append(entry)
        else:
            (strips if _is_off(entry) else timed).append((entry, extent))
    return Draft(
        column, day, _placed(timed), _placed(strips), tuple(untimed), tuple(whole_day), worked
    )


def _is_off(entry: CalendarEntry) -> bool:
    """Whether it was cancelled and stands there for the record only."""
    if isinstance(entry, CalendarAppointment):
        return entry.is_cancelled
    return isinstance(entry, CalendarGroup) and entry.is_called_off


def _placed(found: list[tuple[CalendarEntry, Extent]]) -> tuple[Placed, ...]:
    found.sort(key=lambda each: (each[1].start, each[0].starts_at, -each[1].drawn_until))
    places = side_by_side([extent for _, extent in found])
    return tuple(
        Placed(entry, extent, place) for (entry, extent), place in zip(found, places, strict=True)
    )


def finished(
    drafted: Draft, *, shown: Extent, zone: ZoneInfo, at: datetime, with_free: bool
) -> Lane:
    """The lane as it is drawn, once the page's hours are known.

    Free is what is worked and not taken, from `at` on.
    """
    day = drafted.day
    spans = drafted.worked
    if spans is None:
        window = begins(day, shown.start, zone=zone), begins(day, shown.end, zone=zone)
        spans = (Span(*window),) if window[0] < window[1] else ()
    extents = (extent_on(day, span.starts_at, span.ends_at, zone=zone) for span in spans)
    worked = tuple(extent for extent in extents if extent is not None)
    busy = _busy(drafted)
    left = (span for span in without(spans, [*busy, *_past(spans, at)]))
    free = tuple(span for span in left if span.length >= _LEAST_FREE)
    drawn = [extent_on(day, span.starts_at, span.ends_at, zone=zone) for span in free]
    counts = not drafted.is_open_all_day and any(span.ends_at > at for span in spans)
    return Lane(
        column=drafted.column,
        day=day,
        placed=drafted.placed,
        strips=drafted.strips,
        untimed=drafted.untimed,
        whole_day=drafted.whole_day,
        worked=worked,
        off=() if drafted.is_open_all_day else outside(shown, worked),
        free=tuple(
            FreeStretch(extent, span.length)
            for span, extent in zip(free, drawn, strict=True)
            if extent is not None and with_free and drafted.column.is_bookable
        ),
        booked=_length(_booked(drafted)),
        free_in_all=_length(free) if counts else None,
    )


def _busy(drafted: Draft) -> list[Span]:
    entries = (
        placed.entry
        for placed in drafted.placed
        if not (
            isinstance(placed.entry, CalendarAppointment) and placed.entry.status is Status.NO_SHOW
        )
    )
    return [span for entry in (*entries, *drafted.whole_day) for span in entry.busy]


def _booked(drafted: Draft) -> Iterable[Span]:
    """The time with customers, each minute once."""
    return joined(
        Span(placed.entry.starts_at, placed.entry.ends_at)
        for placed in drafted.placed
        if not isinstance(placed.entry, CalendarBlock)
    )


def _past(spans: Sequence[Span], at: datetime) -> list[Span]:
    first = min((span.starts_at for span in spans), default=at)
    return [Span(first, at)] if first < at else []


def _length(spans: Iterable[Span]) -> timedelta:
    return sum((span.length for span in spans), _NOTHING)
