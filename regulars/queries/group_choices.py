"""What can a group session be planned for, with whom and in which room?"""

from __future__ import annotations

from dataclasses import dataclass

from regulars.kernel.tenant import Tenant
from regulars.queries.sql import select


@dataclass(frozen=True, slots=True)
class GroupService:
    """A service; one with a capacity above 1 is for groups."""

    id: int
    name: str
    duration_minutes: int
    capacity: int

    @property
    def is_for_groups(self) -> bool:
        return self.capacity > 1


@dataclass(frozen=True, slots=True)
class GroupChoices:
    """Services with those for groups first, staff in the order of the calendar, rooms."""

    services: tuple[GroupService, ...]
    staff: tuple[tuple[int, str], ...]
    rooms: tuple[tuple[int, str], ...]


def group_choices(*, business: Tenant, also_staff: int = 0, also_room: int = 0) -> GroupChoices:
    """Everything offered, and what a session has although it is no more. One statement."""
    rows = select(_STATEMENT, business=business.id, staff=also_staff, room=also_room)
    return GroupChoices(
        services=tuple(GroupService(*row[1:5]) for row in rows if row[0] == "service"),
        staff=tuple((row[1], row[2]) for row in rows if row[0] == "staff"),
        rooms=tuple((row[1], row[2]) for row in rows if row[0] == "room"),
    )


# Columns: what it is, id, name, minutes, capacity; then the order.
_STATEMENT = """
SELECT 'service' AS part, v.id AS id, v.name AS name, v.duration_minutes, v.capacity,
       CASE WHEN v.capacity > 1 THEN 0 ELSE 1 END AS others, v.position AS place
  FROM regulars_service v
 WHERE v.business_id = %(business)s AND v.is_active
UNION ALL
SELECT 'staff', s.id, s.name, 0, 0, 0, s.position
  FROM regulars_staffmember s
 WHERE s.business_id = %(business)s AND ((s.is_active AND s.takes_bookings) OR s.id = %(staff)s)
UNION ALL
SELECT 'room', r.id, r.name, 0, 0, 0, r.position
  FROM regulars_room r
 WHERE r.business_id = %(business)s AND (r.is_active OR r.id = %(room)s)
 ORDER BY 1, 6, 7, 3, 2
"""
