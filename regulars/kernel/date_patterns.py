"""A locale's date patterns, taken apart once and filled in quickly."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from babel import Locale
from babel.dates import tokenize_pattern

from regulars.rules.answers import DateOrder

Part = str | Callable[[date], str]

# Babel's skeletons; "long", "full", "typed" and "time" are the locale's own forms, and "yearless"
# is the full one up to its year, which stands last in all of ours.
_STANDARD = {"long": "long", "full": "full", "typed": "short"}
_YEAR = re.compile(r"(?:,|\s|'de')*\s*y+.*$")


@dataclass(frozen=True, slots=True)
class Pattern:
    """Parts in order: words as they stand, and what to take from the date."""

    parts: tuple[Part, ...]

    def fill(self, value: date) -> str:
        """The date written in this pattern."""
        return "".join(part if isinstance(part, str) else part(value) for part in self.parts)


def pattern_of(name: str, locale: Locale) -> Pattern:
    """The locale's pattern for a skeleton such as `yMMMEd`, or for long, typed, time."""
    parts: list[Part] = []
    for kind, value in tokenize_pattern(_text_of(name, locale)):
        if kind == "chars":
            parts.append(str(value))
        else:
            parts.append(_field(str(value[0]), int(value[1]), locale))
    return Pattern(tuple(parts))


def order_of(locale: Locale) -> DateOrder:
    """What comes first where people of this locale type a day: the day or the month.

    Where the year comes first (Canada), the order of the written form decides.
    """
    typed = _text_of("typed", locale)
    text = _text_of("yMMMd", locale) if typed.startswith("y") else typed
    return "dmy" if text.index("d") < text.index("M") else "mdy"


def _text_of(name: str, locale: Locale) -> str:
    if name == "time":
        return str(locale.time_formats["short"].pattern)
    if name == "yearless":
        return _YEAR.sub("", str(locale.date_formats["full"].pattern))
    if name in _STANDARD:
        text = str(locale.date_formats[_STANDARD[name]].pattern)
        # A year of two digits leaves a birthday's century open.
        return text if "yyyy" in text else text.replace("yy", "y")
    skeletons = locale.datetime_skeletons
    return str((skeletons.get(name) or Locale.parse("en_GB").datetime_skeletons[name]).pattern)


def _field(letter: str, width: int, locale: Locale) -> Callable[[date], str]:
    """What one field of a pattern takes from a date or a datetime."""
    if letter in "Ec":
        names = locale.days["format" if letter == "E" else "stand-alone"][
            _WIDTHS.get(width, "abbreviated")
        ]
        return lambda value: str(names[value.weekday()])
    if letter in "ML" and width >= 3:
        months = locale.months["format" if letter == "M" else "stand-alone"][_WIDTHS[width]]
        return lambda value: str(months[value.month])
    if letter == "a":
        halves = locale.day_periods["format"]["abbreviated"]
        return lambda value: str(halves["am" if value.hour < 12 else "pm"])  # type: ignore[attr-defined]
    number = _NUMBERS[letter]
    return lambda value: str(number(value)).rjust(width, "0")


_WIDTHS = {3: "abbreviated", 4: "wide", 5: "narrow"}
_NUMBERS: dict[str, Callable[..., int]] = {
    "y": lambda value: value.year,
    "M": lambda value: value.month,
    "L": lambda value: value.month,
    "d": lambda value: value.day,
    "H": lambda value: value.hour,
    "h": lambda value: value.hour % 12 or 12,
    "K": lambda value: value.hour % 12,
    "k": lambda value: value.hour or 24,
    "m": lambda value: value.minute,
    "s": lambda value: value.second,
}
