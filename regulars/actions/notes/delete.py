"""Take a note away, and bring it back."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from regulars.actions.notes.reach import held_note, must_be_own
from regulars.kernel.actor import Actor
from regulars.kernel.tenant import Tenant
from regulars.records.audit import AuditEntry
from regulars.records.notes import Note


@transaction.atomic
def delete_note(
    *, business: Tenant, customer_id: int, note_id: int, actor: Actor, at: datetime
) -> None:
    """Take the note out of sight; it can be brought back. A deleted one stays so.

    Only its author and those who may edit customers. Raises Forbidden.
    """
    note = held_note(business=business, customer_id=customer_id, note_id=note_id)
    must_be_own(note, actor=actor, business=business)
    if note.deleted_at is None:
        _set_deleted(note, at, "note.deleted", actor=actor, at=at)


@transaction.atomic
def bring_back_note(
    *, business: Tenant, customer_id: int, note_id: int, actor: Actor, at: datetime
) -> None:
    """Show a deleted note again, as it was. One in sight stays so. Raises Forbidden."""
    note = held_note(business=business, customer_id=customer_id, note_id=note_id)
    must_be_own(note, actor=actor, business=business)
    if note.deleted_at is not None:
        _set_deleted(note, None, "note.brought_back", actor=actor, at=at)


def _set_deleted(
    note: Note, deleted_at: datetime | None, verb: str, *, actor: Actor, at: datetime
) -> None:
    note.deleted_at = deleted_at
    note.save(update_fields=["deleted_at"])
    AuditEntry.objects.record(actor, verb, note, at=at, customer_id=note.customer_id)
