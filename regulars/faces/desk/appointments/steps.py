"""The steps of a visit that need no question: confirmed, checked in."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.translation import gettext as _

from regulars.actions.appointments.check_in import check_in_appointment
from regulars.actions.appointments.confirm import confirm_appointment
from regulars.faces.desk.appointments.back import undo_way, way_back
from regulars.faces.desk.entrance import DeskRequest, DeskView, done
from regulars.rules.appointment_status import Status
from regulars.rules.permissions import Permission


class Confirmation(DeskView):
    """The customer said yes."""

    permission = Permission.END_APPOINTMENTS

    def post(self, request: DeskRequest, appointment_id: int) -> HttpResponse:
        confirm_appointment(
            business=request.door.business,
            appointment_id=appointment_id,
            actor=request.door.actor,
            at=request.at,
        )
        to = way_back(request, appointment_id)
        way = undo_way(request, appointment_id, Status.CONFIRMED, to=to)
        return done(request, to, _("Confirmed."), way=way)


class CheckIn(DeskView):
    """The customer has come."""

    permission = Permission.END_APPOINTMENTS

    def post(self, request: DeskRequest, appointment_id: int) -> HttpResponse:
        check_in_appointment(
            business=request.door.business,
            appointment_id=appointment_id,
            actor=request.door.actor,
            at=request.at,
        )
        to = way_back(request, appointment_id)
        way = undo_way(request, appointment_id, Status.CHECKED_IN, to=to)
        return done(request, to, _("Checked in."), way=way)
