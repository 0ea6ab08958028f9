"""Complete an appointment, and take what is to pay."""

from __future__ import annotations

from datetime import datetime

from regulars.actions.appointments.reach import held_appointment
from regulars.actions.appointments.settlement import settle_visit
from regulars.actions.appointments.status_change import change_status, must_be_possible
from regulars.actions.projects.finish import finish_project
from regulars.actions.taken_time.hold import let_go
from regulars.actions.wholly import wholly
from regulars.kernel.actor import Actor
from regulars.kernel.tenant import Tenant
from regulars.rules.appointment_status import Move, Status
from regulars.rules.permissions import Permission
from regulars.rules.settling import Payment, Settlement


@wholly
def complete_appointment(
    *,
    business: Tenant,
    appointment_id: int,
    actor: Actor,
    at: datetime,
    was_last_session: bool = False,
    price_minor: int | None = None,
    payment: Payment | None = None,
    spends_credit: bool = False,
) -> Settlement:
    """The work is done, its time is free again, and the till is square; returns what was due.

    `price_minor` corrects the price for good. The paid deposit is used up, the project's too if
    this `was_last_session`, which finishes the project where the actor may do that. Without a
    `payment` what is due stays open. Not before the start, unless the customer has checked in.
    Raises NotPossibleNow, SumChanged, NotAPrice, Forbidden.
    """
    appointment = held_appointment(
        business=business,
        appointment_id=appointment_id,
        permission=Permission.END_APPOINTMENTS,
        actor=actor,
    )

    must_be_possible(appointment, Move.COMPLETE, at=at)
    project = appointment.project
    # Whoever may not finish projects is not asked; the visit is over all the same.
    finishes = was_last_session and project is not None and actor.may(Permission.MANAGE_PROJECTS)
    is_last = finishes or (project is not None and project.finished_at is not None)

    let_go(appointment)
    settlement = settle_visit(
        appointment,
        price_minor=price_minor,
        payment=payment,
        spends_credit=spends_credit,
        is_last=is_last,
        actor=actor,
        at=at,
    )
    change_status(appointment, Status.COMPLETED, verb="appointment.completed", actor=actor, at=at)
    if finishes and project is not None:
        finish_project(business=business, project_id=project.id, actor=actor, at=at)
    return settlement
