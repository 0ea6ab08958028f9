"""Tell a customer what became of an appointment."""

from __future__ import annotations

from datetime import datetime

from regulars.actions.messages.occasion import occasion_of
from regulars.actions.wholly import wholly
from regulars.kernel.actor import Actor, Forbidden
from regulars.kernel.message_words import message_text
from regulars.kernel.tenant import Tenant
from regulars.records.appointments import Appointment
from regulars.records.audit import AuditEntry
from regulars.records.messages import Message
from regulars.rules.messages import Channel, MessageKind, MessageState
from regulars.rules.permissions import Permission


@wholly
def tell_of_change(
    *, business: Tenant, appointment_id: int, kind: MessageKind, actor: Actor, at: datetime
) -> int:
    """Have an e-mail sent that says how the appointment stands: booked, changed or cancelled.

    It leaves with the worker's next round (send_due.py). One that has not left yet is written anew,
    and who was told exactly this last is not told twice. Returns the message's id. Raises
    CannotBeTold (no e-mail address, archived, no customer), NothingToTell, Forbidden.
    """
    actor.must(Permission.WRITE_MESSAGES, business)
    appointment = (
        Appointment.objects.of(business)
        .select_related("business", "customer", "staff_member", "service", "room__location")
        .locked()
        .get(id=appointment_id)
    )
    if (
        not actor.may(Permission.REACH_ALL_CALENDARS)
        and actor.staff_id != appointment.staff_member_id
    ):
        raise Forbidden

    text = message_text(occasion_of(appointment, kind))
    latest = (
        Message.objects.of(business)
        .filter(appointment=appointment)
        .locked()
        .order_by("-id")
        .first()
    )
    if latest is not None and _says_it(latest, kind, text.body):
        return int(latest.id)

    if latest is None or latest.state != MessageState.QUEUED or latest.attempts:
        latest = Message(
            business_id=business.id,
            customer=appointment.customer,
            appointment=appointment,
            channel=Channel.EMAIL,
            state=MessageState.QUEUED,
        )
    latest.kind, latest.subject, latest.body = kind, text.subject, text.body
    latest.due_at = at
    latest.save()

    AuditEntry.objects.record(
        actor, "message.queued", latest, at=at, customer_id=appointment.customer_id
    )
    return int(latest.id)


def _says_it(message: Message, kind: MessageKind, body: str) -> bool:
    """Whether the customer was told this already, or is about to be."""
    return message.kind == kind and message.body == body and message.state != MessageState.FAILED
