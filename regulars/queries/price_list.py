"""What is offered, for how long and how much, and who does it? For the settings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.core.exceptions import ObjectDoesNotExist

from regulars.kernel.tenant import Tenant
from regulars.queries.sql import Row, select


class NoSuchService(ObjectDoesNotExist):
    """There is no such service in this business."""


@dataclass(frozen=True, slots=True)
class Doer:
    """A staff member who can be asked for."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class PricedService:
    """A service as the settings show it; times in minutes."""

    id: int
    name: str
    category: str
    description: str
    duration_minutes: int
    buffer_minutes: int
    gap_after_minutes: int
    gap_minutes: int
    price_minor: int
    capacity: int
    notice_minutes: int | None
    is_active: bool
    done_by: tuple[Doer, ...] = ()  # none: everybody

    @property
    def duration(self) -> timedelta:
        return timedelta(minutes=self.duration_minutes)

    @property
    def buffer(self) -> timedelta:
        return timedelta(minutes=self.buffer_minutes)


@dataclass(frozen=True, slots=True)
class PriceList:
    """What is offered, in order, what once was, and who could do it."""

    offered: tuple[PricedService, ...]
    withdrawn: tuple[PricedService, ...]
    team: tuple[Doer, ...]

    def service(self, service_id: int) -> PricedService:
        """The service of this id, offered or not. Raises NoSuchService."""
        for service in (*self.offered, *self.withdrawn):
            if service.id == service_id:
                return service
        raise NoSuchService

    @property
    def categories(self) -> tuple[str, ...]:
        """The headings in use, each once."""
        named = (service.category for service in self.offered)
        return tuple(dict.fromkeys(name for name in named if name))


def price_list(*, business: Tenant) -> PriceList:
    """The whole price list in three statements."""
    done_by: dict[int, list[Doer]] = {}
    for service_id, member_id, name in select(_SKILLS, business=business.id):
        done_by.setdefault(service_id, []).append(Doer(member_id, name))
    services = [
        _service(row, tuple(done_by.get(row[0], ())))
        for row in select(_SERVICES, business=business.id)
    ]
    return PriceList(
        offered=tuple(service for service in services if service.is_active),
        withdrawn=tuple(service for service in services if not service.is_active),
        team=tuple(Doer(*row) for row in select(_TEAM, business=business.id)),
    )


_SERVICES = """
SELECT v.id, v.name, v.category, v.description, v.duration_minutes, v.buffer_minutes,
       v.gap_after_minutes, v.gap_minutes, v.price_minor, v.capacity, v.notice_minutes, v.is_active
  FROM regulars_service v
 WHERE v.business_id = %(business)s
 ORDER BY v.position, v.name, v.id
"""

_SKILLS = """
SELECT k.service_id, s.id, s.name
  FROM regulars_skill k
  JOIN regulars_staffmember s ON s.business_id = k.business_id AND s.id = k.staff_member_id
 WHERE k.business_id = %(business)s
 ORDER BY s.position, s.name, s.id
"""

_TEAM = """
SELECT s.id, s.name
  FROM regulars_staffmember s
 WHERE s.business_id = %(business)s AND s.is_active AND s.takes_bookings
 ORDER BY s.position, s.name, s.id
"""


def _service(row: Row, done_by: tuple[Doer, ...]) -> PricedService:
    columns: Row = (*row[:-1], bool(row[-1]), done_by)
    return PricedService(*columns)
