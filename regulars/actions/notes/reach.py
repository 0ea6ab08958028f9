"""Which note is meant, and may this person change what it says?"""

from __future__ import annotations

from regulars.kernel.actor import Actor, Forbidden
from regulars.kernel.tenant import Tenant
from regulars.records.notes import Note
from regulars.rules.permissions import Permission


def held_note(*, business: Tenant, customer_id: int, note_id: int) -> Note:
    """The customer's note, held until the transaction ends. Raises Note.DoesNotExist."""
    notes = Note.objects.of(business).filter(customer_id=customer_id)
    return notes.locked().get(id=note_id)


def must_be_own(note: Note, *, actor: Actor, business: Tenant) -> None:
    """Raise Forbidden unless the actor wrote the note or may edit customers."""
    actor.must(Permission.WRITE_NOTES, business)
    is_own = note.author_id is not None and note.author_id == actor.staff_id
    if not is_own and not actor.may(Permission.EDIT_CUSTOMERS):
        raise Forbidden
