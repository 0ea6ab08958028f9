"""At which starts can something be booked?

Everything is counted in whole seconds since 1970, so that a month of a large team takes a few
milliseconds: what is busy is turned into the starts that it forbids, and what remains between them
is offered on a raster.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from math import ceil, floor

from regulars.rules.held_time import room_spans, staff_spans
from regulars.rules.intervals import Span

_NONE = timedelta(0)
# The desk's own step: nobody is offered 10:07 because somebody left at 10:06 and a half.
_STEP = 300
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

# From a second up to another. Of starts that are forbidden both ends are allowed again: what ends
# at ten and what begins at ten only touch.
_Stretch = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Needs:
    """What a booking takes: its length, the buffer after it, and its processing gap."""

    duration: timedelta
    buffer: timedelta = _NONE
    gap_after: timedelta = _NONE
    gap: timedelta = _NONE

    def of_staff(self, starts_at: datetime) -> tuple[Span, ...]:
        """What of the staff member's time is taken by a booking that starts then."""
        return staff_spans(
            starts_at,
            starts_at + self.duration,
            buffer=self.buffer,
            gap_after=self.gap_after,
            gap=self.gap,
        )

    def of_room(self, starts_at: datetime) -> tuple[Span, ...]:
        """What of the room's time is taken by a booking that starts then."""
        return room_spans(starts_at, starts_at + self.duration, buffer=self.buffer)


def possible_starts(
    open_spans: Iterable[Span],
    busy: Iterable[Span],
    *,
    needs: Needs,
    slot: timedelta,
    not_before: datetime,
    not_after: datetime,
    room_busy: Iterable[Span] = (),
) -> list[datetime]:
    """Every start that can be booked and is offered, in order, `not_after` included.

    The booking lies inside the open spans (those that touch count as one) from its start to its
    end; only its buffer may run past closing. It takes nothing that is busy: not for its buffer
    either, while its processing gap may lie over other work.

    Offered are multiples of `slot` counted from the start of the open span in which it starts, in
    time that really passes, also on the day when clocks change; and, so that no gap stays empty
    for the sake of the raster, the first full five minutes after whatever was in the way.
    """
    spans = _merged(sorted(map(_inside, open_spans)))
    closing = _merged(spans, touching=True)
    forbidden = _merged(_forbidden(needs, busy, room_busy))
    length, step = _seconds(needs.duration), _seconds(slot)
    earliest, latest = ceil(not_before.timestamp()), floor(not_after.timestamp())
    found: list[int] = []
    place = door = 0
    for opens, ends in spans:
        while closing[door][1] < ends:
            door += 1
        last = min(ends - 1, closing[door][1] - length, latest)
        while place < len(forbidden) and forbidden[place][1] <= opens:
            place += 1
        found.extend(_offered(opens, last, forbidden, place, step=step, earliest=earliest))
    return [_moment(start) for start in found]


# A team starts at the same moments: a month's raster is made once, not for each of twenty.
@lru_cache(maxsize=20_000)
def _moment(second: int) -> datetime:
    return _EPOCH + timedelta(seconds=second)


def _inside(span: Span) -> _Stretch:
    return ceil(span.starts_at.timestamp()), floor(span.ends_at.timestamp())


def _forbidden(needs: Needs, busy: Iterable[Span], room_busy: Iterable[Span]) -> list[_Stretch]:
    """The starts that what is busy rules out, in order, both ends of each excepted.

    A piece of the booking from `a` to `b` after its start meets what is busy from `s` to `e`
    exactly if it starts later than `s - b` and earlier than `e - a`.
    """
    found: list[_Stretch] = []
    for pieces, taken in ((needs.of_staff(_EPOCH), busy), (needs.of_room(_EPOCH), room_busy)):
        seconds = [
            (floor(span.starts_at.timestamp()), ceil(span.ends_at.timestamp())) for span in taken
        ]
        for piece in pieces:
            start, end = _inside(piece)
            found += [(begins - end, ends - start) for begins, ends in seconds]
    found.sort()
    return found


def _merged(stretches: Sequence[_Stretch], *, touching: bool = False) -> list[_Stretch]:
    """Those that overlap as one, and those that touch if so wished; they come in order."""
    found: list[_Stretch] = []
    low, high = stretches[0] if stretches else (0, 0)
    for begin, end in stretches:
        if begin > high or (begin == high and not touching):
            found.append((low, high))
            low = begin
        if end > high:
            high = end
    if stretches:
        found.append((low, high))
    return found


def _offered(
    opens: int,
    last: int,
    forbidden: Sequence[_Stretch],
    place: int,
    *,
    step: int,
    earliest: int,
) -> Iterator[int]:
    """The starts of one open span, from its own up to `last`."""
    cursor = opens
    while cursor <= last:
        low, high = forbidden[place] if place < len(forbidden) else (last, last)
        place += 1
        # Allowed from the cursor up to `low`, both included.
        until = min(low, last)
        first = _rounded_up(max(cursor, earliest), opens, step)
        squeezed = _rounded_up(cursor, opens, _STEP)
        if earliest <= squeezed <= until and squeezed < first:
            yield squeezed
        yield from range(first, until + 1, step)
        if low >= last:
            return
        cursor = max(cursor, high)


def _rounded_up(moment: int, start: int, step: int) -> int:
    return moment + (start - moment) % step


def _seconds(length: timedelta) -> int:
    return length.days * 86400 + length.seconds
