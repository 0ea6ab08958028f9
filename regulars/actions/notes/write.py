"""Write a note about a customer."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from regulars.actions.notes.wording import cleaned
from regulars.kernel.actor import Actor
from regulars.kernel.tenant import Tenant
from regulars.records.audit import AuditEntry
from regulars.records.customers import Customer
from regulars.records.notes import Note
from regulars.rules.permissions import Permission


@transaction.atomic
def write_note(
    *,
    business: Tenant,
    customer_id: int,
    body: str,
    actor: Actor,
    at: datetime,
    is_pinned: bool = False,
    shows_when_booking: bool = False,
    follow_up_on: date | None = None,
) -> int:
    """Keep a note with its author and time and return its id (PRODUCT.md 2.5).

    Raises EmptyNote, LongNote, Forbidden.
    """
    actor.must(Permission.WRITE_NOTES, business)

    body = cleaned(body)
    customer = Customer.objects.of(business).get(id=customer_id)

    note = Note.objects.create(
        business_id=business.id,
        customer=customer,
        body=body,
        author_id=actor.staff_id,
        created_at=at,
        is_pinned=is_pinned,
        shows_when_booking=shows_when_booking,
        follow_up_on=follow_up_on,
    )

    AuditEntry.objects.record(
        actor,
        "note.written",
        note,
        at=at,
        customer_id=customer.id,
        changes={"body": [None, body]},
    )
    return note.id
