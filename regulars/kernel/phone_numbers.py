"""Which number does somebody mean by what they typed?"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

import phonenumbers
from phonenumbers import COUNTRY_CODE_TO_REGION_CODE, PhoneMetadata, PhoneNumberDesc

# Digits as people part them. Anything else (letters, an extension, two numbers) is left to the
# library, and so is whatever this module is not sure of.
_PLAIN = re.compile(r"\+?\(?[0-9][0-9 ()/.-]*")
_NO_DIGITS = re.compile(r"[^0-9]+")
_NEVER = "(?!)"
# Each of them makes a number valid; the most usual first.
_KINDS = (
    "mobile", "fixed_line", "voip", "toll_free", "shared_cost", "premium_rate", "personal_number",
    "uan", "pager", "voicemail",
)  # fmt: skip


def e164(typed: str, *, country: str) -> str | None:
    """The number in the form in which it is stored (+41442713390); None if there is no such.

    Without its own country the number is one of `country`.
    """
    return _at_once(typed.strip(), country) or _asked(typed, country)


def _asked(typed: str, country: str) -> str | None:
    """As the library says, which knows every way of dialling and takes its time."""
    try:
        number = phonenumbers.parse(typed, country)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number):
        return None
    number.extension = None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _at_once(typed: str, country: str) -> str | None:
    """The library's answer to a number that is plainly one; None where that is not plain."""
    home = _home(country)
    if home is None or not _PLAIN.fullmatch(typed):
        return None
    digits = _NO_DIGITS.sub("", typed)
    if typed[0] == "+":
        return _abroad(digits)
    if home.abroad == "00" and digits[:2] == "00" and digits[2:3] != "0":
        return _abroad(digits[2:])
    if re.match(home.abroad, digits) or digits.startswith(home.code):
        return None
    return home.number(digits)


def _abroad(digits: str) -> str | None:
    if digits.startswith("0"):
        return None  # as no country's code does
    for length in (1, 2, 3):
        if country := _country(digits[:length]):
            return country.number(digits[length:])
    return None


@dataclass(frozen=True, slots=True)
class _Country:
    """How a country dials, as far as it does so the plain way."""

    code: str  # 41
    abroad: str  # what is dialled to get out of it, as a pattern
    prefixes: tuple[str, ...]  # any of them before a number means nothing: 0
    general: re.Pattern[str]
    lengths: frozenset[int]
    kinds: tuple[tuple[frozenset[int], re.Pattern[str]], ...]  # lengths and pattern of each

    def number(self, dialled: str) -> str | None:
        """The number that is dialled within the country, if it is one for certain."""
        prefix = next(filter(dialled.startswith, self.prefixes), "")
        dialled = dialled.removeprefix(prefix)
        if len(dialled) not in self.lengths or not self.general.fullmatch(dialled):
            return None
        for lengths, pattern in self.kinds:
            if len(dialled) in lengths and pattern.fullmatch(dialled):
                return f"+{self.code}{dialled}"
        return None


@cache
def _home(country: str) -> _Country | None:
    return _country(str(phonenumbers.country_code_for_region(country)), only=country)


@cache
def _country(code: str, only: str | None = None) -> _Country | None:
    """The country that leads those of this code; None for one that dials in other ways."""
    first = COUNTRY_CODE_TO_REGION_CODE.get(int(code or 0), ("",))[0]
    known = PhoneMetadata.metadata_for_region(first, None)
    if known is None or known.general_desc is None or known.leading_digits is not None:
        return None
    if only not in (None, first):
        return None
    before = known.national_prefix_for_parsing
    prefixes = tuple(before.split("|")) if before else ()
    if not all(map(str.isdigit, prefixes)) or known.national_prefix_transform_rule is not None:
        return None
    return _Country(
        code=code,
        abroad=known.international_prefix or _NEVER,
        prefixes=prefixes,
        general=_pattern(known.general_desc),
        lengths=frozenset(known.general_desc.possible_length),
        kinds=tuple(
            (frozenset(kind.possible_length), _pattern(kind))
            for name in _KINDS
            if (kind := getattr(known, name)) is not None
            # Where the two are not told apart, the library asks for the other alone.
            and not (name == "mobile" and known.same_mobile_and_fixed_line_pattern)
        ),
    )


def _pattern(kind: PhoneNumberDesc) -> re.Pattern[str]:
    return re.compile(kind.national_number_pattern or _NEVER)
