"""Who is in the book? One page of it, in a fixed number of statements whatever its size."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from regulars.kernel.tenant import Tenant
from regulars.queries.customer_cursor import Cursor, Stretch, stretches
from regulars.queries.customer_filters import (
    CustomerFilters,
    Order,
    bindings,
    conditions,
    narrowings,
)
from regulars.queries.customer_lines import (
    COLUMNS,
    CustomerLine,
    CustomerRow,
    TagChoice,
    lines_and_tags,
)
from regulars.queries.sql import moment_or_none, select

PAGE = 50
# Counting goes no further: beyond, the exact number tells nobody anything.
COUNTED = 10_000
_FEW = 5_000


@dataclass(frozen=True, slots=True)
class Listing:
    """A page of customers. `previous` and `next` are cursors for an address, "" where it ends."""

    lines: tuple[CustomerLine, ...]
    total: int
    has_more_than_total: bool
    starts_at: int  # how many stand before this page
    previous: str
    next: str
    tags: tuple[TagChoice, ...]
    is_first_use: bool = False  # nobody was ever entered


@dataclass(frozen=True, slots=True)
class _Found:
    """A row with what it is sorted by."""

    row: CustomerRow
    part: int
    key: Any

    @property
    def order(self) -> tuple[Any, ...]:
        upwards = -self.key if isinstance(self.key, int) else self.key
        return (self.part, upwards, self.row.id)

    def cursor(self, *, is_back: bool, position: int) -> str:
        key = self.key.isoformat() if isinstance(self.key, datetime) else self.key
        return str(Cursor(is_back, self.part, key, self.row.id, position))


def customer_list(
    *,
    business: Tenant,
    filters: CustomerFilters,
    page: str = "",
    at: datetime,
    with_contact_data: bool,
    limit: int = PAGE,
) -> Listing:
    """Fifty customers, or `limit`, in the wanted order, beginning where the cursor `page` says.

    Four statements. `filters.text` is not looked at: that is customer_search.
    """
    cursor = Cursor.read(page, filters.sorted_by) if page else None
    total = _count(business, filters, at)
    # Whom a filter leaves so few of are sorted all at once: along an order they lie too far apart.
    few = next(iter(narrowings(filters)), "") if total <= _FEW else ""
    found, has_more = _page(business, filters, cursor, at, limit, few)
    if cursor is not None and (not found or (cursor.is_back and not has_more)):
        # The way back has reached the top: a whole first page, however many rows are new.
        cursor = None
        found, has_more = _page(business, filters, None, at, limit, few)
    previous, next_ = _beside(found, cursor, has_more=has_more, limit=limit)
    rows = [one.row for one in found]
    lines, tags = lines_and_tags(
        rows, business=business, at=at, with_contact_data=with_contact_data
    )
    return Listing(
        lines=lines,
        total=min(total, COUNTED),
        has_more_than_total=total > COUNTED,
        starts_at=cursor.position if cursor else 0,
        previous=previous,
        next=next_,
        tags=tags,
        is_first_use=total == 0 and filters.are_plain and not _has_anybody(business),
    )


def _beside(
    found: Sequence[_Found], cursor: Cursor | None, *, has_more: bool, limit: int
) -> tuple[str, str]:
    """The cursors of the page before and of the page after, "" where there is none."""
    previous, next_ = "", ""
    position = cursor.position if cursor else 0
    if found and cursor is not None:
        previous = found[0].cursor(is_back=True, position=max(position - limit, 0))
    if found and (has_more or (cursor is not None and cursor.is_back)):
        next_ = found[-1].cursor(is_back=False, position=position + len(found))
    return previous, next_


def _page(
    business: Tenant,
    filters: CustomerFilters,
    cursor: Cursor | None,
    at: datetime,
    limit: int,
    few: str,
) -> tuple[list[_Found], bool]:
    """The page's rows in order, and whether more lie beyond it in the cursor's direction.

    `few` is a SELECT of the customers among whom they are, "" if these are too many to look at all.
    """
    first = "few CROSS JOIN " if few else ""
    pieces = [
        f"""SELECT * FROM (
            SELECT {stretch.part} AS part, {stretch.next_at} AS next_at, {COLUMNS}
              FROM {first}{stretch.source}
             WHERE {" AND ".join(_where(filters, stretch, is_among=bool(few)))}
             ORDER BY {stretch.order_by}
             LIMIT {limit + 1}) AS piece_{place}"""
        for place, stretch in enumerate(_stretches(filters, cursor))
    ]
    if not pieces:
        return [], False
    beside = {"key": cursor.bound, "id": cursor.id} if cursor else {}
    values = bindings(business, filters, at=at, **beside)
    among = f"WITH few AS MATERIALIZED ({few}) " if few else ""
    rows = select(among + " UNION ALL ".join(pieces), **values)
    found = sorted((_found(row, filters.sorted_by) for row in rows), key=lambda one: one.order)
    is_back = cursor is not None and cursor.is_back
    return (found[-limit:] if is_back else found[:limit]), len(found) > limit


def _where(filters: CustomerFilters, stretch: Stretch, *, is_among: bool) -> list[str]:
    among = f"few.customer_id = {stretch.customer_id}" if is_among else ""
    return [part for part in (among, conditions(filters), stretch.where) if part]


def _stretches(filters: CustomerFilters, cursor: Cursor | None) -> list[Stretch]:
    """The pieces in which anybody can be; who has something ahead is in the first part only."""
    pieces = stretches(filters.sorted_by, cursor)
    return [piece for piece in pieces if not (filters.has_upcoming and piece.part)]


def _found(row: tuple[Any, ...], order: Order) -> _Found:
    part, next_at, *columns = row
    customer = CustomerRow.of(tuple(columns))
    keys: dict[Order, Any] = {
        Order.LAST_SEEN: customer.last_visit_key,
        Order.NO_SHOWS: customer.no_shows,
        Order.NAME: customer.sort_name,
        Order.NEXT: moment_or_none(next_at) or customer.last_visit_key,
    }
    return _Found(customer, part, keys[order])


def _count(business: Tenant, filters: CustomerFilters, at: datetime) -> int:
    """How many there are, from the rows of a tag if one is asked for; it stops where nobody cares."""
    tagged = f"({narrowings(filters)[0]}) few CROSS JOIN " if filters.tag_ids else ""
    statement = f"""
        SELECT COUNT(*) FROM (
            SELECT 1 FROM {tagged}regulars_customer c
             WHERE {tagged and "c.id = few.customer_id AND "}{conditions(filters, in_order=False)}
             LIMIT {COUNTED + 1}
        ) AS counted
    """
    return int(select(statement, **bindings(business, filters, at=at))[0][0])


def _has_anybody(business: Tenant) -> bool:
    statement = "SELECT 1 FROM regulars_customer WHERE business_id = %(business_id)s LIMIT 1"
    return bool(select(statement, business_id=business.id))
