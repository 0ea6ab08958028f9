"""Plan a group session, change one, or give one more places."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from regulars.actions.group_sessions.change import OutOfDate, change_group_session
from regulars.actions.group_sessions.plan import plan_group_session
from regulars.faces.desk.entrance import DeskRequest, DeskView, done
from regulars.faces.desk.groups.offer import reachable
from regulars.faces.desk.groups.page import address, asked
from regulars.faces.desk.groups.session_form import SessionForm, for_change, for_new
from regulars.kernel import words
from regulars.kernel.actor import Forbidden
from regulars.kernel.refusal import Refused
from regulars.queries.group_choices import group_choices
from regulars.queries.group_session_parts import GroupSessionDetail
from regulars.rules.permissions import Permission


class NewGroupSession(DeskView):
    """Planned from the calendar, with the day, the time and the person filled in."""

    permission = Permission.MANAGE_GROUPS

    def get(self, request: DeskRequest) -> HttpResponse:
        return asked(request, "planning", form=_new(request))

    def post(self, request: DeskRequest) -> HttpResponse:
        form = _new(request, request.POST)
        if not form.is_valid():
            return asked(request, "planning", status=422, form=form)
        try:
            session_id = plan_group_session(**_told(request), **form.told())
        except Forbidden:
            raise
        except Refused as refusal:
            form.add_error(None, str(refusal))
            return asked(request, "planning", status=409, form=form)
        return done(request, address(request, session_id), _("The group session is planned."))


class GroupDetails(DeskView):
    """When, where, with whom, for how many, and what is noted about it."""

    permission = Permission.MANAGE_GROUPS

    def get(self, request: DeskRequest, session_id: int) -> HttpResponse:
        detail = reachable(request.door, session_id)
        return asked(request, "details", detail=detail, form=_change(request, detail))

    def post(self, request: DeskRequest, session_id: int) -> HttpResponse:
        detail = reachable(request.door, session_id)
        form = _change(request, detail, request.POST)
        if not form.is_valid():
            return asked(request, "details", status=422, detail=detail, form=form)
        try:
            changed = change_group_session(**_told(request), session_id=session_id, **form.told())
        except Forbidden:
            raise
        except Refused as refusal:
            return _refused(request, detail, form, refusal)
        moved = changed.has_moved and changed.registration_ids
        sentence = _("Saved. Tell the people who come.") if moved else _("Saved.")
        return done(request, address(request, session_id), sentence)


class Capacity(DeskView):
    """As many places as there are people: who was overbooked is so no longer."""

    permission = Permission.MANAGE_GROUPS

    def post(self, request: DeskRequest, session_id: int) -> HttpResponse:
        detail = reachable(request.door, session_id)
        change_group_session(
            **_told(request),
            session_id=session_id,
            version=detail.version,
            capacity=max(detail.capacity, detail.places.taken),
        )
        return done(request, address(request, session_id), _("Saved."))


def _told(request: DeskRequest) -> dict[str, Any]:
    return {"business": request.door.business, "actor": request.door.actor, "at": request.at}


def _new(request: DeskRequest, data: Any = None) -> SessionForm:
    choices = group_choices(business=request.door.business)
    return SessionForm(
        data,
        fmt=request.fmt,
        at=request.at,
        choices=choices,
        staff_label=words.STAFF_WORDS[request.door.business.staff_word],
        initial=for_new(request.fmt, choices, request.GET.dict()),
        is_new=True,
    )


def _change(request: DeskRequest, detail: GroupSessionDetail, data: Any = None) -> SessionForm:
    choices = group_choices(
        business=request.door.business,
        also_staff=detail.staff_member_id,
        also_room=detail.room_id or 0,
    )
    return SessionForm(
        data,
        fmt=request.fmt,
        at=request.at,
        choices=choices,
        staff_label=words.STAFF_WORDS[request.door.business.staff_word],
        initial=for_change(request.fmt, detail),
        is_new=False,
    )


def _refused(
    request: DeskRequest, detail: GroupSessionDetail, form: SessionForm, refusal: Refused
) -> HttpResponse:
    """The same form with the reason; of a stale one, with what stands there by now."""
    form.add_error(None, str(refusal))
    if isinstance(refusal, OutOfDate):
        detail = reachable(request.door, detail.id)
        now = for_change(request.fmt, detail)
        form.data = form.data.copy()  # type: ignore[attr-defined]
        form.data["version"] = now["version"]  # type: ignore[index]
        for name in form.fields.keys() & now.keys() - {"version"}:
            if str(form[name].value() or "").strip() != now[name]:
                said = dict(getattr(form.fields[name], "choices", ())).get(now[name], now[name])
                form.add_error(name, _("By now it says: %(value)s") % {"value": said or "–"})
    return asked(request, "details", status=409, detail=detail, form=form)
