"""A group session does not take place after all; or does again."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from regulars.actions.group_sessions.bring_back import NotCalledOff, bring_back_group_session
from regulars.actions.group_sessions.call_off import TookPlace, call_off_group_session
from regulars.actions.group_sessions.seats import IsCalledOff
from regulars.actions.taken_time.hold import TimeTaken
from regulars.faces.desk.entrance import DeskRequest, DeskView, done
from regulars.faces.desk.groups.forms import CallingOffForm
from regulars.faces.desk.groups.offer import reachable
from regulars.faces.desk.groups.page import address, asked
from regulars.rules.permissions import Permission


class CallingOff(DeskView):
    """Says for how many people, and what becomes of them, before it happens."""

    permission = Permission.MANAGE_GROUPS

    def get(self, request: DeskRequest, session_id: int) -> HttpResponse:
        detail = reachable(request.door, session_id)
        return asked(request, "calling_off", detail=detail, form=CallingOffForm())

    def post(self, request: DeskRequest, session_id: int) -> HttpResponse:
        detail = reachable(request.door, session_id)
        form = CallingOffForm(request.POST)
        if not form.is_valid():
            return asked(request, "calling_off", status=422, detail=detail, form=form)
        try:
            called_off = call_off_group_session(
                **_told(request, session_id), reason=form.cleaned_data["reason"]
            )
        except (TookPlace, IsCalledOff) as refusal:
            form.add_error(None, str(refusal))
            return asked(request, "calling_off", status=409, detail=detail, form=form)
        return done(request, address(request, session_id), _sentence(called_off.registration_ids))


class BringingBack(DeskView):
    """The calling off was a mistake."""

    permission = Permission.MANAGE_GROUPS

    def get(self, request: DeskRequest, session_id: int) -> HttpResponse:
        detail = reachable(request.door, session_id)
        return asked(request, "bringing_back", detail=detail, form=CallingOffForm())

    def post(self, request: DeskRequest, session_id: int) -> HttpResponse:
        detail = reachable(request.door, session_id)
        try:
            back = bring_back_group_session(**_told(request, session_id))
        except (TimeTaken, NotCalledOff) as refusal:
            form = CallingOffForm({})
            form.add_error(None, str(refusal))
            return asked(request, "bringing_back", status=409, detail=detail, form=form)
        sentence = ngettext(
            "The group session takes place again, with %(n)s person.",
            "The group session takes place again, with %(n)s people.",
            len(back),
        )
        return done(request, address(request, session_id), sentence % {"n": len(back)})


def _told(request: DeskRequest, session_id: int) -> dict[str, Any]:
    return {
        "business": request.door.business,
        "session_id": session_id,
        "actor": request.door.actor,
        "at": request.at,
    }


def _sentence(registration_ids: tuple[int, ...]) -> str:
    if not registration_ids:
        return _("The group session is called off. Nobody had a place.")
    sentence = ngettext(
        "The group session is called off. Tell the %(n)s person who had a place.",
        "The group session is called off. Tell the %(n)s people who had a place.",
        len(registration_ids),
    )
    return sentence % {"n": len(registration_ids)}
