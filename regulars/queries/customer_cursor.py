"""Where in the sorted list does a page begin? Never by counting rows, always by the row before it."""

from __future__ import annotations

import binascii
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from regulars.queries.customer_filters import Order

# What both engines hold in a whole number.
_LARGEST = 2**63 - 1
_NOTHING_AHEAD = "(c.latest_active_at IS NULL OR c.latest_active_at <= %(at)s)"


@dataclass(frozen=True, slots=True)
class Cursor:
    """The row beside which a page lies: its part of the list, its sort key and its id.

    `position` is how many rows stood before the page; it is only told, never counted with.
    """

    is_back: bool
    part: int
    key: int | str
    id: int
    position: int

    def __str__(self) -> str:
        """As it stands in an address."""
        parts = [int(self.is_back), self.part, self.key, self.id, self.position]
        written = json.dumps(parts, ensure_ascii=False, separators=(",", ":"))
        return urlsafe_b64encode(written.encode()).decode().rstrip("=")

    @classmethod
    def read(cls, text: str, order: Order) -> Cursor | None:
        """The cursor of an address; None (the first page) if somebody made it up."""
        try:
            padded = text + "=" * (-len(text) % 4)
            is_back, part, key, id_, position = json.loads(urlsafe_b64decode(padded))
        except (binascii.Error, ValueError, TypeError, RecursionError):
            return None
        numbers = (part, id_, position)
        if not all(type(number) is int and 0 <= number <= _LARGEST for number in numbers):
            return None
        if part > (order is Order.NEXT) or not _fits(key, order, part):
            return None
        return cls(bool(is_back), part, key, id_, position)

    @property
    def bound(self) -> Any:
        """The key as a statement binds it."""
        return datetime.fromisoformat(str(self.key)) if _is_moment(self.key) else self.key


def _fits(key: Any, order: Order, part: int) -> bool:
    if order is Order.NAME:
        # A half of a surrogate pair, or a zero, could not be sent to the database, and no folded
        # name reads like a moment.
        return isinstance(key, str) and key.isprintable() and not _is_moment(key)
    if order is Order.NEXT and part == 0:
        return _is_moment(key)
    return type(key) is int and abs(key) <= _LARGEST


def _is_moment(key: Any) -> bool:
    if not isinstance(key, str):
        return False
    try:
        at = datetime.fromisoformat(key)
        at.astimezone(UTC)  # at the ends of the calendar there is no such moment
    except (ValueError, OverflowError):
        return False
    return at.tzinfo is not None


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of the sorted list that one index gives in order."""

    source: str
    where: str
    order_by: str
    part: int = 0
    next_at: str = "CAST(NULL AS timestamptz)"
    customer_id: str = "c.id"


def stretches(order: Order, cursor: Cursor | None) -> Iterator[Stretch]:
    """The pieces from which a page is made; each is read no further than a page is long."""
    if order is Order.NAME:
        yield _by_name(cursor)
    elif order is Order.NEXT:
        yield from _by_next(cursor)
    else:
        column = "c.no_shows" if order is Order.NO_SHOWS else "c.last_visit_key"
        yield from _most_first(column, cursor)


_CUSTOMERS = "regulars_customer c"


def _by_name(cursor: Cursor | None) -> Stretch:
    if cursor is None:
        return Stretch(_CUSTOMERS, "", "c.sort_name, c.id")
    sign, turn = ("<", " DESC") if cursor.is_back else (">", "")
    where = f"(c.sort_name, c.id) {sign} (%(key)s, %(id)s)"
    return Stretch(_CUSTOMERS, where, f"c.sort_name{turn}, c.id{turn}")


def _most_first(
    column: str, cursor: Cursor | None, *, among: str = "", part: int = 0
) -> Iterator[Stretch]:
    """Numbers downwards, ids upwards: two stretches, so that each is one range of the index."""
    if cursor is None or cursor.part != part:
        turned = cursor is not None and cursor.is_back
        order_by = f"{column}, c.id DESC" if turned else f"{column} DESC, c.id"
        yield Stretch(_CUSTOMERS, among, order_by, part)
        return
    beside, beyond, by_id, by_number = (
        ("<", ">", "c.id DESC", f"{column}, c.id DESC")
        if cursor.is_back
        else (">", "<", "c.id", f"{column} DESC, c.id")
    )
    also = f"{among} AND " if among else ""
    yield Stretch(_CUSTOMERS, f"{also}{column} = %(key)s AND c.id {beside} %(id)s", by_id, part)
    yield Stretch(_CUSTOMERS, f"{also}{column} {beyond} %(key)s", by_number, part)


def _by_next(cursor: Cursor | None) -> Iterator[Stretch]:
    """First those with something ahead, the soonest first; then the others, last seen first."""
    is_back = cursor is not None and cursor.is_back
    if cursor is None or cursor.part == 0 or is_back:
        for source, earlier in (
            ("regulars_appointment", _FIRST_APPOINTMENT),
            ("regulars_registration", _FIRST_REGISTRATION),
        ):
            yield _soonest_first(source, earlier, cursor)
    if cursor is None or cursor.part == 1 or not is_back:
        yield from _most_first("c.last_visit_key", cursor, among=_NOTHING_AHEAD, part=1)


def _soonest_first(table: str, is_first: str, cursor: Cursor | None) -> Stretch:
    # CROSS JOIN keeps SQLite from starting at the customers.
    source = f"{table} b CROSS JOIN {_CUSTOMERS}"
    where = (
        "c.id = b.customer_id AND c.business_id = b.business_id AND b.business_id = %(business_id)s"
        f" AND b.occupies AND b.starts_at > %(at)s AND {is_first}"
    )
    turn = " DESC" if cursor is not None and cursor.is_back else ""
    if cursor is not None and cursor.part == 0:
        where += f" AND (b.starts_at, b.customer_id) {'<' if turn else '>'} (%(key)s, %(id)s)"
    return Stretch(
        source, where, f"b.starts_at{turn}, b.customer_id{turn}", 0, "b.starts_at", "b.customer_id"
    )


# The soonest booking of a customer, whichever kind it is, stands for them once.
_EARLIER = (
    "NOT EXISTS (SELECT 1 FROM {table} e WHERE e.business_id = b.business_id"
    " AND e.customer_id = b.customer_id AND e.occupies AND e.starts_at > %(at)s AND {sooner})"
)
_SAME_KIND = "(e.starts_at, e.id) < (b.starts_at, b.id)"
_FIRST_APPOINTMENT = " AND ".join(
    (
        _EARLIER.format(table="regulars_appointment", sooner=_SAME_KIND),
        _EARLIER.format(table="regulars_registration", sooner="e.starts_at < b.starts_at"),
    )
)
_FIRST_REGISTRATION = " AND ".join(
    (
        _EARLIER.format(table="regulars_registration", sooner=_SAME_KIND),
        _EARLIER.format(table="regulars_appointment", sooner="e.starts_at <= b.starts_at"),
    )
)
