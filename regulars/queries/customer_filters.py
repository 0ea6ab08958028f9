"""Which customers does somebody want to see, and in which order?"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from regulars.kernel.tenant import Tenant
from regulars.queries.sql import Step

# A question longer than any name is cut; the rest could not match anyway.
LONGEST_SEARCH = 200


class Order(StrEnum):
    """How the list is sorted; somebody who searches gets the best match first instead."""

    LAST_SEEN = "seen"
    NAME = "name"
    NEXT = "next"
    NO_SHOWS = "no-shows"


class Show(StrEnum):
    """The filter menu: everybody in the book, those with nothing ahead, or the archived."""

    BOOK = ""
    NONE_UPCOMING = "none-upcoming"
    ARCHIVED = "archived"


@dataclass(frozen=True, slots=True)
class CustomerFilters:
    """What the list is narrowed to; nobody is hidden by default but the archived (PRODUCT.md 1.3)."""

    text: str = ""
    has_upcoming: bool = False
    show: Show = Show.BOOK
    tag_ids: tuple[int, ...] = ()
    order: Order = Order.LAST_SEEN
    # As Show.ARCHIVED, for whoever asks for archived customers with nothing ahead.
    in_archive: bool = False

    @property
    def is_archived(self) -> bool:
        """Whether the archived customers are meant instead of those in the book."""
        return self.in_archive or self.show is Show.ARCHIVED

    @property
    def sorted_by(self) -> Order:
        """The order that makes sense: only those in the book have a next appointment."""
        is_moot = self.order is Order.NEXT and (self.is_archived or self.show is not Show.BOOK)
        return Order.LAST_SEEN if is_moot else self.order

    @property
    def are_plain(self) -> bool:
        """Whether everybody in the book is meant."""
        return not (self.text or self.has_upcoming or self.show or self.tag_ids or self.is_archived)


def conditions(filters: CustomerFilters, *, in_order: bool = True) -> str:
    """The filters as SQL about a customer `c`; `bindings` has their values.

    `in_order` is for a statement that walks along some order and stops early.
    """
    parts = [_columns(filters, in_order=in_order)]
    parts += [
        "EXISTS (SELECT 1 FROM regulars_customertag t WHERE t.business_id = c.business_id"
        f" AND t.customer_id = c.id AND t.tag_id = %(tag_{place})s)"
        for place in range(len(filters.tag_ids))
    ]
    return " AND ".join(parts)


def steps(
    filters: CustomerFilters, *, columns: str, where: str, customer_id: str = ""
) -> list[Step]:
    """The filters as steps to a customer `c`, by way of the tags where the id is known before."""
    tie = f"c.id = {customer_id}" if customer_id else ""
    mine = " AND ".join(part for part in (tie, where, _columns(filters)) if part)
    customer = Step("regulars_customer", "c", columns, mine)
    # A tag is on a customer at most once.
    tags = [
        Step(
            "regulars_customertag",
            f"t{place}",
            f"t{place}.id",
            f"t{place}.business_id = %(business_id)s"
            f" AND t{place}.customer_id = {customer_id or 'c.id'}"
            f" AND t{place}.tag_id = %(tag_{place})s",
        )
        for place in range(len(filters.tag_ids))
    ]
    return [*tags, customer] if customer_id else [customer, *tags]


def _columns(filters: CustomerFilters, *, in_order: bool = True) -> str:
    """What the filters ask of the customer's own row."""
    parts = ["c.business_id = %(business_id)s"]
    parts.append("c.archived_at IS NOT NULL" if filters.is_archived else "c.archived_at IS NULL")
    if filters.has_upcoming:
        # Compared so, SQLite walks along the wanted order, in which the upcoming are never far,
        # instead of sorting all of them; PostgreSQL sees through it and weighs for itself.
        is_ahead = "c.latest_active_at > %(at)s"
        parts.append(f"({is_ahead}) = (1 = 1)" if in_order else is_ahead)
    if filters.show is Show.NONE_UPCOMING:
        parts.append("(c.latest_active_at IS NULL OR c.latest_active_at <= %(at)s)")
    return " AND ".join(parts)


def narrowings(filters: CustomerFilters) -> list[str]:
    """A SELECT of the customers (`customer_id`) whom each filter lets through that can be rare."""
    book = (
        "SELECT c.id AS customer_id FROM regulars_customer c WHERE c.business_id = %(business_id)s"
    )
    narrow = [
        "SELECT ct.customer_id FROM regulars_customertag ct"
        f" WHERE ct.business_id = %(business_id)s AND ct.tag_id = %(tag_{place})s"
        for place in range(len(filters.tag_ids))
    ]
    if filters.has_upcoming and not filters.is_archived:
        narrow.append(f"{book} AND c.archived_at IS NULL AND c.latest_active_at > %(at)s")
    if filters.is_archived:
        narrow.append(f"{book} AND c.archived_at IS NOT NULL")
    return narrow


def bindings(business: Tenant, filters: CustomerFilters, **more: Any) -> dict[str, Any]:
    """The values of `conditions`, with `more` of the statement around it."""
    tags = {f"tag_{place}": tag_id for place, tag_id in enumerate(filters.tag_ids)}
    return {"business_id": business.id, **tags, **more}
