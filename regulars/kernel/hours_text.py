"""How are the hours of a day written and typed: 10:00–13:00, 14:00–19:00?"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime, time, timedelta

from regulars.kernel.clock_times import parse_time
from regulars.kernel.formats import Formats

DAY_MINUTES = 24 * 60
_MIDNIGHT = frozenset({"24", "24:00", "24.00"})
_BETWEEN_SPANS = re.compile(r"[,;/&+\n]|\s+(?:and|und|et|en|y)\s+")
_BETWEEN_TIMES = re.compile(r"\s*(?:[-–—]|\bto\b|\bbis\b|\bà\b|\btot\b)\s*")


def minute_text(minute: int, fmt: Formats) -> str:
    """A minute of the day as a clock on the wall shows it: 13:00; the last one is 24:00."""
    if minute == DAY_MINUTES and fmt.time(_wall(13 * 60, fmt)).startswith("13"):
        return fmt.time(_wall(23 * 60, fmt)).replace("23", "24", 1)
    return fmt.time(_wall(minute % DAY_MINUTES, fmt))


def span_text(start_minute: int, end_minute: int, fmt: Formats) -> str:
    """10:00–13:00."""
    return f"{minute_text(start_minute, fmt)}–{minute_text(end_minute, fmt)}"


def hours_text(spans: Iterable[tuple[int, int]], fmt: Formats) -> str:
    """10:00–13:00, 14:00–19:00."""
    return ", ".join(span_text(start, end, fmt) for start, end in spans)


def parse_minute(text: str, *, is_end: bool = False) -> int:
    """Minutes since midnight as somebody typed them. Raises ValueError.

    An end at 24:00, or at 0:00, is the midnight that ends the day.
    """
    plain = text.strip()
    clock = time() if is_end and plain in _MIDNIGHT else parse_time(plain)
    minute = clock.hour * 60 + clock.minute
    return DAY_MINUTES if is_end and minute == 0 else minute


def parse_hours(text: str) -> tuple[tuple[int, int], ...]:
    """The spans of a day as somebody typed them, in order. Raises ValueError.

    Nothing, or a dash, is no hours. Spans that overlap are a mistake, those that touch are one.
    """
    plain = text.replace("\u202f", " ").replace("\xa0", " ").strip().casefold()
    if plain in ("", "-", "–", "—"):
        return ()
    spans = sorted(_span(part) for part in _BETWEEN_SPANS.split(plain) if part.strip())
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and start < joined[-1][1]:
            raise ValueError(f"hours that overlap: {text!r}")
        if joined and start == joined[-1][1]:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return tuple(joined)


def _span(text: str) -> tuple[int, int]:
    ends = [part for part in _BETWEEN_TIMES.split(text.strip()) if part]
    if len(ends) != 2:
        raise ValueError(f"not a span of hours: {text!r}")
    start, end = parse_minute(ends[0]), parse_minute(ends[1], is_end=True)
    if end <= start:
        raise ValueError(f"hours that end before they start: {text!r}")
    return start, end


def _wall(minute: int, fmt: Formats) -> datetime:
    """A moment at which a clock there shows this minute; in January no clock changes at night."""
    midnight = datetime(2026, 1, 15, tzinfo=UTC).replace(tzinfo=fmt.zone)
    return midnight + timedelta(minutes=minute)
