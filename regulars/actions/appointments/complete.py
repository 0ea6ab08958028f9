"""Complete an appointment."""

from __future__ import annotations

from datetime import datetime

from regulars.actions.appointments.reach import held_appointment
from regulars.actions.appointments.status_change import change_status, must_be_possible
from regulars.actions.appointments.taken_time import let_go_of_time
from regulars.actions.projects.finish import finish_project
from regulars.actions.wholly import wholly
from regulars.kernel.actor import Actor
from regulars.kernel.tenant import Tenant
from regulars.rules.appointment_status import Move, Status
from regulars.rules.permissions import Permission


@wholly
def complete_appointment(
    *,
    business: Tenant,
    appointment_id: int,
    actor: Actor,
    at: datetime,
    was_last_session: bool = False,
) -> None:
    """The work is done and what is left of its time is free again.

    `was_last_session` finishes the project too, where the actor may do that. Not before the
    start, unless the customer has checked in. Raises NotPossibleNow, Forbidden.
    """
    appointment = held_appointment(
        business=business,
        appointment_id=appointment_id,
        permission=Permission.END_APPOINTMENTS,
        actor=actor,
    )

    must_be_possible(appointment, Move.COMPLETE, at=at)

    let_go_of_time(appointment)
    change_status(appointment, Status.COMPLETED, verb="appointment.completed", actor=actor, at=at)
    # Whoever may not finish projects is not asked; the visit is over all the same.
    finishes = was_last_session and actor.may(Permission.MANAGE_PROJECTS)
    if finishes and appointment.project_id is not None:
        finish_project(business=business, project_id=appointment.project_id, actor=actor, at=at)
