"""May this actor do that to this appointment, as it stands now?"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from regulars.kernel.actor import Actor, Forbidden
from regulars.kernel.refusal import Refused
from regulars.kernel.tenant import Tenant
from regulars.records.appointments import Appointment
from regulars.rules.permissions import Permission


class OutOfDate(Refused):
    """Somebody else changed the appointment since the form was opened."""

    code = "out_of_date"
    sentence = _(
        "Somebody else changed this appointment in the meantime. "
        "Look at what it says now, then save your changes again."
    )


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


def must_be_current(appointment: Appointment, version: int | None) -> None:
    """Raise OutOfDate unless this is the version that was looked at; None asks for nothing."""
    if version is not None and appointment.version != version:
        raise OutOfDate
