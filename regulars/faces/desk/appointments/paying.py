"""Money after the visit: paid later, given back, and deposits that still wait for a decision."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.translation import gettext as _

from regulars.actions.deposits.settle import settle_deposits
from regulars.actions.ledger.pay_back import pay_back
from regulars.actions.ledger.pay_visit import pay_visit
from regulars.faces.desk.appointments.back import way_back
from regulars.faces.desk.appointments.ending import ANSWERED, asked, money_of, refusal_of, told
from regulars.faces.desk.appointments.money_fields import proposed
from regulars.faces.desk.appointments.offer import reachable
from regulars.faces.desk.appointments.payment_forms import DepositForm, PaymentForm, RepaymentForm
from regulars.faces.desk.entrance import DeskRequest, DeskView, done
from regulars.kernel import words
from regulars.queries.appointment_parts import AppointmentDetail
from regulars.queries.ending_money import EndingMoney
from regulars.rules.cancellation import CancelledBy
from regulars.rules.deposits import STATE_OF
from regulars.rules.permissions import Permission


class PaymentTaking(DeskView):
    """The customer pays what is still open, or a part of it."""

    permission = Permission.TAKE_PAYMENTS

    def get(self, request: DeskRequest, appointment_id: int) -> HttpResponse:
        detail = reachable(request.door, appointment_id)
        form = PaymentForm(detail=detail, fmt=request.fmt)
        return asked(request, "payment", detail, form=form)

    def post(self, request: DeskRequest, appointment_id: int) -> HttpResponse:
        detail = reachable(request.door, appointment_id)
        form = PaymentForm(request.POST, detail=detail, fmt=request.fmt)
        if not form.is_valid():
            return asked(request, "payment", detail, form=form, status=422)
        try:
            pay_visit(
                **told(request, appointment_id),
                payment=form.payment,
                lines_seen=_lines_seen(request),
            )
        except ANSWERED as refusal:
            return asked(request, "payment", detail, form=form, status=refusal_of(form, refusal))
        amount = request.fmt.money_short(form.total_minor, detail.currency)
        sentence = _("%(amount)s taken.") % {"amount": amount}
        return done(request, way_back(request, appointment_id), sentence)


class Repayment(DeskView):
    """What was paid is given back, by a counter-line."""

    permission = Permission.TAKE_PAYMENTS

    def get(self, request: DeskRequest, appointment_id: int) -> HttpResponse:
        detail = reachable(request.door, appointment_id)
        paid_by = money_of(request, detail).paid_by
        form = RepaymentForm(detail=detail, fmt=request.fmt, paid_by=paid_by)
        return asked(request, "repayment", detail, form=form)

    def post(self, request: DeskRequest, appointment_id: int) -> HttpResponse:
        detail = reachable(request.door, appointment_id)
        form = RepaymentForm(request.POST, detail=detail, fmt=request.fmt)
        if not form.is_valid():
            return asked(request, "repayment", detail, form=form, status=422)
        try:
            pay_back(
                **told(request, appointment_id), **form.told(), lines_seen=_lines_seen(request)
            )
        except ANSWERED as refusal:
            return asked(request, "repayment", detail, form=form, status=refusal_of(form, refusal))
        amount = request.fmt.money_short(form.cleaned_data["amount"], detail.currency)
        sentence = _("%(amount)s given back.") % {"amount": amount}
        return done(request, way_back(request, appointment_id), sentence)


class DepositDecision(DeskView):
    """What becomes of a deposit that nobody decided about when the visit ended."""

    permission = Permission.TAKE_PAYMENTS

    def get(self, request: DeskRequest, appointment_id: int) -> HttpResponse:
        detail = reachable(request.door, appointment_id)
        money = money_of(request, detail)
        return _decision(request, detail, money, DepositForm(fmt=request.fmt, money=money))

    def post(self, request: DeskRequest, appointment_id: int) -> HttpResponse:
        detail = reachable(request.door, appointment_id)
        money = money_of(request, detail)
        form = DepositForm(request.POST, fmt=request.fmt, money=money)
        if not form.is_valid():
            return _decision(request, detail, money, form, status=422)
        ending = form.ending(_usual(detail, money))
        if ending is None:
            return done(request, way_back(request, appointment_id))
        try:
            settle_deposits(**told(request, appointment_id), ending=ending)
        except ANSWERED as refusal:
            return _decision(request, detail, money, form, status=refusal_of(form, refusal))
        sentence = _("The deposit: %(state)s.") % {"state": words.DEPOSIT[STATE_OF[ending.fate]]}
        return done(request, way_back(request, appointment_id), sentence)


def _lines_seen(request: DeskRequest) -> int | None:
    """How many lines of the ledger the form was opened with; whoever sends it twice says the same."""
    said = request.POST.get("lines", "")
    return int(said) if said.isascii() and said.isdigit() and len(said) < 9 else None


def _decision(
    request: DeskRequest,
    detail: AppointmentDetail,
    money: EndingMoney,
    form: DepositForm,
    *,
    status: int = 200,
) -> HttpResponse:
    usual = _usual(detail, money)
    context = {"form": form, "money": money, "usual": usual, "fate": form.fate(usual)}
    return asked(request, "deposit", detail, status=status, **context)


def _usual(detail: AppointmentDetail, money: EndingMoney) -> str:
    by = detail.latest.cancelled_by if detail.latest else ""
    return proposed(money, status=detail.status, by=CancelledBy(by) if by else None)
