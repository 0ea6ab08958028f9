"""Check somebody in who has a place in a group session."""

from __future__ import annotations

from datetime import datetime

from regulars.actions.group_sessions.status_change import (
    change_status,
    held_registration,
    keep_standing,
    must_be_possible,
)
from regulars.actions.wholly import wholly
from regulars.kernel.actor import Actor
from regulars.kernel.tenant import Tenant
from regulars.rules.appointment_status import Move, Status
from regulars.rules.permissions import Permission


@wholly
def check_in_registration(
    *, business: Tenant, registration_id: int, actor: Actor, at: datetime
) -> None:
    """The customer has come. Raises NotPossibleNow, Forbidden."""
    registration = held_registration(
        business=business,
        registration_id=registration_id,
        permission=Permission.END_APPOINTMENTS,
        actor=actor,
    )

    must_be_possible(registration, Move.CHECK_IN, at=at)

    change_status(
        registration, Status.CHECKED_IN, verb="registration.checked_in", actor=actor, at=at
    )
    keep_standing(registration)
