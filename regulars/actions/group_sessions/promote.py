"""Give a place to somebody who waits for one."""

from __future__ import annotations

from datetime import datetime

from regulars.actions.group_sessions.register import register
from regulars.actions.group_sessions.waiting import held_wish
from regulars.actions.wholly import wholly
from regulars.kernel.actor import Actor
from regulars.kernel.tenant import Tenant


@wholly
def promote(
    *, business: Tenant, waiting_id: int, actor: Actor, at: datetime, overbook: bool = False
) -> int:
    """Give this customer the lowest free place; returns the registration's id.

    When all are taken, `overbook` gives one beyond the capacity; without it that is refused.
    Raises SessionFull, WaitsNoLonger, IsCalledOff, Forbidden.
    """
    wish = held_wish(business=business, waiting_id=waiting_id, actor=actor)

    return register(
        business=business,
        session_id=wish.group_session_id,
        customer_id=wish.customer_id,
        actor=actor,
        at=at,
        overbook=overbook,
    )
