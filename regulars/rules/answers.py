"""What does an answer to a booking question say, in its one stored form?"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Literal

DateOrder = Literal["dmy", "mdy"]

# What a form's one-line box and its large box reasonably hold.
LONGEST_TEXT = 300
LONGEST_LONG_TEXT = 10_000
# More digits than a measure, a size or a membership number ever has.
_MOST_DIGITS = 30

_YES = frozenset({"yes", "true", "on", "1", "y"})
_NO = frozenset({"no", "false", "off", "0", "n"})
_NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)")
_ISO_DATE = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_WRITTEN_DATE = re.compile(r"([0-9]{1,2})\s*[./ -]\s*([0-9]{1,2})\s*[./ -]\s*([0-9]{4})")
# Control characters have no place in a text, and PostgreSQL refuses the first of them.
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


class FieldKind(StrEnum):
    """The kinds of booking question (PRODUCT.md 6.2); `information` is shown and never answered."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    NUMBER = "number"
    DATE = "date"
    YES_NO = "yes_no"
    ONE_OF = "one_of"
    SEVERAL_OF = "several_of"
    INFORMATION = "information"


class AnswerSource(StrEnum):
    """Where an answer came from: the customer while booking, a staff member, or a file."""

    BOOKING = "booking"
    STAFF = "staff"
    IMPORT = "import"


# The kinds whose definition lists what can be chosen.
WITH_OPTIONS = frozenset({FieldKind.ONE_OF, FieldKind.SEVERAL_OF})


class Fault(StrEnum):
    """Why an answer is refused."""

    NOT_A_NUMBER = "not_a_number"
    NOT_A_DATE = "not_a_date"
    NOT_AN_OPTION = "not_an_option"
    TOO_LONG = "too_long"


class BadAnswer(ValueError):
    """The answer does not fit its question; `code` says how."""

    def __init__(self, code: Fault) -> None:
        super().__init__(str(code))
        self.code = code


def parse_answer(
    kind: FieldKind,
    raw: str | Sequence[str],
    *,
    options: Sequence[str] = (),
    date_order: DateOrder = "dmy",
) -> str:
    """Bring an answer into its stored form; "" means that the question stays unanswered.

    Numbers lose needless zeros, dates become ISO, yes or no is "yes" or "no", and several choices
    stand one a line in the order of `options`. Dates may be typed in ISO or in `date_order`.
    Raises BadAnswer.
    """
    if kind is FieldKind.INFORMATION:
        return ""
    if kind is FieldKind.SEVERAL_OF:
        return _several_of(raw, options)
    text = _CONTROLS.sub("", raw if isinstance(raw, str) else "\n".join(raw)).strip()
    if not text:
        return ""
    if kind is FieldKind.ONE_OF:
        return _one_of(text, options)
    if kind is FieldKind.DATE:
        return _date(text, date_order)
    return _READERS[kind](text)


def chosen(answer: str) -> tuple[str, ...]:
    """The choices inside a stored answer of the kind several of."""
    return tuple(answer.split("\n")) if answer else ()


def _several_of(raw: str | Sequence[str], options: Sequence[str]) -> str:
    typed = raw.splitlines() if isinstance(raw, str) else raw
    wanted = {choice.strip() for choice in typed} - {""}
    if not wanted <= set(options):
        raise BadAnswer(Fault.NOT_AN_OPTION)
    return "\n".join(option for option in options if option in wanted)


def _one_of(text: str, options: Sequence[str]) -> str:
    if text not in options:
        raise BadAnswer(Fault.NOT_AN_OPTION)
    return text


def _text(text: str) -> str:
    return _no_longer_than(LONGEST_TEXT, " ".join(text.split()))


def _long_text(text: str) -> str:
    return _no_longer_than(LONGEST_LONG_TEXT, text.replace("\r\n", "\n").replace("\r", "\n"))


def _number(text: str) -> str:
    plain = re.sub(r"[\s'’]", "", text).replace("−", "-").replace(",", ".")
    if not _NUMBER.fullmatch(plain):
        raise BadAnswer(Fault.NOT_A_NUMBER)
    _no_longer_than(_MOST_DIGITS, plain)
    canonical = format(Decimal(plain), "f")
    if "." in canonical:
        canonical = canonical.rstrip("0").rstrip(".")
    return "0" if canonical == "-0" else canonical


def _date(text: str, date_order: DateOrder) -> str:
    try:
        if iso := _ISO_DATE.fullmatch(text):
            return date(*map(int, iso.groups())).isoformat()
        if written := _WRITTEN_DATE.fullmatch(text):
            one, two, year = map(int, written.groups())
            day, month = (one, two) if date_order == "dmy" else (two, one)
            return date(year, month, day).isoformat()
    except ValueError:
        pass
    raise BadAnswer(Fault.NOT_A_DATE)


def _yes_no(text: str) -> str:
    word = text.casefold()
    if word in _YES:
        return "yes"
    if word in _NO:
        return "no"
    raise BadAnswer(Fault.NOT_AN_OPTION)


def _no_longer_than(longest: int, text: str) -> str:
    if len(text) > longest:
        raise BadAnswer(Fault.TOO_LONG)
    return text


_READERS: Mapping[FieldKind, Callable[[str], str]] = {
    FieldKind.TEXT: _text,
    FieldKind.LONG_TEXT: _long_text,
    FieldKind.NUMBER: _number,
    FieldKind.YES_NO: _yes_no,
}
