"""Who comes to a studio in Zürich? The names of one origin, and how one of them is drawn."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random


@dataclass(frozen=True, slots=True)
class Name:
    """A person's name; `nickname` is how the desk says one that it cannot read."""

    first: str
    last: str
    nickname: str
    is_woman: bool


@dataclass(frozen=True, slots=True)
class Community:
    """Names of one origin, separated by commas; `Олена|Olena` gives the nickname after the bar.

    `weight` is how many of a thousand customers come from here, `language` what messages to them
    are written in, `calling` the start of a mobile number from there, with # for any digit.
    """

    weight: int
    language: str
    women: str
    men: str
    surnames: str
    surnames_of_women: str = ""  # where they differ, in the same order
    calling: str = ""

    def someone(self, rng: Random) -> Name:
        """Draw one person."""
        is_woman = rng.random() < 0.58
        first, _, nickname = rng.choice(
            (self.women if is_woman else self.men).split(",")
        ).partition("|")
        return Name(first, self.surname(rng, is_woman=is_woman), nickname, is_woman)

    def surname(self, rng: Random, *, is_woman: bool) -> str:
        """Draw a surname in the form that a woman or a man bears."""
        surnames = self.surnames_of_women if is_woman and self.surnames_of_women else self.surnames
        return rng.choice(surnames.split(","))

    def relative_of(self, name: Name, rng: Random) -> Name:
        """Draw another member of the same family, with the surname in its right form."""
        other = self.someone(rng)
        while other.first == name.first:
            other = self.someone(rng)
        return Name(other.first, self._family_name(name, other), other.nickname, other.is_woman)

    def _family_name(self, name: Name, other: Name) -> str:
        if name.is_woman == other.is_woman or not self.surnames_of_women:
            return name.last
        men, women = self.surnames.split(","), self.surnames_of_women.split(",")
        ours, theirs = (women, men) if name.is_woman else (men, women)
        return theirs[ours.index(name.last)]
