"""Who and what can have a column in the calendar?"""

from __future__ import annotations

from dataclasses import dataclass

from regulars.kernel.tenant import Tenant
from regulars.queries.sql import select


@dataclass(frozen=True, slots=True)
class Column:
    """A staff member or a room; with neither id: what belongs to nobody."""

    staff_member_id: int | None
    room_id: int | None
    name: str
    hue: int = 1
    is_bookable: bool = False  # stands in the calendar on every day, not only where it has entries

    @property
    def key(self) -> tuple[int | None, int | None]:
        """What tells columns apart."""
        return self.staff_member_id, self.room_id


NOBODY = Column(staff_member_id=None, room_id=None, name="")


@dataclass(frozen=True, slots=True)
class Columns:
    """Everybody who works or once worked here, and the rooms, each in their order."""

    staff: tuple[Column, ...]
    rooms: tuple[Column, ...]

    @property
    def bookable(self) -> tuple[Column, ...]:
        """The staff members with a column of their own."""
        return tuple(column for column in self.staff if column.is_bookable)

    @property
    def open_rooms(self) -> tuple[Column, ...]:
        """The rooms that are in use."""
        return tuple(column for column in self.rooms if column.is_bookable)


_STATEMENT = """
SELECT 'staff', s.id, s.name, s.hue, s.is_active AND s.takes_bookings, s.position
  FROM regulars_staffmember s
 WHERE s.business_id = %(business)s
UNION ALL
SELECT 'room', r.id, r.name, 0, r.is_active, r.position
  FROM regulars_room r
 WHERE r.business_id = %(business)s
 ORDER BY 6, 3, 2
"""


def calendar_columns(*, business: Tenant) -> Columns:
    """The columns that the calendar of a business can have. One statement."""
    rows = select(_STATEMENT, business=business.id)
    return Columns(
        staff=tuple(
            Column(id_, None, name, hue, bool(is_bookable))
            for kind, id_, name, hue, is_bookable, _ in rows
            if kind == "staff"
        ),
        rooms=tuple(
            Column(None, id_, name, is_bookable=bool(is_open))
            for kind, id_, name, _, is_open, _ in rows
            if kind == "room"
        ),
    )
