"""Which stretches of time does an appointment take from a staff member or a room?"""

from __future__ import annotations

from datetime import datetime, timedelta

from regulars.rules.intervals import Span

_NONE = timedelta(0)


def staff_spans(
    starts_at: datetime,
    ends_at: datetime,
    *,
    buffer: timedelta = _NONE,
    gap_after: timedelta = _NONE,
    gap: timedelta = _NONE,
) -> tuple[Span, ...]:
    """What a staff member is busy with: all of it and the buffer after, less the processing gap.

    The gap begins `gap_after` the start. One that does not fit inside the appointment (because it
    was made shorter than its service) leaves no time free.
    """
    until = ends_at + buffer
    gap_starts, gap_ends = starts_at + gap_after, starts_at + gap_after + gap
    if gap <= _NONE or gap_ends > ends_at:
        return (Span(starts_at, until),)
    pieces = ((starts_at, gap_starts), (gap_ends, until))
    return tuple(Span(begin, end) for begin, end in pieces if begin < end)


def room_spans(
    starts_at: datetime, ends_at: datetime, *, buffer: timedelta = _NONE
) -> tuple[Span, ...]:
    """What a room is busy with: the customer stays in it during the gap too."""
    return (Span(starts_at, ends_at + buffer),)


def still_ahead(spans: tuple[Span, ...], at: datetime) -> tuple[Span, ...]:
    """The parts of the spans that have not passed yet."""
    return tuple(Span(max(span.starts_at, at), span.ends_at) for span in spans if span.ends_at > at)
