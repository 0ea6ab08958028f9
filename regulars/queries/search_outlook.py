"""What has to be known before a search, so that it starts from what is rare?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from regulars.kernel.tenant import Tenant
from regulars.queries.customer_filters import CustomerFilters, bindings, narrowings
from regulars.queries.sql import select
from regulars.rules.names import SHORTEST_WITH_SLIP, deletions, within_one_slip
from regulars.rules.search_query import Query

# So far words are counted; which of two is rarer hardly matters beyond.
_COUNTED = 2_000
# So few customers can be looked at one by one: what a walk costs that meets one in two hundred.
_FEW = 5_000
# So few names may be compared with every word that is one slip away.
_COMPARED = 500
# Of a long text the longest words are counted; they are the rarest.
_COUNTED_WORDS = 4
# How many customers bear a word of the vocabulary, roughly.
_BEARERS = 8
_END = chr(0x10FFFF)


@dataclass(frozen=True, slots=True)
class Outlook:
    """How common each word and filter is, and which known words are one slip from those typed."""

    words: tuple[str, ...]
    near: dict[str, list[str]] = field(default_factory=dict)
    starts: dict[str, int] = field(default_factory=dict)  # names of which a word begins so
    tails: dict[str, int] = field(default_factory=dict)  # words in which it stands further inside
    few: str = ""  # SELECT of the customers whom the rarest filter leaves, if they are few
    left: int = 0  # how many these are

    @property
    def is_narrow(self) -> bool:
        """Whether the filters leave fewer customers than the words."""
        return bool(self.few) and self.left < min(self.starts.values(), default=_FEW + 1)

    @property
    def may_begin(self) -> bool:
        """Whether every word is known to begin some name."""
        return all(self.starts.values())

    @property
    def may_stand_inside(self) -> bool:
        """Whether every word is known to stand in some name."""
        return all(self.starts[word] + self.tails[word] for word in self.tails)

    def rarest(self, words: Sequence[str]) -> str:
        """Of these words the one that fewest names begin with, as far as that is known."""
        return min(words, key=lambda word: (self.starts.get(word, _FEW + 1), -len(word)))

    def rarest_inside(self) -> str:
        """The word that stands in fewest names."""
        return min(
            self.words,
            key=lambda word: (
                self.starts.get(word, _FEW + 1) + _BEARERS * self.tails.get(word, _FEW),
                -len(word),
            ),
        )

    def is_rare(self, word: str) -> bool:
        """Whether the names that begin so may each be compared with many words."""
        return self.starts.get(word, _FEW) <= _COMPARED


def outlook(business: Tenant, query: Query, filters: CustomerFilters, *, at: datetime) -> Outlook:
    """Look ahead in one statement; in none where it would not help."""
    words = () if query.digits else query.words
    slips = sorted({slip for word in words for slip in _slips(word)})
    narrow = narrowings(filters)
    has_several = len(words) > 1
    counted = sorted(words, key=len, reverse=True)[:_COUNTED_WORDS]
    most = _FEW if narrow else _COUNTED
    pieces, values = [], bindings(business, filters, at=at)
    if slips:
        pieces.append(_NEAR)
        values["slips"] = slips
    if has_several or narrow:
        pieces += [_begun(place, most) for place in range(len(counted))]
    if has_several:
        pieces += [_tailed(place, most) for place in range(len(counted))]
    pieces += [_left(place, piece) for place, piece in enumerate(narrow)]
    if not pieces:
        return Outlook(words)
    for place, word in enumerate(counted):
        values |= {f"word_{place}": word, f"word_end_{place}": word + _END}
    rows = select(" UNION ALL ".join(pieces), **values)
    return _read(words, counted, narrow, rows)


def _read(
    words: tuple[str, ...], counted: Sequence[str], narrow: Sequence[str], rows: Sequence[Any]
) -> Outlook:
    known = sorted({word for kind, _, word, _ in rows if kind == "near"})
    near = {one: [word for word in known if _is_slip(one, word)] for one in words}
    left = [(size, place) for kind, place, _, size in rows if kind == "left" and size <= _FEW]
    return Outlook(
        words,
        near={word: meant for word, meant in near.items() if meant},
        starts={counted[place]: size for kind, place, _, size in rows if kind == "starts"},
        tails={counted[place]: size for kind, place, _, size in rows if kind == "tails"},
        few=narrow[min(left)[1]] if left else "",
        left=min(left)[0] if left else 0,
    )


def _slips(word: str) -> set[str]:
    return deletions(word) if len(word) >= SHORTEST_WITH_SLIP else set()


def _is_slip(typed: str, word: str) -> bool:
    return len(typed) >= SHORTEST_WITH_SLIP and typed != word and within_one_slip(typed, word)


_NEAR = """
    SELECT 'near' AS kind, 0 AS place, s.word AS word, 0 AS size FROM regulars_vocabularyslip s
     WHERE s.business_id = %(business_id)s AND s.slip IN %(slips)s"""


def _begun(place: int, most: int) -> str:
    return _count(
        "starts",
        place,
        f"""SELECT 1 FROM regulars_searchname n WHERE n.business_id = %(business_id)s
            AND n.key >= %(word_{place})s AND n.key < %(word_end_{place})s""",
        most,
    )


def _tailed(place: int, most: int) -> str:
    return _count(
        "tails",
        place,
        f"""SELECT 1 FROM regulars_vocabularytail t WHERE t.business_id = %(business_id)s
            AND t.tail >= %(word_{place})s AND t.tail < %(word_end_{place})s""",
        most,
    )


def _left(place: int, narrowing: str) -> str:
    return _count("left", place, narrowing, _FEW)


def _count(kind: str, place: int, piece: str, most: int) -> str:
    return f"""
        SELECT '{kind}' AS kind, {place} AS place, '' AS word, COUNT(*) AS size
          FROM ({piece} LIMIT {most + 1}) AS {kind}_{place}"""
