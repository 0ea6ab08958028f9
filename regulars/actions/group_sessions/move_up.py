"""Move somebody up in the waiting list of a group session."""

from __future__ import annotations

from datetime import datetime

from regulars.actions.group_sessions.waiting import held_wish, line_of
from regulars.actions.wholly import wholly
from regulars.kernel.actor import Actor
from regulars.kernel.tenant import Tenant
from regulars.records.audit import AuditEntry
from regulars.records.group_sessions import WaitingPlace
from regulars.rules.capacity import one_up


@wholly
def move_up(*, business: Tenant, waiting_id: int, actor: Actor, at: datetime) -> None:
    """Let this customer overtake the one before; the first stays first.

    Raises WaitsNoLonger, Forbidden.
    """
    wish = held_wish(business=business, waiting_id=waiting_id, actor=actor)

    line = line_of(wish.group_session)
    overtaken = one_up(line, wish.id)
    if overtaken is None:
        return

    was = wish.rank
    # Ranks that two share (both came in with the same one) could not be exchanged.
    order = [one.id for one in line]
    here = order.index(wish.id)
    order[here - 1 : here + 1] = [wish.id, overtaken.id]
    for rank, waiting_place in enumerate(order, start=1):
        WaitingPlace.objects.of(business).filter(id=waiting_place).exclude(rank=rank).update(
            rank=rank
        )

    AuditEntry.objects.record(
        actor,
        "waiting_place.moved_up",
        wish,
        at=at,
        customer_id=wish.customer_id,
        changes={"rank": [was, here]},
    )
