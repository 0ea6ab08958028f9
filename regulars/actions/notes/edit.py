"""Change what a note says, and when it is shown."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from regulars.actions.notes.reach import held_note, must_be_own
from regulars.actions.notes.wording import cleaned
from regulars.actions.opened import must_still_say
from regulars.kernel.actor import Actor
from regulars.kernel.tenant import Tenant
from regulars.records.audit import AuditEntry
from regulars.records.notes import Note

SAID = ("body", "is_pinned", "shows_when_booking", "follow_up_on")


@transaction.atomic
def edit_note(
    *,
    business: Tenant,
    customer_id: int,
    note_id: int,
    body: str,
    is_pinned: bool,
    shows_when_booking: bool,
    follow_up_on: date | None,
    actor: Actor,
    at: datetime,
    opened: str | None = None,
) -> None:
    """Make the note exactly this; its author stays, and the change log keeps what it said.

    Only its author and those who may edit customers. `opened` is the marker of what it SAID when
    the form was opened. Raises SavedMeanwhile, EmptyNote, LongNote, Forbidden.
    """
    note = held_note(business=business, customer_id=customer_id, note_id=note_id)
    must_be_own(note, actor=actor, business=business)

    must_still_say(opened, **{name: getattr(note, name) for name in SAID})
    wanted = {
        "body": cleaned(body),
        "is_pinned": is_pinned,
        "shows_when_booking": shows_when_booking,
        "follow_up_on": follow_up_on,
    }
    changes = {
        name: [_plain(getattr(note, name)), _plain(value)]
        for name, value in wanted.items()
        if getattr(note, name) != value
    }
    if not changes:
        return

    _change(note, wanted, at if "body" in changes else note.edited_at)

    AuditEntry.objects.record(
        actor, "note.edited", note, at=at, customer_id=customer_id, changes=changes
    )


def _change(note: Note, wanted: dict[str, object], edited_at: datetime | None) -> None:
    for name, value in wanted.items():
        setattr(note, name, value)
    note.edited_at = edited_at
    note.save(update_fields=[*wanted, "edited_at"])


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value
