"""Who works here, and who did once?"""

from __future__ import annotations

from dataclasses import dataclass

from regulars.kernel.tenant import Tenant
from regulars.queries.sql import Row, select
from regulars.rules.permissions import Role


@dataclass(frozen=True, slots=True)
class ListedStaffMember:
    """A staff member; how they sign in is nobody else's business."""

    id: int
    code: str
    name: str
    role: Role
    is_active: bool


def staff_list(*, business: Tenant) -> tuple[ListedStaffMember, ...]:
    """Everybody with a column in the calendar in its order, then former ones. One statement."""
    return tuple(_member(row) for row in select(_STATEMENT, business=business.id))


_STATEMENT = """
SELECT s.id, s.code, s.name, s.role, s.is_active
  FROM regulars_staffmember s
 WHERE s.business_id = %(business)s
 ORDER BY CASE WHEN s.is_active THEN 0 ELSE 1 END, s.position, s.name, s.id
"""


def _member(row: Row) -> ListedStaffMember:
    id_, code, name, role, is_active = row
    return ListedStaffMember(id_, code, name, Role(role), bool(is_active))
