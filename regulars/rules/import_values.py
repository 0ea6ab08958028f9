"""What does a cell of an imported file say: which day, which time, how many, yes or no?"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType

from regulars.rules.money import parse_amount

# Nobody who is served was born earlier, and no book reaches further ahead.
EARLIEST_YEAR = 1900
LATEST_YEAR = 2100
# Two-digit years: 70 is 1970, 69 is 2069, as everywhere since POSIX.
_CENTURY_TURNS_AT = 70
# Days and times repeat all over a book; parsing one again costs more than remembering it.
_REMEMBERED = 20_000

_TOKEN = re.compile(r"YYYY|YY|MM|M|DD|D|HH|H|hh|h|mm|m|ss|s|AM")
_PARTS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "YYYY": ("year", "[0-9]{4}"),
        "YY": ("short_year", "[0-9]{2}"),
        "M": ("month", "[0-9]{1,2}"),
        "D": ("day", "[0-9]{1,2}"),
        "H": ("hour", "[0-9]{1,2}"),
        "h": ("hour_of_twelve", "[0-9]{1,2}"),
        "m": ("minute", "[0-9]{2}"),
        "s": ("second", "[0-9]{2}"),
        "AM": ("half", r"[AaPp]\.?[Mm]\.?"),
    }
)
_YES = frozenset({"true", "yes", "y", "1", "x", "on"})
_NO = frozenset({"false", "no", "n", "0", "", "off"})
_WHOLE_NUMBER = re.compile(r"[+-]?[0-9]{1,9}(?:[.,]0+)?")


class Fault(StrEnum):
    """Why a value of a row cannot be taken over."""

    MISSING = "missing"
    NOT_A_DATE = "not_a_date"
    NOT_A_TIME = "not_a_time"
    NOT_A_NUMBER = "not_a_number"
    NOT_AN_AMOUNT = "not_an_amount"
    NOT_YES_OR_NO = "not_yes_or_no"
    OUT_OF_RANGE = "out_of_range"
    TOO_LONG = "too_long"
    UNPRINTABLE = "unprintable"
    TOO_FEW_COLUMNS = "too_few_columns"
    TOO_MANY_COLUMNS = "too_many_columns"
    STRAY_QUOTE = "stray_quote"


class BadValue(ValueError):
    """A cell does not say what its column promises; `fault` says how."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(str(fault))
        self.fault = fault


class BadPattern(ValueError):
    """A format that is none: an unknown letter, or a part that is missing or stands twice."""


# Known by itself, not by what it says: each format is understood once, each cell asks for it.
@dataclass(frozen=True, slots=True, eq=False)
class Pattern:
    """A format such as `MM/DD/YYYY` or `h:mm:ss AM`, ready to read with."""

    text: str
    expression: re.Pattern[str]

    def parts(self, value: str) -> Mapping[str, str] | None:
        """The named parts of a value that has this format, None for another."""
        found = self.expression.fullmatch(value)
        return None if found is None else found.groupdict()


@lru_cache(maxsize=64)
def date_pattern(text: str) -> Pattern:
    """Understand a format of days: YYYY or YY, MM or M, DD or D, and what stands between them."""
    pattern, names = _pattern(text)
    if not {"month", "day"} <= names or not names & {"year", "short_year"} or len(names) != 3:
        raise BadPattern(text)
    return pattern


@lru_cache(maxsize=64)
def time_pattern(text: str) -> Pattern:
    """Understand a format of times: HH or H (24 hours), or h with AM; mm; and ss if they stand."""
    pattern, names = _pattern(text)
    hours = {"hour"} if "hour" in names else {"hour_of_twelve", "half"}
    if names - {"second"} != hours | {"minute"}:
        raise BadPattern(text)
    return pattern


def _pattern(text: str) -> tuple[Pattern, set[str]]:
    """One or two digits are the same to a reader, so `M` and `MM` are the same here."""
    expression, names, at = "", set[str](), 0
    for token in _TOKEN.finditer(text):
        name, digits = _PARTS[token[0] if token[0] in _PARTS else token[0][0]]
        if name in names:
            raise BadPattern(text)
        names.add(name)
        expression += _between(text[at : token.start()], text) + f"(?P<{name}>{digits})"
        at = token.end()
    expression += _between(text[at:], text)
    return Pattern(text, re.compile(expression)), names


def _between(text: str, whole: str) -> str:
    if any(character.isalnum() for character in text):
        raise BadPattern(whole)
    return re.sub(r"(?:\\ )+", r"\\s+", re.escape(text))


@lru_cache(maxsize=_REMEMBERED)
def read_date(value: str, pattern: Pattern) -> date:
    """The day a cell names; BadValue for another format, a day no calendar has, or 1899."""
    parts = pattern.parts(value)
    if parts is None:
        raise BadValue(Fault.NOT_A_DATE)
    if "year" in parts:
        year = int(parts["year"])
    else:
        short = int(parts["short_year"])
        year = short + (1900 if short >= _CENTURY_TURNS_AT else 2000)
    try:
        day = date(year, int(parts["month"]), int(parts["day"]))
    except ValueError:
        raise BadValue(Fault.NOT_A_DATE) from None
    if not EARLIEST_YEAR <= day.year <= LATEST_YEAR:
        raise BadValue(Fault.OUT_OF_RANGE)
    return day


@lru_cache(maxsize=_REMEMBERED)
def read_time(value: str, pattern: Pattern) -> time:
    """The time of day a cell names; BadValue for another format or a time no clock shows."""
    parts = pattern.parts(value)
    if parts is None:
        raise BadValue(Fault.NOT_A_TIME)
    if "hour" in parts:
        hour = int(parts["hour"])
    else:
        hour = int(parts["hour_of_twelve"])
        if not 1 <= hour <= 12:
            raise BadValue(Fault.NOT_A_TIME)
        hour = hour % 12 + (12 if parts["half"][0] in "Pp" else 0)
    try:
        return time(hour, int(parts["minute"]), int(parts.get("second") or 0))
    except ValueError:
        raise BadValue(Fault.NOT_A_TIME) from None


@lru_cache(maxsize=_REMEMBERED)
def read_amount(value: str, currency: str, decimal_mark: str) -> int:
    """An amount in minor units of the currency; BadValue for anything that is not exactly one."""
    try:
        return parse_amount(value, currency=currency, decimal_mark=decimal_mark)
    except ValueError:
        raise BadValue(Fault.NOT_AN_AMOUNT) from None


def read_whole_number(value: str, *, least: int, most: int) -> int:
    """A whole number from `least` to `most`; BadValue for anything else."""
    if not _WHOLE_NUMBER.fullmatch(value):
        raise BadValue(Fault.NOT_A_NUMBER)
    number = int(re.split("[.,]", value)[0])
    if not least <= number <= most:
        raise BadValue(Fault.OUT_OF_RANGE)
    return number


def read_yes_or_no(value: str) -> bool:
    """Whether a cell says yes: TRUE, yes, 1 or x; an empty one says no."""
    word = value.casefold()
    if word in _YES:
        return True
    if word in _NO:
        return False
    raise BadValue(Fault.NOT_YES_OR_NO)
