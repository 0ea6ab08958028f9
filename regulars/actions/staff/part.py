"""Somebody no longer works here, or comes back."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import ngettext

from regulars.actions.staff.definition import must_be_theirs_to_give, must_keep_an_owner
from regulars.actions.wholly import wholly
from regulars.kernel.actor import Actor
from regulars.kernel.refusal import Refused
from regulars.kernel.tenant import Tenant
from regulars.records.appointments import Appointment
from regulars.records.audit import AuditEntry
from regulars.records.group_sessions import GroupSession
from regulars.records.staff import StaffMember
from regulars.rules.permissions import Permission, Role


class StillBooked(Refused):
    """Customers are still coming to see them."""

    code = "still_booked"


@wholly
def part_with_staff_member(
    *, business: Tenant, staff_member_id: int, actor: Actor, at: datetime
) -> None:
    """They leave: no column any more, no signing in; everything they did stays.

    Raises StillBooked while appointments or group sessions lie ahead, LastOwner, Forbidden.
    """
    actor.must(Permission.MANAGE_STAFF, business)
    member = StaffMember.objects.of(business).locked().get(id=staff_member_id)
    must_be_theirs_to_give(actor, Role(member.role))
    if not member.is_active:
        return

    if member.role == Role.OWNER:
        must_keep_an_owner(business, member)
    _must_be_free(business, member, at)

    member.is_active = False
    member.save(update_fields=["is_active"])

    AuditEntry.objects.record(
        actor, "staff.parted", member, at=at, changes={"is_active": [True, False]}
    )


@wholly
def take_back_staff_member(
    *, business: Tenant, staff_member_id: int, actor: Actor, at: datetime
) -> None:
    """They work here again, as what they were. Raises Forbidden."""
    actor.must(Permission.MANAGE_STAFF, business)
    member = StaffMember.objects.of(business).locked().get(id=staff_member_id)
    must_be_theirs_to_give(actor, Role(member.role))
    if member.is_active:
        return

    member.is_active = True
    member.save(update_fields=["is_active"])

    AuditEntry.objects.record(
        actor, "staff.taken_back", member, at=at, changes={"is_active": [False, True]}
    )


def _must_be_free(business: Tenant, member: StaffMember, at: datetime) -> None:
    theirs = Appointment.objects.of(business).active().filter(staff_member=member)
    sessions = GroupSession.objects.of(business).filter(staff_member=member, called_off_at=None)
    ahead = theirs.filter(ends_at__gt=at).count() + sessions.filter(ends_at__gt=at).count()
    if ahead:
        raise StillBooked(
            ngettext(
                "%(name)s still has %(count)s appointment ahead. Give it to somebody else first.",
                "%(name)s still has %(count)s appointments ahead. Give them to somebody else first.",
                ahead,
            )
            % {"name": member.name, "count": ahead}
        )
