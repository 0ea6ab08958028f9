"""Pin a note to the top, or let it go."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from regulars.actions.notes.reach import held_note
from regulars.kernel.actor import Actor
from regulars.kernel.tenant import Tenant
from regulars.records.audit import AuditEntry
from regulars.rules.permissions import Permission


@transaction.atomic
def pin_note(
    *,
    business: Tenant,
    customer_id: int,
    note_id: int,
    is_pinned: bool,
    actor: Actor,
    at: datetime,
) -> None:
    """Let everybody see the note first, or no longer. Anybody who may write notes may do that."""
    actor.must(Permission.WRITE_NOTES, business)

    note = held_note(business=business, customer_id=customer_id, note_id=note_id)
    if note.is_pinned == is_pinned:
        return

    note.is_pinned = is_pinned
    note.save(update_fields=["is_pinned"])

    AuditEntry.objects.record(
        actor,
        "note.pinned" if is_pinned else "note.unpinned",
        note,
        at=at,
        customer_id=customer_id,
        changes={"is_pinned": [not is_pinned, is_pinned]},
    )
