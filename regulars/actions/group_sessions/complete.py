"""Complete a registration in a group session."""

from __future__ import annotations

from datetime import datetime

from regulars.actions.group_sessions.status_change import (
    change_status,
    held_registration,
    keep_standing,
    must_be_possible,
)
from regulars.actions.ledger.take_payment import take_payment
from regulars.actions.wholly import wholly
from regulars.kernel.actor import Actor
from regulars.kernel.tenant import Tenant
from regulars.rules.appointment_status import Move, Status
from regulars.rules.money import PayMethod
from regulars.rules.permissions import Permission


@wholly
def complete_registration(
    *,
    business: Tenant,
    registration_id: int,
    actor: Actor,
    at: datetime,
    paid_minor: int = 0,
    method: PayMethod = PayMethod.UNKNOWN,
) -> None:
    """The customer has been there, and paid that much of the price just now, in minor units.

    Not before the start, unless checked in. Raises NotPossibleNow, NoAmount, Forbidden.
    """
    registration = held_registration(
        business=business,
        registration_id=registration_id,
        permission=Permission.END_APPOINTMENTS,
        actor=actor,
    )

    must_be_possible(registration, Move.COMPLETE, at=at)

    change_status(registration, Status.COMPLETED, verb="registration.completed", actor=actor, at=at)
    keep_standing(registration)
    if paid_minor:
        take_payment(
            business=business,
            amount_minor=paid_minor,
            method=method,
            actor=actor,
            at=at,
            registration_id=registration_id,
        )
