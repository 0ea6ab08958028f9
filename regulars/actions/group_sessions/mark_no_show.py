"""Write down that somebody with a place in a group session did not come."""

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
def mark_registration_no_show(
    *, business: Tenant, registration_id: int, actor: Actor, at: datetime, reason: str = ""
) -> None:
    """The customer did not come; the place was kept for nothing and stays taken.

    Not before the start. Raises NotPossibleNow, Forbidden.
    """
    registration = held_registration(
        business=business,
        registration_id=registration_id,
        permission=Permission.END_APPOINTMENTS,
        actor=actor,
    )

    must_be_possible(registration, Move.MARK_NO_SHOW, at=at)

    change_status(
        registration,
        Status.NO_SHOW,
        verb="registration.marked_no_show",
        actor=actor,
        at=at,
        reason=reason.strip(),
    )
    keep_standing(registration)
