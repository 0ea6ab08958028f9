"""Who works here, as what, and how do they sign in? For the settings."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.exceptions import ObjectDoesNotExist

from regulars.kernel.tenant import Tenant
from regulars.queries.sql import Row, select
from regulars.rules.permissions import Role


class NoSuchStaffMember(ObjectDoesNotExist):
    """There is no such staff member in this business."""


@dataclass(frozen=True, slots=True)
class TeamMember:
    """A staff member as the settings show them."""

    id: int
    name: str
    role: Role
    hue: int
    takes_bookings: bool
    sees_contact_data: bool
    is_active: bool
    email: str  # empty: never signs in
    services: int  # how many they do by name; none named: every service that names nobody


@dataclass(frozen=True, slots=True)
class Team:
    """Who works here, in the order of the calendar, and who did once."""

    working: tuple[TeamMember, ...]
    former: tuple[TeamMember, ...]

    def member(self, staff_member_id: int) -> TeamMember:
        """The staff member of this id, working or not. Raises NoSuchStaffMember."""
        for member in (*self.working, *self.former):
            if member.id == staff_member_id:
                return member
        raise NoSuchStaffMember


def team(*, business: Tenant) -> Team:
    """Everybody in one statement."""
    members = [_member(row) for row in select(_STATEMENT, business=business.id)]
    return Team(
        working=tuple(member for member in members if member.is_active),
        former=tuple(member for member in members if not member.is_active),
    )


_STATEMENT = """
SELECT s.id, s.name, s.role, s.hue, s.takes_bookings, s.sees_contact_data, s.is_active, a.email,
       (SELECT COUNT(*) FROM regulars_skill k
         WHERE k.business_id = s.business_id AND k.staff_member_id = s.id)
  FROM regulars_staffmember s
  LEFT JOIN regulars_account a ON a.id = s.account_id
 WHERE s.business_id = %(business)s
 ORDER BY s.position, s.name, s.id
"""


def _member(row: Row) -> TeamMember:
    id_, name, role, hue, takes_bookings, sees_contact_data, is_active, email, services = row
    return TeamMember(
        id=id_,
        name=name,
        role=Role(role),
        hue=hue,
        takes_bookings=bool(takes_bookings),
        sees_contact_data=bool(sees_contact_data),
        is_active=bool(is_active),
        email=email or "",
        services=services,
    )
