"""Take back a message that has not left yet, because what it says was undone."""

from __future__ import annotations

from datetime import datetime

from regulars.actions.wholly import wholly
from regulars.kernel.actor import Actor
from regulars.kernel.tenant import Tenant
from regulars.records.audit import AuditEntry
from regulars.records.messages import Message
from regulars.rules.messages import MessageKind, MessageState
from regulars.rules.permissions import Permission


@wholly
def withdraw_unsent(
    *, business: Tenant, appointment_id: int, kind: MessageKind, actor: Actor, at: datetime
) -> bool:
    """Take back what waits to tell of this appointment; False where nothing waits any more.

    What a worker has taken up, or tried already, stays: it may have been read.
    """
    actor.must(Permission.WRITE_MESSAGES, business)

    waiting = (
        Message.objects.of(business)
        .filter(appointment_id=appointment_id, kind=kind, state=MessageState.QUEUED, attempts=0)
        .locked()
        .first()
    )
    if waiting is None:
        return False

    AuditEntry.objects.record(
        actor, "message.withdrawn", waiting, at=at, customer_id=waiting.customer_id
    )
    waiting.delete()
    return True
