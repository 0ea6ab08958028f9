"""Complete a visit: correct the price, take the payment, book the next one."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.translation import gettext as _

from regulars.actions.appointments.complete import complete_appointment
from regulars.faces.desk.appointments.back import undo_way, way_back
from regulars.faces.desk.appointments.completion_form import CompletionForm
from regulars.faces.desk.appointments.ending import (
    ANSWERED,
    asked,
    money_asked,
    money_of,
    refusal_of,
    told,
)
from regulars.faces.desk.appointments.offer import reachable
from regulars.faces.desk.appointments.rebooking import may_rebook, next_time, rebooking_address
from regulars.faces.desk.entrance import DeskRequest, DeskView, done
from regulars.queries.appointment_parts import AppointmentDetail
from regulars.rules.appointment_status import Status
from regulars.rules.permissions import Permission
from regulars.rules.settling import Settlement


class Completion(DeskView):
    """The work is done."""

    permission = Permission.END_APPOINTMENTS

    def get(self, request: DeskRequest, appointment_id: int) -> HttpResponse:
        detail = reachable(request.door, appointment_id)
        # Asked again while somebody types, so a half-typed price is no mistake yet.
        typed = request.GET if "asked" in request.GET else None
        return _asked(request, detail, _form(request, detail, typed))

    def post(self, request: DeskRequest, appointment_id: int) -> HttpResponse:
        detail = reachable(request.door, appointment_id)
        form = _form(request, detail, request.POST)
        if not form.is_valid():
            return _asked(request, detail, form, status=422)
        if "again" in request.POST:
            return _asked(request, detail, form)
        try:
            due = complete_appointment(**told(request, appointment_id), **form.told())
        except ANSWERED as refusal:
            return _asked(request, detail, form, status=refusal_of(form, refusal))
        to = way_back(request, appointment_id)
        way = undo_way(request, appointment_id, Status.COMPLETED, to=to)
        if form.cleaned_data.get("rebook"):
            to = rebooking_address(request, detail, form)
        return done(request, to, _said(request, detail, form, due), way=way)


def _form(request: DeskRequest, detail: AppointmentDetail, data: object = None) -> CompletionForm:
    may_finish = bool(detail.project_id) and not detail.project_is_finished
    return CompletionForm(
        data,  # type: ignore[arg-type]
        detail=detail,
        money=money_asked(request, money_of(request, detail)),
        fmt=request.fmt,
        may_finish=may_finish and request.door.actor.may(Permission.MANAGE_PROJECTS),
        may_rebook=may_rebook(request, detail),
    )


def _asked(
    request: DeskRequest, detail: AppointmentDetail, form: CompletionForm, *, status: int = 200
) -> HttpResponse:
    form.is_valid()
    following = next_time(request, detail, form) if "rebook" in form.fields else None
    context = {"form": form, "money": form.money, "due": form.due(), "following": following}
    return asked(request, "completion", detail, status=status, **context)


def _said(
    request: DeskRequest, detail: AppointmentDetail, form: CompletionForm, due: Settlement
) -> str:
    """What happened, with the sum that changed hands."""
    payment = form.payment
    if payment is None:
        return _("Completed.")
    taken = due.to_pay_minor + payment.tip_minor
    amount = request.fmt.money_short(abs(taken), detail.currency)
    if taken < 0:
        return _("Completed. %(amount)s given back.") % {"amount": amount}
    return _("Completed. %(amount)s taken.") % {"amount": amount} if taken else _("Completed.")
