"""Write down that the customer said yes."""

from __future__ import annotations

from datetime import datetime

from regulars.actions.appointments.reach import held_appointment
from regulars.actions.appointments.status_change import change_status, must_be_possible
from regulars.actions.wholly import wholly
from regulars.kernel.actor import Actor
from regulars.kernel.tenant import Tenant
from regulars.rules.appointment_status import Move, Status
from regulars.rules.permissions import Permission


@wholly
def confirm_appointment(
    *, business: Tenant, appointment_id: int, actor: Actor, at: datetime
) -> None:
    """The customer said yes to the appointment; it keeps its time.

    Raises NotPossibleNow, Forbidden.
    """
    appointment = held_appointment(
        business=business,
        appointment_id=appointment_id,
        permission=Permission.END_APPOINTMENTS,
        actor=actor,
    )

    must_be_possible(appointment, Move.CONFIRM, at=at)

    change_status(appointment, Status.CONFIRMED, verb="appointment.confirmed", actor=actor, at=at)
