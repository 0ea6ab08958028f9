"""How an address says which customers are wanted, and the other way round."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import TypeVar
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse

from regulars.faces.desk.entrance import DeskRequest
from regulars.queries.customer_filters import LONGEST_SEARCH, CustomerFilters, Order, Show
from regulars.queries.customer_search import looked_for
from regulars.rules.search_marks import Piece, mark_address, mark_number, mark_words
from regulars.rules.search_query import Query

_MOST_TAGS = 5
_LARGEST_ID = 2**63 - 1

Choice = TypeVar("Choice", bound=StrEnum)


def filters_of(request: DeskRequest) -> CustomerFilters:
    """What the address asks for; anything it does not know means the default."""
    given = request.GET
    show = _choice(Show, given.get("show", ""), Show.BOOK)
    has_upcoming = given.get("upcoming") == "yes"
    if has_upcoming and show is Show.NONE_UPCOMING:
        # One contradicts the other: what was touched last is meant.
        has_upcoming = request.htmx.trigger_name == "upcoming"
        show = Show.BOOK if has_upcoming else show
    return CustomerFilters(
        text=given.get("q", "").replace("\0", "").strip()[:LONGEST_SEARCH],
        has_upcoming=has_upcoming,
        show=show,
        tag_ids=_ids(given, "tag")[:_MOST_TAGS],
        order=_choice(Order, given.get("sort", ""), Order.LAST_SEEN),
    )


def opened(request: DeskRequest) -> int | None:
    """The customer who is to be unfolded, for browsers without scripts."""
    return next(iter(_ids(request.GET, "open")), None)


@dataclass(frozen=True, slots=True)
class Address:
    """The address of the list as it is filtered now, and of its neighbours."""

    slug: str
    filters: CustomerFilters
    cursor: str = ""

    def __str__(self) -> str:
        return self._with(page=self.cursor)

    def page(self, cursor: str) -> str:
        """Another page of the same list."""
        return self._with(page=cursor) if cursor else ""

    def unfolding(self, customer_id: int) -> str:
        """The same page with this customer unfolded."""
        return f"{self._with(page=self.cursor, open=customer_id)}#customer-{customer_id}"

    @property
    def first(self) -> str:
        """The first page of the same list."""
        return self._with()

    @property
    def unfiltered(self) -> str:
        """Everybody in the book."""
        return _address_of_the_list(self.slug)

    def _with(self, **more: str | int) -> str:
        filters = self.filters
        asked: list[tuple[str, str | int]] = [
            ("q", filters.text),
            ("upcoming", "yes" if filters.has_upcoming else ""),
            ("show", filters.show),
            *(("tag", tag_id) for tag_id in filters.tag_ids),
            ("sort", "" if filters.order is Order.LAST_SEEN else filters.order),
            *more.items(),
        ]
        query = urlencode([(name, value) for name, value in asked if value])
        return f"{self.unfiltered}?{query}" if query else self.unfiltered


@lru_cache(maxsize=1000)
def _address_of_the_list(slug: str) -> str:
    return reverse("desk:customers", kwargs={"business": slug})


@dataclass(frozen=True, slots=True)
class Hits:
    """Marks in a line what was looked for."""

    query: Query

    @classmethod
    def of(cls, text: str, *, with_contact_data: bool) -> Hits:
        """The hits of what somebody typed."""
        return cls(looked_for(text, with_contact_data=with_contact_data))

    def name(self, text: str) -> tuple[Piece, ...]:
        """A name in pieces."""
        return mark_words(text, self.query) if self.query.words else _unmarked(text)

    def email(self, text: str) -> tuple[Piece, ...]:
        """An address in pieces."""
        return mark_address(text, self.query) if self.query.email else _unmarked(text)

    def phone(self, text: str) -> tuple[Piece, ...]:
        """A phone number, as it is shown, in pieces."""
        return mark_number(text, self.query) if self.query.digits else _unmarked(text)


def _unmarked(text: str) -> tuple[Piece, ...]:
    return (Piece(text, is_hit=False),) if text else ()


def _choice(kind: type[Choice], value: str, default: Choice) -> Choice:
    try:
        return kind(value)
    except ValueError:
        return default


def _ids(given: QueryDict, name: str) -> tuple[int, ...]:
    typed = [value for value in given.getlist(name) if value.isascii() and value.isdigit()]
    ids = [int(value) for value in typed if len(value) < 20]
    return tuple(dict.fromkeys(id_ for id_ in ids if 0 < id_ <= _LARGEST_ID))
