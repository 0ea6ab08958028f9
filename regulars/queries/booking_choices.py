"""What can be booked here, with whom and in which room?"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from regulars.kernel.tenant import Tenant
from regulars.queries.sql import select


@dataclass(frozen=True, slots=True)
class ServiceChoice:
    """A service that can be booked for one customer."""

    id: int
    name: str
    category: str
    duration_minutes: int
    price_minor: int


@dataclass(frozen=True, slots=True)
class StaffChoice:
    """A staff member with a column."""

    id: int
    name: str
    hue: int


@dataclass(frozen=True, slots=True)
class RoomChoice:
    """A room in use."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class BookingChoices:
    """Services in the order of the price list, staff in that of the calendar, rooms."""

    services: tuple[ServiceChoice, ...]
    staff: tuple[StaffChoice, ...]
    rooms: tuple[RoomChoice, ...]

    def service(self, service_id: int | None) -> ServiceChoice | None:
        """The service of this id, if it can be booked."""
        return next((one for one in self.services if one.id == service_id), None)

    def categories(self) -> list[tuple[str, tuple[ServiceChoice, ...]]]:
        """The services by category, each where its first service stands."""
        order = {one.category: place for place, one in reversed(list(enumerate(self.services)))}
        ordered = sorted(self.services, key=lambda one: order[one.category])
        return [
            (category, tuple(services))
            for category, services in groupby(ordered, key=lambda one: one.category)
        ]


def booking_choices(
    *,
    business: Tenant,
    also_service: int | None = None,
    also_staff: int | None = None,
    also_room: int | None = None,
) -> BookingChoices:
    """Everything offered, and what an appointment has although it is no more. One statement."""
    rows = select(
        _STATEMENT,
        business=business.id,
        service=also_service or 0,
        staff=also_staff or 0,
        room=also_room or 0,
    )
    return BookingChoices(
        services=tuple(ServiceChoice(*row[1:6]) for row in rows if row[0] == "service"),
        staff=tuple(StaffChoice(row[1], row[2], row[4]) for row in rows if row[0] == "staff"),
        rooms=tuple(RoomChoice(row[1], row[2]) for row in rows if row[0] == "room"),
    )


# Columns: what it is, id, name, category, minutes or hue, price; then the order.
_STATEMENT = """
SELECT 'service' AS part, v.id AS id, v.name AS name, v.category, v.duration_minutes,
       v.price_minor, v.position AS place
  FROM regulars_service v
 WHERE v.business_id = %(business)s AND ((v.is_active AND v.capacity = 1) OR v.id = %(service)s)
UNION ALL
SELECT 'staff', s.id, s.name, '', s.hue, 0, s.position
  FROM regulars_staffmember s
 WHERE s.business_id = %(business)s AND ((s.is_active AND s.takes_bookings) OR s.id = %(staff)s)
UNION ALL
SELECT 'room', r.id, r.name, '', 0, 0, r.position
  FROM regulars_room r
 WHERE r.business_id = %(business)s AND (r.is_active OR r.id = %(room)s)
 ORDER BY 1, 7, 3, 2
"""
