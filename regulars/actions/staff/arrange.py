"""Put the columns of the calendar in order."""

from __future__ import annotations

from datetime import datetime

from regulars.actions.wholly import wholly
from regulars.kernel.actor import Actor
from regulars.kernel.tenant import Tenant
from regulars.records.audit import AuditEntry
from regulars.records.staff import StaffMember
from regulars.rules.permissions import Permission


@wholly
def move_staff_member(
    *, business: Tenant, staff_member_id: int, up: bool, actor: Actor, at: datetime
) -> None:
    """Let them change places with their neighbour; at the edge they stay. Raises Forbidden."""
    actor.must(Permission.MANAGE_STAFF, business)
    locked = list(StaffMember.objects.of(business).working().locked().order_by("id"))
    listed = sorted(locked, key=lambda member: (member.position, member.name, member.id))
    place = next((n for n, member in enumerate(listed) if member.id == staff_member_id), None)
    if place is None:
        raise StaffMember.DoesNotExist

    other = place - 1 if up else place + 1
    if not 0 <= other < len(listed):
        return
    listed[place], listed[other] = listed[other], listed[place]
    moved = [member for n, member in enumerate(listed) if member.position != n]
    for position, member in enumerate(listed):
        member.position = position
    StaffMember.objects.bulk_update(moved, ["position"])

    AuditEntry.objects.record(
        actor, "staff.moved", listed[other], at=at, changes={"position": [place, other]}
    )
