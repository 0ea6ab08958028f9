"""Say when a note is to be looked at again, or that it was."""

from __future__ import annotations

from datetime import date, datetime

from regulars.actions.notes.reach import held_note
from regulars.actions.wholly import wholly
from regulars.kernel.actor import Actor
from regulars.kernel.tenant import Tenant
from regulars.records.audit import AuditEntry
from regulars.rules.permissions import Permission


@wholly
def follow_up_note(
    *,
    business: Tenant,
    customer_id: int,
    note_id: int,
    on: date | None,
    actor: Actor,
    at: datetime,
) -> date | None:
    """Put the note on the start page of that day; None takes it off. Returns the day it had.

    Anybody who may write notes may do that, as with a pin: what the note says stays its author's.
    """
    actor.must(Permission.WRITE_NOTES, business)

    note = held_note(business=business, customer_id=customer_id, note_id=note_id)
    before = note.follow_up_on
    if before == on:
        return before

    note.follow_up_on = on
    note.save(update_fields=["follow_up_on"])

    AuditEntry.objects.record(
        actor,
        "note.follow_up_set" if on else "note.followed_up",
        note,
        at=at,
        customer_id=customer_id,
        changes={"follow_up_on": [before and before.isoformat(), on and on.isoformat()]},
    )
    return before
