"""Which rooms and chairs are there, and which were closed?"""

from __future__ import annotations

from dataclasses import dataclass

from django.core.exceptions import ObjectDoesNotExist

from regulars.kernel.tenant import Tenant
from regulars.queries.sql import select


class NoSuchRoom(ObjectDoesNotExist):
    """There is no such room in this business."""


@dataclass(frozen=True, slots=True)
class ListedRoom:
    """A room or a chair."""

    id: int
    name: str
    is_active: bool


def room_list(*, business: Tenant) -> tuple[ListedRoom, ...]:
    """Every room in its order, then closed ones. One statement."""
    rows = select(_STATEMENT, business=business.id)
    return tuple(ListedRoom(id_, name, bool(is_active)) for id_, name, is_active in rows)


_STATEMENT = """
SELECT r.id, r.name, r.is_active
  FROM regulars_room r
 WHERE r.business_id = %(business)s
 ORDER BY CASE WHEN r.is_active THEN 0 ELSE 1 END, r.position, r.name, r.id
"""
