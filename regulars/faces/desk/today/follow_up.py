"""A note that was to be looked at again, and was."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlencode

from django.http import HttpResponse
from django.utils.translation import gettext as _

from regulars.actions.notes.follow_up import follow_up_note
from regulars.faces.desk.entrance import DeskRequest, DeskView
from regulars.faces.desk.today.page import again, chosen
from regulars.rules.permissions import Permission


class NoteFollowUp(DeskView):
    """POST says that it was done; with `on` in the address it is due on that day again."""

    permission = Permission.WRITE_NOTES

    def post(self, request: DeskRequest, customer_id: int, note_id: int) -> HttpResponse:
        on = _day(request.GET.get("on", ""))
        before = follow_up_note(
            business=request.door.business,
            customer_id=customer_id,
            note_id=note_id,
            on=on,
            actor=request.door.actor,
            at=request.at,
        )
        if on:
            return again(request, _("The note is due again."))
        return again(request, _("Followed up."), way=_back(request, before))


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _back(request: DeskRequest, before: date | None) -> str:
    """The same address with the day that the note had; empty where it had none."""
    if before is None:
        return ""
    return f"undo {request.path}?{urlencode({'on': before.isoformat(), 'whose': chosen(request)})}"
