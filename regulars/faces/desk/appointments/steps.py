"""The steps of a visit that need no question: confirmed, checked in."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.translation import gettext as _

from regulars.actions.appointments.check_in import check_in_appointment
from regulars.actions.appointments.confirm import confirm_appointment
from regulars.faces.desk.appointments.page import address
from regulars.faces.desk.entrance import DeskRequest, DeskView, done
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
        return done(request, address(request, appointment_id), _("Confirmed."))


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
        return done(request, address(request, appointment_id), _("Checked in."))
