"""What was typed into the search, read in every way it can be meant?"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from regulars.rules.names import LONGEST_FOLDED, digits, fold
from regulars.rules.search_keys import LONGEST_WORD

# Fewer digits are found in nearly every number.
FEWEST_DIGITS = 3
# What is left of a number without the 0 in front of its area code must still tell it apart.
_FEWEST_AT_HOME = 7
_TRUNK = "0"
_IN_A_NUMBER = frozenset("+()/.- \u00a0\u2011\u2013")
_IN_AN_ADDRESS = frozenset("@._+")


class Match(IntEnum):
    """How well a customer matches, best first."""

    WHOLE = 0  # all of a name, a number or an address
    BEGINS = 1  # a name from one of its words on, a part of an address, either end of a number
    WORDS = 2  # every word begins one of the names, in any order
    INSIDE = 3  # every word stands inside one of the names
    SLIP = 4  # one word is one slip of the keyboard away, the others begin one of the names


@dataclass(frozen=True, slots=True)
class Query:
    """What somebody looks for."""

    folded: str  # all words, "" where an address is meant
    digits: str  # all digits typed, "" unless it looks like a phone number
    is_abroad: bool  # whether they begin with a country, after a +
    email: str  # "" unless it looks like a part of an address

    @property
    def words(self) -> tuple[str, ...]:
        """The different words that were typed."""
        return tuple(dict.fromkeys(self.folded.split()))

    @property
    def is_empty(self) -> bool:
        return not (self.folded or self.digits or self.email)

    @property
    def is_contact(self) -> bool:
        """Whether a number or an address is meant rather than a name."""
        return bool(self.digits) or bool(set(self.email) & _IN_AN_ADDRESS)

    def number_starts(self, *, calling_code: str, trunk: str = _TRUNK) -> tuple[str, ...]:
        """The digits that stored numbers, which begin with their country, may start with.

        `trunk` is what is dialled in front of an area code at home.
        """
        if self.is_abroad:
            readings = [self.digits]
        elif self.digits.startswith("00"):
            readings = [self.digits[2:]]
        else:
            readings = [self.digits]
            if self.digits and calling_code:
                readings.append(calling_code + self.digits)
                if trunk and self.digits.startswith(trunk):
                    readings.append(calling_code + self.digits.removeprefix(trunk))
        # No country begins with 0.
        return tuple(one for one in readings if one and not one.startswith("0"))

    def number_ends(self, *, trunk: str = _TRUNK) -> tuple[str, ...]:
        """The digits that stored numbers may end in: as typed, and without the trunk's."""
        if self.is_abroad or not self.digits:
            return ()
        at_home = self.digits.removeprefix(trunk)
        is_told_apart = at_home != self.digits and len(at_home) >= _FEWEST_AT_HOME
        return (self.digits, at_home) if is_told_apart else (self.digits,)


def parse_query(text: str) -> Query:
    """Read what was typed: words of a name, part of a phone number, part of an address.

    What has an @ is an address and nothing else. Safe for any string.
    """
    typed = text[:LONGEST_FOLDED].strip()
    email = _address(typed)
    words = [] if "@" in email else [word[:LONGEST_WORD] for word in fold(typed).split()]
    number = _number(typed)
    return Query(
        folded=" ".join(words),
        digits=number,
        is_abroad=bool(number) and typed.lstrip("( ").startswith("+"),
        email=email,
    )


def _number(typed: str) -> str:
    # +41 (0)79 123 45 67: the 0 is dialled at home only.
    found = digits(typed.replace("(0)", ""))
    rest = [character for character in typed if not character.isdecimal()]
    return found if len(found) >= FEWEST_DIGITS and set(rest) <= _IN_A_NUMBER else ""


def _address(typed: str) -> str:
    if not set(typed) & _IN_AN_ADDRESS or any(map(str.isspace, typed)) or _number(typed):
        return ""
    # A mark in front parts this from what stood before it, only the @ says what it is.
    begun = typed.lower().lstrip("._+-")
    return begun if begun.strip("@") else ""
