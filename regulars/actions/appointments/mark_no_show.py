"""Write down that the customer did not come."""

from __future__ import annotations

from datetime import datetime

from regulars.actions.appointments.reach import held_appointment
from regulars.actions.appointments.status_change import change_status, must_be_possible
from regulars.actions.deposits.lapse import lapse_deposits
from regulars.actions.deposits.settle import settle_deposits
from regulars.actions.taken_time.hold import let_go
from regulars.actions.wholly import wholly
from regulars.kernel.actor import Actor
from regulars.kernel.tenant import Tenant
from regulars.rules.appointment_status import Move, Status
from regulars.rules.deposits import DepositEnding
from regulars.rules.permissions import Permission


@wholly
def mark_no_show(
    *,
    business: Tenant,
    appointment_id: int,
    actor: Actor,
    at: datetime,
    reason: str = "",
    deposit: DepositEnding | None = None,
) -> None:
    """The customer did not come. Stays on the calendar; what is left of its time is free again.

    Not before the start (PRODUCT.md 4.2). A deposit that was only asked for lapses; a paid one
    ends as `deposit` says and waits without. Raises NotPossibleNow, Forbidden, and what
    settle_deposits raises.
    """
    appointment = held_appointment(
        business=business,
        appointment_id=appointment_id,
        permission=Permission.END_APPOINTMENTS,
        actor=actor,
    )

    must_be_possible(appointment, Move.MARK_NO_SHOW, at=at)

    let_go(appointment)
    change_status(
        appointment,
        Status.NO_SHOW,
        verb="appointment.marked_no_show",
        actor=actor,
        at=at,
        reason=reason.strip(),
    )

    lapse_deposits(appointment, actor=actor, at=at)
    if deposit is not None:
        settle_deposits(
            business=business, appointment_id=appointment.id, ending=deposit, actor=actor, at=at
        )
