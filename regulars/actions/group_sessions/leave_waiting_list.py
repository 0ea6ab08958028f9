"""Take a customer off the waiting list of a group session."""

from __future__ import annotations

from datetime import datetime

from regulars.actions.group_sessions.waiting import held_wish
from regulars.actions.wholly import wholly
from regulars.kernel.actor import Actor
from regulars.kernel.tenant import Tenant
from regulars.records.audit import AuditEntry
from regulars.rules.capacity import WaitingState


@wholly
def leave_waiting_list(*, business: Tenant, waiting_id: int, actor: Actor, at: datetime) -> None:
    """The customer no longer wants a place. Raises WaitsNoLonger, Forbidden."""
    wish = held_wish(business=business, waiting_id=waiting_id, actor=actor)

    wish.state = WaitingState.LEFT
    wish.changed_at = at
    wish.save(update_fields=("state", "changed_at"))

    AuditEntry.objects.record(
        actor, "waiting_place.left", wish, at=at, customer_id=wish.customer_id
    )
