"""Which time of day did somebody type, and when is that wall-clock time on that day?"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

# As far as the clock of the operating system and every page reach; further out is a slip.
_YEARS = range(1900, 2201)
_TIME = re.compile(r"([0-9]{1,2})[.:h ]?([0-9]{2})?\s*([ap])?\.?m?\.?", re.IGNORECASE)


def is_on_calendar(day: date) -> bool:
    """Whether the calendar reaches so far, and whatever is counted from the day on with it."""
    return day.year in _YEARS


def parse_time(text: str) -> time:
    """A time of day as somebody typed it: 13:00, 13.00, 1300, 9, 1:00 pm. Raises ValueError."""
    match = _TIME.fullmatch(text.replace("\u202f", " ").replace("\xa0", " ").strip())
    if not match:
        raise ValueError(f"not a time of day: {text!r}")
    hour, minute, half = int(match[1]), int(match[2] or 0), (match[3] or "").lower()
    if half and not 1 <= hour <= 12:
        raise ValueError(f"not a time of day: {text!r}")
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    return time(hour, minute)


def instant(day: date, clock: time, zone: ZoneInfo) -> datetime | None:
    """That wall-clock time as a moment in UTC; None where the clock was set past it.

    Of an hour that comes twice, its first pass.
    """
    local = datetime.combine(day, clock, tzinfo=zone)
    try:
        moment = local.astimezone(UTC)
        there = moment.astimezone(zone)
    except OverflowError:  # the first and last evening of the calendar
        return None
    return moment if there.replace(tzinfo=None) == local.replace(tzinfo=None) else None
