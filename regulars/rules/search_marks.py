"""Which letters of a found customer are the ones that were looked for?"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from regulars.rules.names import SHORTEST_WITH_SLIP, fold, within_one_slip
from regulars.rules.search_query import Query

_WORD = re.compile(r"[^\s-]+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a text, looked for or not."""

    text: str
    is_hit: bool


def mark_words(text: str, query: Query) -> tuple[Piece, ...]:
    """Mark in a name what the words of the query meet: a beginning, an inside, or a near word."""
    hits: set[int] = set()
    for found in _WORD.finditer(text):
        span = _hit_in(found.group(), query)
        hits.update(range(found.start() + span.start, found.start() + span.stop))
    return _pieces(text, hits)


def mark_address(text: str, query: Query) -> tuple[Piece, ...]:
    """Mark the part of an e-mail address that was looked for."""
    wanted = query.email.lstrip("@")
    if not wanted:
        return _pieces(text, ())
    found = re.search(rf"(?:^|[@._+-]){re.escape(query.email)}", text.lower())
    if found is None:
        found = re.search(rf"(?:^|[@._+-])@?{re.escape(wanted)}", text.lower())
    return _pieces(text, range(found.end() - len(wanted), found.end()) if found else ())


def mark_number(text: str, query: Query) -> tuple[Piece, ...]:
    """Mark the digits in a phone number as it is written; its end is more telling than its start."""
    places = [place for place, letter in enumerate(text) if letter.isdecimal()]
    written = "".join(text[place] for place in places)
    for wanted in (query.digits, query.digits.lstrip("0")):
        first = written.rfind(wanted) if written.endswith(wanted) else written.find(wanted)
        if wanted and first >= 0:
            return _pieces(text, range(places[first], places[first + len(wanted) - 1] + 1))
    return _pieces(text, ())


def _hit_in(word: str, query: Query) -> range:
    """Where in a word of a name the best hit lies: at its beginning, inside, or all of it."""
    folded = fold(word)
    for wanted in sorted(query.words, key=len, reverse=True):
        place = folded.find(wanted)
        if place == 0:
            return range(_reach(word, len(wanted)))
        if place > 0:
            return range(_reach(word, place), _reach(word, place + len(wanted)))
    is_near = any(
        len(wanted) >= SHORTEST_WITH_SLIP and within_one_slip(wanted, folded)
        for wanted in query.words
    )
    return range(len(word) if is_near else 0)


def _reach(word: str, letters: int) -> int:
    """How many letters of the word as written make that many folded ones: ß makes two."""
    for length in range(len(word) + 1):
        if len(fold(word[:length])) >= letters:
            # An accent that is a letter of its own belongs to the letter before it.
            while length < len(word) and fold(word[: length + 1]) == fold(word[:length]):
                length += 1
            return length
    return len(word)


def _pieces(text: str, hits: Iterable[int]) -> tuple[Piece, ...]:
    marked = set(hits)
    runs = groupby(range(len(text)), key=lambda place: place in marked)
    return tuple(Piece("".join(text[place] for place in run), is_hit) for is_hit, run in runs)
