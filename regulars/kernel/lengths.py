"""How is a length of time said in a locale?"""

from __future__ import annotations

from datetime import timedelta
from functools import lru_cache
from typing import Literal

from babel import Locale
from babel.dates import format_timedelta

Unit = Literal["minute", "hour", "day"]

_UNITS: tuple[tuple[Unit, timedelta], ...] = (
    ("day", timedelta(days=1)),
    ("hour", timedelta(hours=1)),
)
# As a threshold: keeps Babel from choosing a larger unit itself.
_NEVER = float("inf")


def duration(span: timedelta, locale: Locale) -> str:
    """How long: 3 days, 5 hours, 90 minutes, in the largest unit that does not mislead.

    That is one which comes out even or is there at least three times: 47 hours never read as
    the two days that a notice period may be.
    """
    for unit, length in _UNITS:
        if span and (span % length == timedelta() or abs(span) >= 3 * length):
            return format_timedelta(span, unit, threshold=_NEVER, locale=locale)
    return format_timedelta(span, "minute", threshold=_NEVER, locale=locale)


def notice(span: timedelta, locale: Locale) -> str:
    """48 hours, 90 minutes, 9 days: a length of notice, precise enough to be judged by."""
    return _notice(_minutes(span), locale)


def shortfall(span: timedelta, locale: Locale) -> str:
    """19 hours: what was missing to the notice asked for, rounded up as notice is rounded down."""
    minutes = _minutes(span)
    size = 1 if minutes < 180 else 60 if minutes < 4 * 1440 else 1440
    return _notice(-(-minutes // size) * size, locale)


@lru_cache(maxsize=4096)
def days_away(days: int, locale: Locale) -> str:
    """In 3 weeks, 2 months ago: how far away a day is, in days and more."""
    return format_timedelta(
        timedelta(days=days), granularity="day", add_direction=True, locale=locale, threshold=1.5
    )


def _minutes(span: timedelta) -> int:
    return int(abs(span).total_seconds()) // 60


@lru_cache(maxsize=4096)
def _notice(minutes: int, locale: Locale) -> str:
    # A policy says hours, so hours are counted up to four days; 43 of 48 must not read "2 days".
    # format_timedelta, because format_unit falls back to English where CLDR has no long form.
    unit: Unit = "day"
    if minutes < 4 * 1440:
        unit = "minute" if minutes < 180 else "hour"
    size = {"minute": 1, "hour": 60, "day": 1440}[unit]
    whole = timedelta(minutes=minutes // size * size)
    return format_timedelta(whole, unit, threshold=_NEVER, locale=locale)
