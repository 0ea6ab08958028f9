"""Undo the latest change of status, and say what stays as it is."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from regulars.actions.appointments.undo import undo_status
from regulars.faces.desk.appointments.back import way_back
from regulars.faces.desk.appointments.ending import ANSWERED, asked, money_of, refusal_of, told
from regulars.faces.desk.appointments.forms import UndoForm
from regulars.faces.desk.appointments.offer import reachable
from regulars.faces.desk.entrance import DeskRequest, DeskView, done
from regulars.kernel import words
from regulars.queries.appointment_detail import appointment_detail
from regulars.queries.appointment_parts import AppointmentDetail
from regulars.rules.appointment_status import Status
from regulars.rules.deposits import DepositState
from regulars.rules.permissions import Permission


class Undoing(DeskView):
    """The latest change of status was a mistake."""

    permission = Permission.UNDO_ENDINGS

    def get(self, request: DeskRequest, appointment_id: int) -> HttpResponse:
        detail = reachable(request.door, appointment_id)
        return asked(request, "undo", detail, form=_undo_form(request, detail))

    def post(self, request: DeskRequest, appointment_id: int) -> HttpResponse:
        detail = reachable(request.door, appointment_id)
        form = _undo_form(request, detail, request.POST)
        if not form.is_valid():
            return asked(request, "undo", detail, form=form, status=422)
        try:
            status = _undo(request, appointment_id, form)
        except ANSWERED as refusal:
            status_code = refusal_of(form, refusal)
            return asked(request, "undo", detail, form=form, status=status_code)
        sentence, way = _undone(request, appointment_id, status)
        return done(request, way_back(request, appointment_id), sentence, way=way)


def _undo_form(request: DeskRequest, detail: AppointmentDetail, data: Any = None) -> UndoForm:
    """Asks about money where a completion took some, and the person may give it back."""
    asks = (
        detail.status is Status.COMPLETED
        and detail.balance.taken_minor > 0
        and request.door.actor.may(Permission.TAKE_PAYMENTS)
    )
    return UndoForm(data, paid_by=money_of(request, detail).paid_by if asks else None)


def _undo(request: DeskRequest, appointment_id: int, form: UndoForm) -> Status:
    said = request.POST.get("of") or request.GET.get("of")
    return undo_status(
        **told(request, appointment_id),
        reason=form.cleaned_data["reason"],
        expects=Status(said) if said in set(Status) else None,
        gives_back=form.gives_back,
    )


def _undone(request: DeskRequest, appointment_id: int, status: Status) -> tuple[str, str]:
    """What happened and what stays, and the way to give money back."""
    detail = appointment_detail(business=request.door.business, appointment_id=appointment_id)
    said = [_("Undone. The appointment is: %(status)s.") % {"status": words.status_word(status)}]
    if not request.door.actor.may(Permission.SEE_MONEY):
        return said[0], ""
    refunded = sum(
        deposit.amount_minor
        for deposit in detail.deposits
        if deposit.state is DepositState.REFUNDED and not deposit.is_of_project
    )
    if refunded:
        amount = request.fmt.money_short(refunded, detail.currency)
        said.append(_("The refund of %(amount)s stays: it was paid out.") % {"amount": amount})
    taken = detail.balance.taken_minor
    if not taken:
        return " ".join(said), ""
    amount = request.fmt.money_short(taken, detail.currency)
    said.append(_("%(amount)s was taken and stays in the till.") % {"amount": amount})
    if not request.door.actor.may(Permission.TAKE_PAYMENTS):
        return " ".join(said), ""
    place = {"business": request.door.business.slug, "appointment_id": appointment_id}
    return " ".join(said), f"give_back {reverse('desk:appointment-repayment', kwargs=place)}"
