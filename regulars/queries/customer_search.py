"""Who is meant by what was typed? The best match first, found through plain tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import phonenumbers

from regulars.kernel.tenant import Tenant
from regulars.queries.customer_filters import (
    LONGEST_SEARCH,
    CustomerFilters,
    bindings,
    conditions,
)
from regulars.queries.customer_lines import COLUMNS, CustomerRow, lines_of
from regulars.queries.customer_list import Listing, tag_choices
from regulars.queries.sql import select
from regulars.rules.names import SHORTEST_WITH_SLIP, deletions, fold, within_one_slip
from regulars.rules.search_rank import Match, Query, parse_query, rank

# Whoever is not among the best fifty is found by typing on.
MOST = 50
# A customer stands in the index once for each word of the name, so more rows are read than shown.
_READ = 4 * MOST
# Further words narrow nothing down; the ranking still looks at all of them.
_WORDS = 8
# Above every letter that a key can hold.
_END = chr(0x10FFFF)
# A plain word may be the start of an address too, from here on.
_SHORTEST_ADDRESS = 3


def looked_for(text: str, *, with_contact_data: bool) -> Query:
    """What was typed, as this person may ask it: without contact data, names only."""
    query = parse_query(text[:LONGEST_SEARCH].replace("\0", " ").encode(errors="ignore").decode())
    if not with_contact_data:
        return replace(query, digits="", email="")
    if not query.email and not query.digits and len(query.words) == 1:
        typed = text.strip().casefold()
        is_long_enough = len(typed) >= _SHORTEST_ADDRESS and typed.isascii() and typed.isalnum()
        return replace(query, email=typed if is_long_enough else "")
    return query


def customer_search(
    *,
    business: Tenant,
    country: str,
    filters: CustomerFilters,
    at: datetime,
    with_contact_data: bool,
) -> Listing:
    """The best matches among the filtered customers, at most fifty.

    Finds whole words in any order, their beginnings, what stands inside them and what is one slip
    of the keyboard away; e-mail addresses by their start, phone numbers by start and end. `country`
    tells what a number without its country means. Any text is answered.
    """
    query = looked_for(filters.text, with_contact_data=with_contact_data)
    search = _Search(business, filters, query, at, country)
    best = search.best()
    return Listing(
        lines=lines_of(best[:MOST], business=business, at=at, with_contact_data=with_contact_data),
        total=min(len(best), MOST),
        has_more_than_total=len(best) > MOST,
        starts_at=0,
        previous="",
        next="",
        tags=tag_choices(business),
    )


@dataclass(frozen=True, slots=True)
class _Search:
    """One search; each kind of finding is one bounded statement, the surest kind first.

    SQLite knows no sizes until somebody runs ANALYZE, so nothing is left to its guesses: CROSS JOIN
    keeps it from starting at the customers, the + from reading a business's words for one customer.
    NOT (… = '') is how the partial indexes are declared, and it knows them by nothing else.
    """

    business: Tenant
    filters: CustomerFilters
    query: Query
    at: datetime
    country: str

    def best(self) -> list[CustomerRow]:
        """The customers found, the best match first; one more than is shown if there are more."""
        found: dict[int, None] = {}
        for rows in self._kinds():
            found.update(dict.fromkeys(rows))
            if len(found) > MOST:
                break
        ranked = [(self._rank(row), row.sort_name, row.id, row) for row in self._rows([*found])]
        return [row for match, *_, row in sorted(ranked) if match is not Match.NONE]

    def _kinds(self) -> Iterator[list[int]]:
        """Customers found, kind by kind; whoever comes in a later kind ranks below all before."""
        words = sorted(self.query.words[:_WORDS], key=len, reverse=True)
        by_name = self._by_name(self.query.folded) if words else []
        # A number or an address ranks beside a name, so both are asked before enough is enough.
        yield by_name + (self._by_contact() if self.query.digits or self.query.email else [])
        if not words:
            return
        if len(words) > 1:
            yield self._by_name(words[0], *words[1:])
        yield self._inside(words)
        near = self._near(words)
        if near:
            yield self._by_slip(words, near)

    def _rows(self, ids: list[int]) -> list[CustomerRow]:
        statement = f"""
            SELECT {COLUMNS} FROM regulars_customer c
             WHERE c.business_id = %(business_id)s AND c.id IN %(ids)s
        """
        return [
            CustomerRow.of(row) for row in select(statement, business_id=self.business.id, ids=ids)
        ]

    def _rank(self, row: CustomerRow) -> Match:
        names = [fold(name) for name in (row.full_name, row.nickname, row.company, row.number)]
        return rank(self.query, names=names, email=row.email, number=row.phone_digits)

    def _by_name(self, start: str, *others: str) -> list[int]:
        """Rotations of a name that begin so, and hold the beginnings of the other words."""
        also = "".join(f" AND ' ' || n.key LIKE %(other_{place})s" for place in range(len(others)))
        statement = f"""
            SELECT n.customer_id FROM regulars_searchname n
             CROSS JOIN regulars_customer c
             WHERE c.id = n.customer_id AND c.business_id = n.business_id
               AND n.business_id = %(business_id)s AND n.key >= %(low)s AND n.key < %(high)s{also}
               AND {conditions(self.filters)}
             ORDER BY n.key, n.customer_id
             LIMIT {_READ}
        """
        patterns = {f"other_{place}": f"% {word}%" for place, word in enumerate(others)}
        return self._select(statement, low=start, high=start + _END, **patterns)

    def _inside(self, words: list[str]) -> list[int]:
        """Names in which every word stands somewhere; the longest word leads."""
        values = {f"inside_{place}": f"%{word}%" for place, word in enumerate(words)}
        others = [f"o.word LIKE %({name})s" for name in list(values)[1:]]
        leading = """w.word IN (SELECT v.word FROM regulars_vocabulary v
                WHERE v.business_id = %(business_id)s AND v.word LIKE %(inside_0)s)"""
        return self._by_words([leading], others, **values)

    def _by_slip(self, words: list[str], near: dict[str, list[str]]) -> list[int]:
        """Names in which every word begins so, or is one slip away."""
        values: dict[str, Any] = {}
        meant: list[list[str]] = []
        for place, word in enumerate(words):
            values |= {f"low_{place}": word, f"high_{place}": word + _END}
            ways = [f"{{0}}.word >= %(low_{place})s AND {{0}}.word < %(high_{place})s"]
            if word in near:
                values[f"near_{place}"] = near[word]
                ways.append(f"{{0}}.word IN %(near_{place})s")
            meant.append(ways)
        leading, *others = meant
        return self._by_words(
            [way.format("w") for way in leading],
            [" OR ".join(f"({way.format('o')})" for way in ways) for ways in others],
            **values,
        )

    def _by_words(self, leading: list[str], others: list[str], **values: Any) -> list[int]:
        """Customers with a word in one of the `leading` ways and others like each of `others`."""
        also = "".join(
            " AND EXISTS (SELECT 1 FROM regulars_searchword o WHERE o.customer_id = c.id"
            f" AND +o.business_id = c.business_id AND ({other}))"
            for other in others
        )
        pieces = [
            f"""SELECT * FROM (
                SELECT w.customer_id FROM regulars_searchword w
                 CROSS JOIN regulars_customer c
                 WHERE c.id = w.customer_id AND c.business_id = w.business_id
                   AND w.business_id = %(business_id)s AND {way}
                   AND {conditions(self.filters)}{also}
                 ORDER BY w.word, w.customer_id
                 LIMIT {_READ}) AS piece_{place}"""
            for place, way in enumerate(leading)
        ]
        return self._select(" UNION ALL ".join(pieces), **values)

    def _near(self, words: list[str]) -> dict[str, list[str]]:
        """The words of the vocabulary that are one slip away from those that were typed."""
        typed = [word for word in words if len(word) >= SHORTEST_WITH_SLIP]
        slips = sorted({slip for word in typed for slip in deletions(word)})
        if not slips:
            return {}
        statement = """
            SELECT DISTINCT s.word FROM regulars_vocabularyslip s
             WHERE s.business_id = %(business_id)s AND s.slip IN %(slips)s
        """
        known = [row[0] for row in select(statement, business_id=self.business.id, slips=slips)]
        near = {word: [one for one in known if within_one_slip(word, one)] for word in typed}
        return {word: meant for word, meant in near.items() if meant}

    def _by_contact(self) -> list[int]:
        """Addresses that begin so, numbers that begin or end so."""
        code = str(phonenumbers.country_code_for_region(self.country) or "")
        ranges = [
            ("c.email_key", self.query.email),
            ("c.phone_reversed", self.query.number_end[::-1]),
        ]
        ranges += [
            ("c.phone_digits", start) for start in self.query.number_starts(calling_code=code)
        ]
        asked = [(column, start) for column, start in ranges if start]
        pieces = [
            f"""SELECT * FROM (
                SELECT c.id FROM regulars_customer c
                 WHERE {conditions(self.filters)} AND NOT ({column} = '')
                   AND {column} >= %(low_{place})s AND {column} < %(high_{place})s
                 ORDER BY {column}, c.id LIMIT {_READ}) AS piece_{place}"""
            for place, (column, _) in enumerate(asked)
        ]
        values = {f"low_{place}": start for place, (_, start) in enumerate(asked)}
        values |= {f"high_{place}": start + _END for place, (_, start) in enumerate(asked)}
        return self._select(" UNION ALL ".join(pieces), **values) if pieces else []

    def _select(self, statement: str, **values: Any) -> list[int]:
        """The different customers of a statement in its order, one more than is shown at most."""
        rows = select(statement, **bindings(self.business, self.filters, at=self.at, **values))
        return list(dict.fromkeys(row[0] for row in rows))[: MOST + 1]
