"""The waiting list: give somebody a place, move somebody up, take somebody off."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from regulars.actions.group_sessions.leave_waiting_list import leave_waiting_list
from regulars.actions.group_sessions.move_up import move_up
from regulars.actions.group_sessions.promote import promote
from regulars.actions.group_sessions.promote_next import promote_next
from regulars.actions.group_sessions.register import SessionFull
from regulars.actions.group_sessions.waiting import WaitsNoLonger
from regulars.faces.desk.entrance import DeskRequest, DeskView, done
from regulars.faces.desk.groups.offer import reachable
from regulars.faces.desk.groups.page import address, asked
from regulars.queries.group_session import must_have_waited
from regulars.queries.group_session_parts import GroupSessionDetail, Waits
from regulars.rules.permissions import Permission


class Promotion(DeskView):
    """A place for this one; beyond the capacity only after having been asked."""

    permission = Permission.BOOK_APPOINTMENTS

    def get(self, request: DeskRequest, session_id: int, waiting_id: int) -> HttpResponse:
        detail, waits = _waiting(request, session_id, waiting_id)
        return asked(request, "promotion", detail=detail, waits=waits)

    def post(self, request: DeskRequest, session_id: int, waiting_id: int) -> HttpResponse:
        detail, waits = _waiting(request, session_id, waiting_id)
        overbook = "overbook" in request.POST
        try:
            registration_id = promote(**_told(request), waiting_id=waiting_id, overbook=overbook)
        except SessionFull:
            # Somebody was faster: the question that was not needed before.
            detail, waits = _waiting(request, session_id, waiting_id)
            return asked(request, "promotion", status=409, detail=detail, waits=waits)
        return _promoted(request, detail, registration_id, waits)


class NextPromotion(DeskView):
    """A free place for whoever is next."""

    permission = Permission.BOOK_APPOINTMENTS

    def post(self, request: DeskRequest, session_id: int) -> HttpResponse:
        detail = reachable(request.door, session_id)
        registration_id = promote_next(**_told(request), session_id=session_id)
        after = reachable(request.door, session_id)
        one = after.one(registration_id)
        sentence = _("%(name)s has a place.") % {"name": one.customer.name if one else ""}
        return done(request, address(request, detail.id, registration_id), sentence)


class Rank(DeskView):
    """Overtake the one before."""

    permission = Permission.BOOK_APPOINTMENTS

    def post(self, request: DeskRequest, session_id: int, waiting_id: int) -> HttpResponse:
        _detail, waits = _waiting(request, session_id, waiting_id)
        move_up(**_told(request), waiting_id=waiting_id)
        sentence = _("%(name)s has moved up.") % {"name": waits.customer.name}
        return done(request, address(request, session_id, part="waiting"), sentence)


class Departure(DeskView):
    """The customer no longer waits."""

    permission = Permission.BOOK_APPOINTMENTS

    def post(self, request: DeskRequest, session_id: int, waiting_id: int) -> HttpResponse:
        _detail, waits = _waiting(request, session_id, waiting_id)
        leave_waiting_list(**_told(request), waiting_id=waiting_id)
        sentence = _("%(name)s is off the waiting list.") % {"name": waits.customer.name}
        return done(request, address(request, session_id, part="waiting"), sentence)


def _told(request: DeskRequest) -> dict[str, Any]:
    return {
        "business": request.door.business,
        "actor": request.door.actor,
        "at": request.at,
    }


def _waiting(
    request: DeskRequest, session_id: int, waiting_id: int
) -> tuple[GroupSessionDetail, Waits]:
    detail = reachable(request.door, session_id)
    for waits in detail.waiting:
        if waits.id == waiting_id:
            return detail, waits
    must_have_waited(business=request.door.business, session_id=session_id, waiting_id=waiting_id)
    raise WaitsNoLonger


def _promoted(
    request: DeskRequest, before: GroupSessionDetail, registration_id: int, waits: Waits
) -> HttpResponse:
    is_over = before.places.is_full
    sentence = _("%(name)s has a place.")
    if is_over:
        sentence = _("%(name)s has a place. The group session is overbooked.")
    there = address(request, before.id, registration_id)
    return done(request, there, sentence % {"name": waits.customer.name})
