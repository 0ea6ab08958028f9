"""Notes: written, edited, pinned, deleted and brought back."""

from __future__ import annotations

from datetime import date

import pytest

from regulars.actions.notes.delete import bring_back_note, delete_note
from regulars.actions.notes.edit import edit_note
from regulars.actions.notes.pin import pin_note
from regulars.actions.notes.wording import LONGEST_NOTE, EmptyNote, LongNote
from regulars.actions.notes.write import write_note
from regulars.kernel.actor import Actor, Forbidden
from regulars.records.audit import AuditEntry
from regulars.records.businesses import Business
from regulars.records.customers import Customer
from regulars.records.notes import Note
from regulars.records.staff import StaffMember
from tests import make
from tests.cast import acting

LATER = make.NOW.replace(hour=15)


def verbs() -> list[str]:
    return list(AuditEntry.objects.order_by("id").values_list("verb", flat=True))


def edited(note: Note, actor: Actor, **said: object) -> None:
    given = {
        "body": note.body,
        "is_pinned": False,
        "shows_when_booking": False,
        "follow_up_on": None,
    } | said
    edit_note(
        business=note.business,
        customer_id=note.customer_id,
        note_id=note.id,
        actor=actor,
        at=LATER,
        **given,  # type: ignore[arg-type]
    )


def test_a_note_is_kept_with_author_and_time(
    nordlicht: Business, mueller: Customer, jonas: StaffMember
) -> None:
    note_id = write_note(
        business=nordlicht,
        customer_id=mueller.id,
        body="  Oat flat white.\r\nNo sugar. ",
        actor=acting(jonas),
        at=make.NOW,
        is_pinned=True,
        follow_up_on=date(2026, 12, 1),
    )

    note = Note.objects.get(id=note_id)
    assert note.body == "Oat flat white.\nNo sugar."
    assert (note.author, note.created_at) == (jonas, make.NOW)
    assert (note.is_pinned, note.follow_up_on) == (True, date(2026, 12, 1))
    (entry,) = AuditEntry.objects.all()
    assert (entry.verb, entry.customer_id) == ("note.written", mueller.id)
    assert entry.changes == {"body": [None, "Oat flat white.\nNo sugar."]}


@pytest.mark.parametrize(
    ("body", "refusal"),
    [("", EmptyNote), (" \n ", EmptyNote), ("\x00", EmptyNote), ("x" * 10_001, LongNote)],
)
def test_a_note_that_says_nothing_or_too_much_is_refused(
    body: str, refusal: type[Exception], nordlicht: Business, mueller: Customer, jonas: StaffMember
) -> None:
    with pytest.raises(refusal):
        write_note(
            business=nordlicht, customer_id=mueller.id, body=body, actor=acting(jonas), at=make.NOW
        )

    assert not Note.objects.exists()
    assert verbs() == []
    assert LONGEST_NOTE == 10_000


def test_another_business_writes_nothing_here(
    nordlicht: Business, lumiere: Business, mueller: Customer, celine: StaffMember
) -> None:
    with pytest.raises(Forbidden):
        write_note(
            business=nordlicht, customer_id=mueller.id, body="x", actor=acting(celine), at=make.NOW
        )
    with pytest.raises(Customer.DoesNotExist):
        write_note(
            business=lumiere, customer_id=mueller.id, body="x", actor=acting(celine), at=make.NOW
        )


def test_an_edited_note_keeps_its_author_and_the_log_what_it_said(
    mueller: Customer, jonas: StaffMember
) -> None:
    note = make.note(mueller, "before", jonas)

    edited(note, acting(jonas), body="after")

    note.refresh_from_db()
    assert (note.body, note.author, note.edited_at) == ("after", jonas, LATER)
    assert AuditEntry.objects.get().changes == {"body": ["before", "after"]}


def test_an_edit_that_changes_nothing_leaves_no_trace(
    mueller: Customer, jonas: StaffMember
) -> None:
    note = make.note(mueller, "same", jonas)

    edited(note, acting(jonas))

    note.refresh_from_db()
    assert note.edited_at is None
    assert verbs() == []


def test_a_reminder_put_on_a_note_does_not_make_its_text_edited(
    mueller: Customer, jonas: StaffMember
) -> None:
    note = make.note(mueller, "same", jonas)

    edited(note, acting(jonas), follow_up_on=date(2026, 12, 1))

    note.refresh_from_db()
    assert note.edited_at is None
    assert AuditEntry.objects.get().changes == {"follow_up_on": [None, "2026-12-01"]}


def test_staff_edit_their_own_notes_and_the_front_desk_everybodys(
    mueller: Customer, runa: StaffMember, jonas: StaffMember, nadia: StaffMember
) -> None:
    of_runa = make.note(mueller, "before", runa)

    with pytest.raises(Forbidden):
        edited(of_runa, acting(jonas), body="after")
    edited(of_runa, acting(nadia), body="after")

    of_runa.refresh_from_db()
    assert (of_runa.body, of_runa.author) == ("after", runa)


def test_anybody_pins_a_note_and_twice_is_once(
    nordlicht: Business, mueller: Customer, runa: StaffMember, jonas: StaffMember
) -> None:
    note = make.note(mueller, "Latex gloves only", runa)

    for is_pinned in (True, True, False):
        pin_note(
            business=nordlicht,
            customer_id=mueller.id,
            note_id=note.id,
            is_pinned=is_pinned,
            actor=acting(jonas),
            at=LATER,
        )

    note.refresh_from_db()
    assert not note.is_pinned
    assert verbs() == ["note.pinned", "note.unpinned"]


def test_a_deleted_note_can_be_brought_back(
    nordlicht: Business, mueller: Customer, jonas: StaffMember
) -> None:
    note = make.note(mueller, "keep", jonas, is_pinned=True)
    where = {"business": nordlicht, "customer_id": mueller.id, "note_id": note.id}

    for change in (delete_note, delete_note, bring_back_note, bring_back_note):
        change(**where, actor=acting(jonas), at=LATER)

    note.refresh_from_db()
    assert (note.deleted_at, note.is_pinned) == (None, True)
    assert verbs() == ["note.deleted", "note.brought_back"]


def test_a_note_is_found_at_its_own_customer_only(
    nordlicht: Business, mueller: Customer, jonas: StaffMember
) -> None:
    note = make.note(mueller, "keep", jonas)
    other = make.customer(nordlicht, "Ana")

    with pytest.raises(Note.DoesNotExist):
        delete_note(
            business=nordlicht, customer_id=other.id, note_id=note.id, actor=acting(jonas), at=LATER
        )
