"""Who is meant by what was typed? The best match first, found through plain tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import phonenumbers

from regulars.kernel.tenant import Tenant
from regulars.queries.customer_filters import LONGEST_SEARCH, CustomerFilters, bindings
from regulars.queries.customer_lines import COLUMNS, CustomerRow, lines_and_tags
from regulars.queries.customer_list import Listing
from regulars.queries.search_outlook import Outlook, outlook
from regulars.queries.search_ways import (
    NARROW,
    Way,
    by_address_part,
    by_column,
    by_inside,
    by_inside_narrow,
    by_slip,
    by_slip_beside,
    by_start,
    by_words,
)
from regulars.queries.sql import select
from regulars.rules.search_query import Match, Query, parse_query

# Whoever is not among the best fifty is found by typing on.
MOST = 50
# A customer stands in an index once for each word, so more rows are read than customers shown.
_READ = MOST + 25
# Still more where somebody's every word begins so: asked again, and nobody is left out.
_READ_ON = 20
# A plain word may be a part of an address too, from here on.
_SHORTEST_ADDRESS = 3
# In a longer text a slip is no longer what keeps it from being found.
_MOST_WORDS_WITH_SLIP = 4

# How well, whether by contact data after all by name, and by which text; then the id.
Place = tuple[Match, bool, str]


def looked_for(text: str, *, with_contact_data: bool) -> Query:
    """What was typed, as this person may ask it: without contact data, names only."""
    query = parse_query(text[:LONGEST_SEARCH].replace("\0", " ").encode(errors="ignore").decode())
    if not with_contact_data:
        return replace(query, digits="", email="")
    if not query.email and not query.digits and " " not in query.folded:
        typed = text.strip().lower()
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
    """The best fifty matches among the filtered customers; there are no further pages: type on.

    Finds names by the start of any word, by several words in any order, by what stands inside a
    word and one slip of the keyboard away; e-mail addresses by the start of each part; phone
    numbers by start and end, however written; customer numbers by their start. `country` tells
    what a number without its country means. Any text is answered.
    """
    query = looked_for(filters.text, with_contact_data=with_contact_data)
    search = _Search(business, filters, query, at, country)
    best = search.best()
    rows = search.rows(best[:MOST])
    lines, tags = lines_and_tags(
        rows, business=business, at=at, with_contact_data=with_contact_data
    )
    return Listing(
        lines=lines,
        total=min(len(best), MOST),
        has_more_than_total=len(best) > MOST,
        starts_at=0,
        previous="",
        next="",
        tags=tags,
    )


@dataclass(frozen=True, slots=True)
class _Search:
    """One search: at most one statement to look ahead, one for the sure ways, one for the rest."""

    business: Tenant
    filters: CustomerFilters
    query: Query
    at: datetime
    country: str

    def best(self) -> list[int]:
        """The customers found, the best match first; one more than is shown if there are more."""
        ahead = outlook(self.business, self.query, self.filters, at=self.at)
        found = self._find(self._sure_ways(ahead), ahead)
        # Whoever comes by the further ways ranks below all before.
        if len(found) <= MOST and ahead.words:
            found = self._find(self._further_ways(ahead), ahead) | found
        return sorted(found, key=lambda id_: (*found[id_], id_))[: MOST + 1]

    def rows(self, ids: Sequence[int]) -> list[CustomerRow]:
        """What the lines of these customers are made of, in this order."""
        statement = f"""
            SELECT {COLUMNS} FROM regulars_customer c
             WHERE c.business_id = %(business_id)s AND c.id IN %(ids)s
        """
        rows = select(statement, business_id=self.business.id, ids=ids)
        found = {row.id: row for row in map(CustomerRow.of, rows)}
        return [found[id_] for id_ in ids if id_ in found]

    def _sure_ways(self, ahead: Outlook) -> list[Way]:
        """By the start of a name, an address or a number, and by words in any order."""
        ways, is_narrow = [], ahead.is_narrow
        if self.query.folded:
            ways.append(by_start(self.query.folded, is_narrow=is_narrow))
        if ahead.words and " " in self.query.folded and ahead.may_begin:
            lead = ahead.rarest(ahead.words)
            ways.append(by_words(lead, _without(lead, ahead.words), is_narrow=is_narrow))
        return [*ways, *self._contact_ways(is_narrow=is_narrow)]

    def _contact_ways(self, *, is_narrow: bool) -> list[Way]:
        query = self.query
        code = str(phonenumbers.country_code_for_region(self.country) or "")
        trunk = phonenumbers.ndd_prefix_for_region(self.country, True) or "0"  # noqa: FBT003
        starts = [
            *(("phone_digits", one) for one in query.number_starts(calling_code=code, trunk=trunk)),
            *(("phone_reversed", one[::-1]) for one in query.number_ends(trunk=trunk)),
        ]
        ways = [by_column(column, start, is_narrow=is_narrow) for column, start in starts]
        if query.email:
            ways.append(by_column("email_key", query.email, is_narrow=is_narrow))
            ways.append(by_address_part(query.email, is_narrow=is_narrow))
            if not query.email.startswith("@"):
                ways.append(by_address_part("@" + query.email, is_narrow=is_narrow))
        return ways

    def _further_ways(self, ahead: Outlook) -> list[Way]:
        """By what stands inside a word, and by a slip in one of the words."""
        ways: list[Way] = []
        if ahead.may_stand_inside:
            lead = ahead.rarest_inside()
            others = _without(lead, ahead.words)
            ways = [by_inside_narrow(ahead.words)] if ahead.few else by_inside(lead, others)
        if len(ahead.words) <= _MOST_WORDS_WITH_SLIP:
            for word, near in ahead.near.items():
                ways += _slip_ways(ahead, near, _without(word, ahead.words))
        return ways

    def _find(self, ways: Sequence[Way], ahead: Outlook) -> dict[int, Place]:
        """The customers of these ways with their best place each.

        A way that is cut off before it met more customers than are shown may hide somebody behind
        those whom it met repeatedly: then it is read on.
        """
        most = _READ
        while True:
            found, met, rows = self._read(ways, ahead, most)
            is_cut = any(
                rows[place] == most and len(met[place]) <= MOST for place in range(len(ways))
            )
            if not is_cut:
                return found
            most *= _READ_ON

    def _read(
        self, ways: Sequence[Way], ahead: Outlook, most: int
    ) -> tuple[dict[int, Place], list[set[int]], list[int]]:
        found: dict[int, Place] = {}
        met: list[set[int]] = [set() for _ in ways]
        rows = [0] * len(ways)
        if not ways:
            return found, met, rows
        pieces = [way.piece(place, self.filters, most) for place, way in enumerate(ways)]
        values = bindings(self.business, self.filters, at=self.at)
        for place, way in enumerate(ways):
            values |= way.bindings(place)
        narrow = f"WITH {NARROW} AS MATERIALIZED ({ahead.few}) " if ahead.few else ""
        for place, id_, text in select(narrow + " UNION ALL ".join(pieces), **values):
            rows[place] += 1
            met[place].add(id_)
            here = self._place(ways[place], text)
            found[id_] = min(found.get(id_, here), here)
        return found, met, rows

    def _place(self, way: Way, text: str) -> Place:
        is_whole = text == way.whole if way.is_contact else text.startswith(way.whole)
        match = Match.WHOLE if way.whole and is_whole else way.match
        # What looks like a number or an address is meant as one before it is meant as a name.
        return match, way.is_contact is not self.query.is_contact, text


def _slip_ways(ahead: Outlook, near: Sequence[str], others: Sequence[str]) -> list[Way]:
    if not all(ahead.starts.get(word, 1) for word in others):
        return []
    rarest = ahead.rarest(others) if others else ""
    if rarest and ahead.is_rare(rarest):
        return [by_slip_beside(near, rarest, _without(rarest, others))]
    return [by_slip(near, others)]


def _without(word: str, words: Sequence[str]) -> list[str]:
    return [other for other in words if other != word]
