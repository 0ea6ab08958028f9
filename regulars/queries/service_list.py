"""What stands on the price list?"""

from __future__ import annotations

from dataclasses import dataclass

from regulars.kernel.tenant import Tenant
from regulars.queries.sql import Row, select


@dataclass(frozen=True, slots=True)
class ListedService:
    """A service: how long it takes and what it costs.

    After `gap_after_minutes` the staff member is free for `gap_minutes` while the customer waits.
    `capacity` is 1, or the places of a group service. `notice_minutes` is its own notice period;
    null means the business's.
    """

    id: int
    code: str
    name: str
    category: str
    description: str
    duration_minutes: int
    buffer_minutes: int
    gap_after_minutes: int
    gap_minutes: int
    price_minor: int
    currency: str
    capacity: int
    notice_minutes: int | None
    is_active: bool


def service_list(*, business: Tenant) -> tuple[ListedService, ...]:
    """Every service in the order of the price list, then those no longer offered. One statement."""
    return tuple(_service(row) for row in select(_STATEMENT, business=business.id))


_STATEMENT = """
SELECT v.id, v.code, v.name, v.category, v.description, v.duration_minutes, v.buffer_minutes,
       v.gap_after_minutes, v.gap_minutes, v.price_minor, b.currency, v.capacity,
       v.notice_minutes, v.is_active
  FROM regulars_service v
  JOIN regulars_business b ON b.id = v.business_id
 WHERE v.business_id = %(business)s
 ORDER BY CASE WHEN v.is_active THEN 0 ELSE 1 END, v.position, v.name, v.id
"""


def _service(row: Row) -> ListedService:
    columns: Row = (*row[:-1], bool(row[-1]))
    return ListedService(*columns)
