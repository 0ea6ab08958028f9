"""Write down that the customer did not come."""

from __future__ import annotations

from datetime import datetime

from regulars.actions.appointments.reach import held_appointment
from regulars.actions.appointments.status_change import change_status, must_be_possible
from regulars.actions.appointments.taken_time import let_go_of_time
from regulars.actions.wholly import wholly
from regulars.kernel.actor import Actor
from regulars.kernel.tenant import Tenant
from regulars.rules.appointment_status import Move, Status
from regulars.rules.permissions import Permission


@wholly
def mark_no_show(
    *, business: Tenant, appointment_id: int, actor: Actor, at: datetime, reason: str = ""
) -> None:
    """The customer did not come. Stays on the calendar; what is left of its time is free again.

    Not before the start (PRODUCT.md 4.2).

    Raises NotPossibleNow, Forbidden.
    """
    appointment = held_appointment(
        business=business,
        appointment_id=appointment_id,
        permission=Permission.END_APPOINTMENTS,
        actor=actor,
    )

    must_be_possible(appointment, Move.MARK_NO_SHOW, at=at)

    let_go_of_time(appointment)
    change_status(
        appointment,
        Status.NO_SHOW,
        verb="appointment.marked_no_show",
        actor=actor,
        at=at,
        reason=reason.strip(),
    )
