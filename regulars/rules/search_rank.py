"""What was typed into the search, and how well does a customer match it?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from regulars.rules.names import (
    LONGEST_FOLDED,
    SHORTEST_WITH_SLIP,
    digits,
    fold,
    within_one_slip,
)

# Fewer digits are found in nearly every number.
FEWEST_DIGITS = 3
_IN_A_NUMBER = frozenset("+()/.- \u00a0\u2011\u2013")
_IN_AN_ADDRESS = frozenset("@._+")


class Match(IntEnum):
    """How well a customer matches, best first: sort by it upwards."""

    EXACT = 0
    WHOLE_WORDS = 1
    STARTS = 2
    EVERY_WORD_STARTS = 3
    INSIDE = 4
    SLIP = 5
    NONE = 9


@dataclass(frozen=True, slots=True)
class Query:
    """What somebody looks for, read in every way it can be meant."""

    folded: str
    words: tuple[str, ...]
    digits: str  # all digits typed, "" unless it looks like a phone number
    email: str  # "" unless it looks like the start of an address

    @property
    def is_empty(self) -> bool:
        return not (self.words or self.digits or self.email)

    @property
    def number_end(self) -> str:
        """The digits a stored number may end in: without 00 or the 0 in front of an area code."""
        return self.digits.lstrip("0")

    def number_starts(self, *, calling_code: str = "") -> tuple[str, ...]:
        """The digits that stored numbers, which begin with their country, may start with."""
        if not self.digits:
            return ()
        if self.digits.startswith("00"):
            return (self.digits[2:],) if len(self.digits) > 2 else ()
        if self.digits.startswith("0"):
            return (calling_code + self.digits[1:],) if calling_code else ()
        return (self.digits,)


def parse_query(text: str) -> Query:
    """Read what was typed: words of a name, part of a phone number, the start of an address."""
    typed = text[:LONGEST_FOLDED].strip()
    folded = fold(typed)
    return Query(
        folded=folded,
        words=tuple(folded.split()),
        digits=_number(typed),
        email=_address(typed),
    )


def rank(query: Query, *, names: Sequence[str], email: str = "", number: str = "") -> Match:
    """How well a customer matches what was typed.

    `names` are folded already, the full name first, then nickname, company and customer number;
    `number` is the phone number's digits with its country.
    """
    candidates = [_rank_address(query, email), _rank_number(query, number)]
    if query.words:
        full = " ".join(names)
        candidates += [_rank_name(query, name) for name in names if name]
        candidates.append(_rank_words(query, full.split()))
    return min(candidates)


def _number(typed: str) -> str:
    # +41 (0)79 123 45 67: the 0 is dialled at home only.
    found = digits(typed.replace("(0)", ""))
    rest = [character for character in typed if not character.isdecimal()]
    return found if len(found) >= FEWEST_DIGITS and set(rest) <= _IN_A_NUMBER else ""


def _address(typed: str) -> str:
    if not set(typed) & _IN_AN_ADDRESS or any(map(str.isspace, typed)) or _number(typed):
        return ""
    # A mark alone, or in front, begins no address.
    return typed.casefold() if typed[0].isalnum() else ""


def _rank_name(query: Query, name: str) -> Match:
    """Rank against one name, its words in any rotation."""
    parts = name.split()
    turned = {" ".join(parts[place:] + parts[:place]) for place in range(len(parts))}
    if query.folded in turned:
        return Match.EXACT
    starts = [one for one in turned if one.startswith(query.folded)]
    if any(one.startswith(query.folded + " ") for one in starts):
        return Match.WHOLE_WORDS
    return Match.STARTS if starts else Match.NONE


def _rank_words(query: Query, parts: list[str]) -> Match:
    """Rank word by word, in any order, over all names together."""
    if all(word in parts for word in query.words):
        return Match.WHOLE_WORDS
    if all(any(part.startswith(word) for part in parts) for word in query.words):
        return Match.EVERY_WORD_STARTS
    if all(any(word in part for part in parts) for word in query.words):
        return Match.INSIDE
    if all(any(_begins_or_slips(word, part) for part in parts) for word in query.words):
        return Match.SLIP
    return Match.NONE


def _begins_or_slips(word: str, part: str) -> bool:
    if part.startswith(word):
        return True
    return len(word) >= SHORTEST_WITH_SLIP and within_one_slip(word, part)


def _rank_address(query: Query, email: str) -> Match:
    address = email.casefold()
    if not query.email or not address.startswith(query.email):
        return Match.NONE
    return Match.EXACT if address == query.email else Match.STARTS


def _rank_number(query: Query, number: str) -> Match:
    end = query.number_end
    if not query.digits or not number or not end:
        return Match.NONE
    # Eight digits name one person; fewer are the habit of typing the last four.
    if number.endswith(end):
        return Match.EXACT if len(end) >= 8 else Match.STARTS
    if number.startswith(end):
        return Match.STARTS
    return Match.INSIDE if end in number else Match.NONE
