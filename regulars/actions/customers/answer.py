"""Answer a booking question for a customer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from regulars.kernel.actor import Actor, ActorKind
from regulars.kernel.tenant import Tenant
from regulars.records.audit import AuditEntry
from regulars.records.customers import Customer
from regulars.records.fields import Answer, Field
from regulars.rules.answers import AnswerSource, DateOrder, FieldKind, parse_answer
from regulars.rules.permissions import Permission

_SOURCES = {ActorKind.CUSTOMER: AnswerSource.BOOKING, ActorKind.IMPORT: AnswerSource.IMPORT}


@transaction.atomic
def answer_question(
    *,
    business: Tenant,
    customer_id: int,
    field_id: int,
    answer: str | Sequence[str],
    actor: Actor,
    at: datetime,
    date_order: DateOrder = "dmy",
    appointment_id: int | None = None,
) -> None:
    """Keep the answer with its source; the one before is kept as an earlier one (PRODUCT.md 2.2).

    An empty answer takes the present one back; the same answer again changes nothing.
    Raises rules.answers.BadAnswer, Forbidden.
    """
    # What an artist hears is written down like a note, without seeing e-mail or phone.
    actor.must(Permission.WRITE_NOTES, business)

    # Two who answer the same question take turns at its customer; then the question stays as it
    # is until the answer is kept.
    customer = Customer.objects.of(business).locked().get(id=customer_id)
    field = Field.objects.of(business).locked().get(id=field_id)
    before = (
        Answer.objects.of(business).filter(customer=customer, field=field, is_current=True).first()
    )

    value = _parsed(field, answer, before, date_order)
    was = before.value if before else ""
    if value == was:
        return

    if before is not None:
        before.is_current = False
        before.save(update_fields=["is_current"])
    given = Answer.objects.create(
        business_id=business.id,
        customer=customer,
        field=field,
        value=value,
        asked_as=field.label,
        source=_SOURCES.get(actor.kind, AnswerSource.STAFF),
        given_at=at,
        staff_member_id=actor.staff_id,
        appointment_id=appointment_id,
    )

    AuditEntry.objects.record(
        actor,
        "answer.given",
        given,
        at=at,
        customer_id=customer.id,
        changes={"value": [was, value]},
    )


def _parsed(
    field: Field, answer: str | Sequence[str], before: Answer | None, date_order: DateOrder
) -> str:
    # What was chosen before an option was renamed may stay.
    options = list(field.options) + (before.value.splitlines() if before else [])
    return parse_answer(
        FieldKind(field.kind), answer, options=list(dict.fromkeys(options)), date_order=date_order
    )
