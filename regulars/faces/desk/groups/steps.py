"""The steps of somebody with a place that need no question: confirmed, checked in."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.translation import gettext as _

from regulars.actions.group_sessions.check_in import check_in_registration
from regulars.actions.group_sessions.confirm import confirm_registration
from regulars.faces.desk.entrance import DeskRequest, DeskView, done
from regulars.faces.desk.groups.offer import reachable_one
from regulars.faces.desk.groups.page import address
from regulars.rules.permissions import Permission


class Confirmation(DeskView):
    """The customer said yes."""

    permission = Permission.END_APPOINTMENTS

    def post(self, request: DeskRequest, registration_id: int) -> HttpResponse:
        detail, one = reachable_one(request.door, registration_id)
        confirm_registration(
            business=request.door.business,
            registration_id=registration_id,
            actor=request.door.actor,
            at=request.at,
        )
        sentence = _("%(name)s said yes.") % {"name": one.customer.name}
        return done(request, address(request, detail.id, registration_id), sentence)


class CheckIn(DeskView):
    """The customer has come."""

    permission = Permission.END_APPOINTMENTS

    def post(self, request: DeskRequest, registration_id: int) -> HttpResponse:
        detail, one = reachable_one(request.door, registration_id)
        check_in_registration(
            business=request.door.business,
            registration_id=registration_id,
            actor=request.door.actor,
            at=request.at,
        )
        sentence = _("%(name)s has checked in.") % {"name": one.customer.name}
        return done(request, address(request, detail.id, registration_id), sentence)
