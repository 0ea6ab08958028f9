"""Notes about a customer: write, edit, pin, delete, bring back."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect

from regulars.actions.notes.delete import bring_back_note, delete_note
from regulars.actions.notes.edit import edit_note
from regulars.actions.notes.pin import pin_note
from regulars.actions.notes.write import write_note
from regulars.actions.opened import SavedMeanwhile
from regulars.faces.desk.customer.forms import NoteForm, blank_note
from regulars.faces.desk.customer.place import page_of
from regulars.faces.desk.entrance import DeskRequest, DeskView, page
from regulars.faces.desk.on_top import save_on_top
from regulars.queries.customer_card import NoteOnCard, customer_card, remembered
from regulars.rules.permissions import Permission

# What an address may name: never more than a database can count to.
_ID = re.compile(r"[0-9]{1,18}")


class CustomerNotes(DeskView):
    """GET is the notes card; POST writes a note."""

    permission = Permission.WRITE_NOTES

    def get(self, request: DeskRequest, customer_id: int) -> HttpResponseBase:
        customer_card(business=request.door.business, customer_id=customer_id)  # or 404
        return notes_again(request, customer_id)

    def post(self, request: DeskRequest, customer_id: int) -> HttpResponseBase:
        form = NoteForm(request.POST, fmt=request.fmt, auto_id="id_new_note_%s")
        if not form.is_valid():
            return wrong_note(request, customer_id, form)
        write_note(
            business=request.door.business,
            customer_id=customer_id,
            actor=request.door.actor,
            at=request.at,
            **form.said,
        )
        return notes_again(request, customer_id)


class NotePage(DeskView):
    """GET is the form of a note, in its place or on a page of its own; POST saves it."""

    permission = Permission.WRITE_NOTES

    def get(self, request: DeskRequest, customer_id: int, note_id: int) -> HttpResponse:
        note = self._note(request, customer_id, note_id)
        return self._form(request, customer_id, note, NoteForm.of(note, fmt=request.fmt))

    def post(self, request: DeskRequest, customer_id: int, note_id: int) -> HttpResponseBase:
        form = NoteForm(request.POST, fmt=request.fmt, auto_id=f"id_note_{note_id}_%s")
        if not form.is_valid():
            note = self._note(request, customer_id, note_id)
            return self._form(request, customer_id, note, form, status=422)
        try:
            self._edit(request, customer_id, note_id, form)
        except SavedMeanwhile as refusal:
            note = self._note(request, customer_id, note_id)
            save_on_top(form, NoteForm.of(note, fmt=request.fmt).initial, refusal)
            return self._form(request, customer_id, note, form, status=409)
        return notes_again(request, customer_id)

    def _edit(self, request: DeskRequest, customer_id: int, note_id: int, form: NoteForm) -> None:
        edit_note(
            business=request.door.business,
            customer_id=customer_id,
            note_id=note_id,
            actor=request.door.actor,
            at=request.at,
            opened=form.cleaned_data["opened"] or None,
            **form.said,
        )

    def _note(self, request: DeskRequest, customer_id: int, note_id: int) -> NoteOnCard:
        notes = remembered(business=request.door.business, customer_id=customer_id).notes
        found = next((note for note in notes if note.id == note_id), None)
        if found is None:
            raise Http404
        return found

    def _form(
        self,
        request: DeskRequest,
        customer_id: int,
        note: NoteOnCard,
        form: NoteForm,
        status: int = 200,
    ) -> HttpResponse:
        context = {"customer_id": customer_id, "note": note, "form": form}
        if request.htmx:
            return page(request, "desk/customer/_note_form.html", status=status, **context)
        card = customer_card(business=request.door.business, customer_id=customer_id)
        return page(request, "desk/customer/note.html", status=status, card=card, **context)


class NotePin(DeskView):
    """POST pins the note; with undo=1 it lets it go."""

    permission = Permission.WRITE_NOTES

    def post(self, request: DeskRequest, customer_id: int, note_id: int) -> HttpResponseBase:
        pin_note(
            business=request.door.business,
            customer_id=customer_id,
            note_id=note_id,
            is_pinned=request.POST.get("undo") != "1",
            actor=request.door.actor,
            at=request.at,
        )
        return notes_again(request, customer_id)


class NoteDeletion(DeskView):
    """POST deletes the note; with undo=1 it brings it back."""

    permission = Permission.WRITE_NOTES

    def post(self, request: DeskRequest, customer_id: int, note_id: int) -> HttpResponseBase:
        back = request.POST.get("undo") == "1"
        change = bring_back_note if back else delete_note
        change(
            business=request.door.business,
            customer_id=customer_id,
            note_id=note_id,
            actor=request.door.actor,
            at=request.at,
        )
        return notes_again(request, customer_id, deleted=0 if back else note_id)


def notes_again(request: DeskRequest, customer_id: int, deleted: int = 0) -> HttpResponseBase:
    """The notes as they are now: in their place, or on the page."""
    if not request.htmx:
        return redirect(page_of(request, customer_id, "notes", deleted_note=str(deleted or "")))
    notes = remembered(business=request.door.business, customer_id=customer_id).notes
    context = notes_context(request, customer_id, notes) | {"deleted_note": deleted}
    response = page(request, "desk/customer/_notes.html", **context)
    # A note's own form asked from inside the card; the answer is the card.
    response["HX-Retarget"] = "#notes"
    return response


def wrong_note(request: DeskRequest, customer_id: int, form: NoteForm) -> HttpResponse:
    """The new note again, with its mistakes named."""
    business = request.door.business
    card = customer_card(business=business, customer_id=customer_id)
    if request.htmx:
        notes = remembered(business=business, customer_id=customer_id).notes
        context = notes_context(request, customer_id, notes) | {"note_form": form}
        return page(request, "desk/customer/_notes.html", status=422, **context)
    context = {"card": card, "customer_id": customer_id, "form": form, "note": None}
    return page(request, "desk/customer/note.html", status=422, **context)


def notes_context(
    request: DeskRequest, customer_id: int, notes: Sequence[NoteOnCard]
) -> dict[str, Any]:
    """What the notes card shows: notes, the form of a new one, and one just deleted."""
    deleted = request.GET.get("deleted_note", "")
    return {
        "customer_id": customer_id,
        "notes": notes,
        "note_form": blank_note(request.fmt),
        "deleted_note": int(deleted) if _ID.fullmatch(deleted) else 0,
        "edits_others": request.door.actor.may(Permission.EDIT_CUSTOMERS),
    }
