"""Somebody starts working here."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Max

from regulars.actions.staff.definition import (
    StaffDefinition,
    account_for,
    must_be_theirs_to_give,
)
from regulars.actions.wholly import wholly
from regulars.kernel.actor import Actor
from regulars.kernel.tenant import Tenant
from regulars.records.audit import AuditEntry
from regulars.records.staff import StaffMember
from regulars.rules.permissions import Permission


@wholly
def take_on_staff_member(
    *, business: Tenant, definition: StaffDefinition, actor: Actor, at: datetime
) -> int:
    """Give them a place in the team, to the right of everybody else; returns the id.

    With an e-mail address they can sign in. Raises WithoutName, NoAddress, SignsInAlready,
    Forbidden (only an owner makes an owner).
    """
    actor.must(Permission.MANAGE_STAFF, business)
    must_be_theirs_to_give(actor, definition.role)

    definition = definition.cleaned()
    account = account_for(definition, business=business, member_id=None, at=at)

    last = StaffMember.objects.of(business).aggregate(last=Max("position"))["last"]
    member = StaffMember.objects.create(
        business_id=business.id,
        account=account,
        name=definition.name,
        role=definition.role,
        hue=definition.hue,
        takes_bookings=definition.takes_bookings,
        sees_contact_data=definition.sees_contact_data,
        position=0 if last is None else last + 1,
    )

    AuditEntry.objects.record(
        actor, "staff.taken_on", member, at=at, changes={"role": [None, member.role]}
    )
    return member.id
