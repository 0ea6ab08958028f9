"""Whose time can be blocked?"""

from __future__ import annotations

from dataclasses import dataclass

from regulars.kernel.tenant import Tenant
from regulars.queries.sql import select


@dataclass(frozen=True, slots=True)
class BlockablePerson:
    """A staff member who works here."""

    id: int
    name: str
    hue: int


@dataclass(frozen=True, slots=True)
class BlockableRoom:
    """A room in use."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class Blockable:
    """The columns of the calendar in its order."""

    people: tuple[BlockablePerson, ...]
    rooms: tuple[BlockableRoom, ...]


def blockable(*, business: Tenant) -> Blockable:
    """Everybody who works here and every room in use. One statement."""
    rows = select(_STATEMENT, business=business.id)
    return Blockable(
        people=tuple(BlockablePerson(*row[1:4]) for row in rows if not row[0]),
        rooms=tuple(BlockableRoom(*row[1:3]) for row in rows if row[0]),
    )


_STATEMENT = """
SELECT 0 AS is_room, s.id, s.name, s.hue, s.position
  FROM regulars_staffmember s
 WHERE s.business_id = %(business)s AND s.is_active
 UNION ALL
SELECT 1 AS is_room, r.id, r.name, 0, r.position
  FROM regulars_room r
 WHERE r.business_id = %(business)s AND r.is_active
 ORDER BY 1, 5, 3, 2
"""
