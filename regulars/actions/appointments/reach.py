"""May this actor do that to this appointment?"""

from __future__ import annotations

from regulars.kernel.actor import Actor, Forbidden
from regulars.kernel.tenant import Tenant
from regulars.records.appointments import Appointment
from regulars.rules.permissions import Permission


def held_appointment(
    *, business: Tenant, appointment_id: int, permission: Permission, actor: Actor
) -> Appointment:
    """The appointment, locked until the transaction ends, if the actor may do that to it.

    Raises Forbidden, or DoesNotExist for another business's appointment.
    """
    actor.must(permission, business)
    appointment: Appointment = (
        Appointment.objects.of(business)
        .select_related("business", "service", "staff_member", "room")
        .locked()
        .get(id=appointment_id)
    )
    must_reach(actor, appointment.staff_member_id)
    return appointment


def must_reach(actor: Actor, staff_member_id: int | None) -> None:
    """Raise Forbidden for somebody else's column, unless the actor reaches all calendars."""
    if not actor.may(Permission.REACH_ALL_CALENDARS) and actor.staff_id != staff_member_id:
        raise Forbidden
