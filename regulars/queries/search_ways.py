"""In which ways can a customer be found by what was typed, and how does each read its index?

Each way is one bounded piece of SQL that reads its tables in a fixed order. NOT (… = '') is how the
partial indexes are declared, and SQLite knows them by nothing else.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from regulars.queries.customer_filters import CustomerFilters, steps
from regulars.queries.sql import Step, in_this_order
from regulars.rules.search_keys import whole_name
from regulars.rules.search_query import Match

# A few customers who alone can be meant: a table that the statement makes first.
NARROW = "narrow"
# Above every letter that a key can hold.
_END = chr(0x10FFFF)
# The key of a customer number ends so, and nobody is named by what stands inside a number.
_IS_NAME = "n.key NOT LIKE '%%#'"
_AMONG = Step(NARROW, "d", "d.customer_id", "1 = 1")
_SHOWN = "c.id, c.sort_name, c.email_key, c.phone_digits, c.phone_reversed"


@dataclass(frozen=True, slots=True)
class Way:
    """One way of finding: the steps that lead to a customer `c`.

    The customers come in the order of `order_by`, "" where none is meant. `whole` is the text of
    those who match from end to end, and so even better than `match`.
    """

    match: Match
    steps: tuple[Step, ...]
    values: dict[str, Any]
    text: str = "c.sort_name"
    order_by: str = ""
    where: str = ""
    customer_id: str = "n.customer_id"
    whole: str = ""
    is_contact: bool = False

    def piece(self, place: int, filters: CustomerFilters, most: int) -> str:
        """The way as a part of a UNION ALL, giving at most so many rows of (place, id, text)."""
        further = steps(filters, columns=_SHOWN, where=self.where, customer_id=self.customer_id)
        source = in_this_order(*self.steps, *further)
        for name in self.values:
            source = source.replace(f":{name}:", f"%({name}_{place})s")
        order = self.order_by and f"ORDER BY {self.order_by}"
        return f"""SELECT * FROM (
            SELECT {place} AS way, c.id AS id, {self.text} AS text {source} {order} LIMIT {most}
            ) AS way_{place}"""

    def bindings(self, place: int) -> dict[str, Any]:
        """The values of the piece."""
        return {f"{name}_{place}": value for name, value in self.values.items()}


def by_start(folded: str, *, is_narrow: bool) -> Way:
    """Names that begin so from one of their words on; whole names first, then whole words."""
    return Way(
        Match.BEGINS,
        _keys(_between("n.key", "start"), is_narrow=is_narrow),
        _bounds("start", folded),
        text="n.key",
        order_by="n.key, n.customer_id",
        whole=whole_name(folded),
    )


def by_words(lead: str, others: Sequence[str], *, is_narrow: bool) -> Way:
    """Names of which a word begins like `lead` and further ones like the others."""
    return Way(
        Match.WORDS,
        _keys(_between("n.key", "lead"), _begin(others), _IS_NAME, is_narrow=is_narrow),
        _bounds("lead", lead) | _patterns(others, "% {}%"),
    )


def by_inside(lead: str, others: Sequence[str]) -> list[Way]:
    """Names in which every word stands somewhere; `lead` is looked up in the vocabulary."""
    values = _bounds("lead", lead) | _patterns(others, "%{}%")
    tails = _known("regulars_vocabularytail", _between("v.tail", "lead"))
    ways = [Way(Match.INSIDE, (tails, *_keys(_BEARS, _inside(others), _IS_NAME)), values)]
    if others:
        begun = _keys(_between("n.key", "lead"), _inside(others), _IS_NAME)
        ways.append(Way(Match.INSIDE, begun, values))
    return ways


def by_inside_narrow(words: Sequence[str]) -> Way:
    """The same, looking at each of a few customers."""
    keys = _keys(_inside(words), _IS_NAME, is_narrow=True)
    return Way(Match.INSIDE, keys, _patterns(words, "%{}%"))


def by_slip(near: Sequence[str], others: Sequence[str]) -> Way:
    """Names with one of the near words, of which further words begin like the others."""
    words = _known("regulars_vocabulary", "v.word IN :near:")
    values = {"near": list(near)} | _patterns(others, "% {}%")
    return Way(Match.SLIP, (words, *_keys(_BEARS, _begin(others), _IS_NAME)), values)


def by_slip_beside(near: Sequence[str], lead: str, others: Sequence[str]) -> Way:
    """The same where few names begin like `lead`, one of the others: each of them is looked at."""
    slips = " OR ".join(f"' ' || n.key LIKE :near_{place}:" for place in range(len(near)))
    values = _bounds("lead", lead) | _patterns(others, "% {}%")
    values |= {f"near_{place}": f"% {word} %" for place, word in enumerate(near)}
    keys = _keys(_between("n.key", "lead"), f"({slips})", _begin(others), _IS_NAME)
    return Way(Match.SLIP, keys, values)


def by_column(column: str, start: str, *, is_narrow: bool) -> Way:
    """Customers of whom this column, an address or a number, begins so; the whole ones first."""
    begins = _all(f"NOT (c.{column} = '')", _between(f"c.{column}", "start"))
    return Way(
        Match.BEGINS,
        (_AMONG,) if is_narrow else (),
        _bounds("start", start),
        text=f"c.{column}",
        order_by=f"c.{column}, c.id",
        where=begins,
        customer_id="d.customer_id" if is_narrow else "",
        whole=start,
        is_contact=True,
    )


def by_address_part(start: str, *, is_narrow: bool) -> Way:
    """Customers of whose e-mail address a later part begins so."""
    table = "regulars_searchaddress"
    return Way(
        Match.BEGINS,
        _keys(_between("n.key", "start"), is_narrow=is_narrow, table=table),
        _bounds("start", start),
        text="n.key",
        order_by="n.key, n.customer_id",
        is_contact=True,
    )


def _keys(
    *conditions: str, is_narrow: bool = False, table: str = "regulars_searchname"
) -> tuple[Step, ...]:
    """The keys of the business, or those of a few customers only."""
    # The + keeps SQLite from reading all of a business's keys for each of a few customers.
    whose = (
        "n.customer_id = d.customer_id AND +n.business_id = %(business_id)s"
        if is_narrow
        else "n.business_id = %(business_id)s"
    )
    keys = Step(table, "n", "n.key, n.customer_id", _all(whose, *conditions))
    return (_AMONG, keys) if is_narrow else (keys,)


def _known(table: str, which: str) -> Step:
    return Step(table, "v", "v.word", f"v.business_id = %(business_id)s AND {which}")


# The names that bear a word of the vocabulary: each word of a key ends with a space.
_BEARS = "n.key >= v.word || ' ' AND n.key < v.word || '!'"


def _between(column: str, name: str) -> str:
    return f"{column} >= :{name}: AND {column} < :{name}_end:"


def _bounds(name: str, start: str) -> dict[str, Any]:
    return {name: start, f"{name}_end": start + _END}


def _begin(others: Sequence[str]) -> str:
    return _all(*(f"' ' || n.key LIKE :other_{place}:" for place in range(len(others))))


def _inside(others: Sequence[str]) -> str:
    return _all(*(f"n.key LIKE :other_{place}:" for place in range(len(others))))


def _patterns(words: Sequence[str], pattern: str) -> dict[str, Any]:
    # No folded word holds a percent sign or an underscore.
    return {f"other_{place}": pattern.format(word) for place, word in enumerate(words)}


def _all(*conditions: str) -> str:
    return " AND ".join(condition for condition in conditions if condition)
