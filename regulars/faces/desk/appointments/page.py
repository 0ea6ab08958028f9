"""The page of one appointment: everything about it, with the customer's history beside it."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from regulars.actions.appointments.change import OutOfDate, change_appointment
from regulars.faces.desk.appointments.forms import AppointmentForm
from regulars.faces.desk.appointments.offer import nearness, offer
from regulars.faces.desk.entrance import DeskRequest, DeskView, done, page
from regulars.kernel.actor import Forbidden
from regulars.queries.appointment_detail import appointment_detail
from regulars.queries.appointment_parts import AppointmentDetail
from regulars.queries.customer_history import customer_history
from regulars.rules.permissions import Permission

_TEMPLATE = "desk/appointments/appointment.html"


class AppointmentPage(DeskView):
    """Read, and change what needs no calendar."""

    permission = Permission.SEE_APPOINTMENTS

    def get(self, request: DeskRequest, appointment_id: int) -> HttpResponse:
        detail = _detail(request, appointment_id)
        return _shown(request, detail, _form(request, detail))

    def post(self, request: DeskRequest, appointment_id: int) -> HttpResponse:
        detail = _detail(request, appointment_id)
        if not offer(request.door, detail, request.at).may_edit:
            raise Forbidden
        form = _form(request, detail, request.POST)
        if not form.is_valid():
            return _shown(request, detail, form, status=422)
        try:
            _save(request, detail, form.changes())
        except OutOfDate as refusal:
            # Who was faster may have saved after this request read the appointment.
            detail = _detail(request, appointment_id)
            form = _form(request, detail, request.POST)
            form.add_error(None, str(refusal))
            form.show_differences(detail, request.fmt)
            return _shown(request, detail, form, status=409)
        return done(request, address(request, appointment_id), _("Saved."))


def address(request: DeskRequest, appointment_id: int) -> str:
    """Where the appointment's page is."""
    slug = request.door.business.slug
    return reverse("desk:appointment", kwargs={"business": slug, "appointment_id": appointment_id})


def _detail(request: DeskRequest, appointment_id: int) -> AppointmentDetail:
    return appointment_detail(business=request.door.business, appointment_id=appointment_id)


def _form(request: DeskRequest, detail: AppointmentDetail, data: Any = None) -> AppointmentForm:
    return AppointmentForm(
        data,
        detail=detail,
        fmt=request.fmt,
        sees_money=request.door.actor.may(Permission.SEE_MONEY),
        may_open_projects=request.door.actor.may(Permission.MANAGE_PROJECTS),
    )


def _save(request: DeskRequest, detail: AppointmentDetail, changes: dict[str, Any]) -> None:
    change_appointment(
        business=request.door.business,
        appointment_id=detail.id,
        actor=request.door.actor,
        at=request.at,
        **changes,
    )


def _shown(
    request: DeskRequest, detail: AppointmentDetail, form: AppointmentForm, *, status: int = 200
) -> HttpResponse:
    history = None
    if detail.customer is not None:
        history = customer_history(
            business=request.door.business,
            customer_id=detail.customer.id,
            exclude_appointment=detail.id,
        )
    return page(
        request,
        _TEMPLATE,
        status=status,
        detail=detail,
        form=form,
        history=history,
        offer=offer(request.door, detail, request.at),
        nearness=nearness(request.fmt, detail, request.at),
    )
