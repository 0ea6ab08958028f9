"""Where does an entry stand in its lane of the calendar, by the wall clock of the business?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

DAY = 24 * 60
# So much of the lane is shown at least, and every entry is drawn at least so tall: both in minutes.
_LEAST_SHOWN = 8 * 60
LEAST_DRAWN = 15
# Shown where nobody works and nothing is booked.
_USUAL = (9 * 60, 18 * 60)


@dataclass(frozen=True, slots=True)
class Extent:
    """From a minute of the day up to another, on the wall clock."""

    start: int
    end: int  # up to 1440, the midnight that ends the day

    @property
    def minutes(self) -> int:
        return self.end - self.start

    @property
    def drawn_until(self) -> int:
        """Where it ends on the page: short ones are drawn so tall that they can be hit."""
        return max(self.end, self.start + LEAST_DRAWN)


@dataclass(frozen=True, slots=True)
class Beside:
    """The place of an entry among those it overlaps: the nth of as many, counted from 0."""

    nth: int = 0
    of: int = 1


def extent_on(
    day: date, starts_at: datetime, ends_at: datetime, *, zone: ZoneInfo
) -> Extent | None:
    """What of the span lies on the day, as the clock on the wall shows it; None for nothing.

    On the night when the clock is set back the wall shows an hour twice: what begins at its second
    pass stands in the same place, and what runs across it looks shorter than it is, down to
    nothing. When it is set forward, what runs across the gap looks longer.
    """
    first, last = starts_at.astimezone(zone), ends_at.astimezone(zone)
    if first.date() > day or last.date() < day:
        return None
    start = _minute(first) if first.date() == day else 0
    end = _minute(last) if last.date() == day else DAY
    if last.date() == day and end == 0 and first.date() < day:
        return None
    return Extent(start, max(start, end))


def _minute(moment: datetime) -> int:
    return moment.hour * 60 + moment.minute


def side_by_side(extents: Sequence[Extent]) -> tuple[Beside, ...]:
    """The place of each entry, in the order given: those that overlap stand beside each other.

    All that hang together by overlapping share the width in equal parts; the earlier one stands
    first, of two that begin at once the longer.
    """
    order = sorted(
        range(len(extents)), key=lambda i: (extents[i].start, -extents[i].drawn_until, i)
    )
    found = [Beside()] * len(extents)
    together: list[tuple[int, int]] = []  # an entry and its place
    busy_until: list[int] = []  # of each place
    for i in order:
        extent = extents[i]
        if busy_until and extent.start >= max(busy_until):
            _settle(together, len(busy_until), found)
            together, busy_until = [], []
        nth = next(
            (n for n, until in enumerate(busy_until) if until <= extent.start), len(busy_until)
        )
        busy_until[nth : nth + 1] = [extent.drawn_until]
        together.append((i, nth))
    _settle(together, len(busy_until), found)
    return tuple(found)


def _settle(together: Iterable[tuple[int, int]], of: int, found: list[Beside]) -> None:
    for i, nth in together:
        found[i] = Beside(nth, of)


def hours_shown(extents: Iterable[Extent]) -> Extent:
    """Which hours of the day a page shows, whole ones: all that is worked and all that is booked.

    At least eight, so that a quiet day looks like a day; the usual ones where there is nothing.
    """
    found = [(extent.start, extent.drawn_until) for extent in extents]
    start = min((start for start, _ in found), default=_USUAL[0]) // 60 * 60
    end = -(-max((end for _, end in found), default=_USUAL[1]) // 60) * 60
    start = min(start, max(0, DAY - _LEAST_SHOWN))
    end = min(DAY, max(end, start + _LEAST_SHOWN))
    return Extent(start, end)


def outside(shown: Extent, worked: Iterable[Extent]) -> tuple[Extent, ...]:
    """What of the shown hours is not worked, in order."""
    found, cursor = [], shown.start
    for extent in sorted(worked, key=lambda each: each.start):
        start, end = max(extent.start, shown.start), min(extent.end, shown.end)
        if end <= cursor:
            continue
        if start > cursor:
            found.append(Extent(cursor, start))
        cursor = end
    if cursor < shown.end:
        found.append(Extent(cursor, shown.end))
    return tuple(found)
