"""How a visit ends, or how an ending is undone: dialogs that say beforehand what will happen."""

from __future__ import annotations

from typing import Any

from django.forms import Form
from django.http import HttpResponse
from django.utils.translation import gettext as _

from regulars.actions.appointments.cancel import ToldLater
from regulars.actions.appointments.mark_no_show import mark_no_show
from regulars.actions.appointments.settlement import NotAPrice, SumChanged
from regulars.actions.appointments.status_change import NotPossibleNow
from regulars.actions.appointments.undo import MovedOn
from regulars.actions.deposits.settle import NoPlaceToMove, NothingToDecide, StillBooked
from regulars.actions.deposits.step import DepositMovedOn
from regulars.actions.ledger.pay_back import MoreThanPaid
from regulars.actions.ledger.pay_visit import MoreThanOpen
from regulars.actions.ledger.take_payment import NoAmount
from regulars.actions.messages.occasion import CannotBeTold, NothingToTell
from regulars.actions.opened import SavedMeanwhile
from regulars.actions.taken_time.hold import TimeTaken
from regulars.faces.desk.appointments.back import undo_way, way_back
from regulars.faces.desk.appointments.forms import NoShowForm
from regulars.faces.desk.appointments.money_fields import proposed
from regulars.faces.desk.appointments.offer import reachable
from regulars.faces.desk.entrance import DeskRequest, DeskView, done, page
from regulars.kernel.refusal import Refused
from regulars.queries.appointment_parts import AppointmentDetail
from regulars.queries.ending_money import EndingMoney, ending_money
from regulars.rules.appointment_status import Status
from regulars.rules.permissions import Permission

# What an ending may be refused for; a role that does not suffice is answered by the door.
ANSWERED = (
    NotPossibleNow, ToldLater, MovedOn, TimeTaken, SumChanged, NotAPrice, NoAmount, MoreThanPaid,
    MoreThanOpen, SavedMeanwhile, DepositMovedOn, StillBooked, NothingToDecide, NoPlaceToMove, CannotBeTold, NothingToTell,
)  # fmt: skip


def asked(
    request: DeskRequest,
    dialog: str,
    detail: AppointmentDetail,
    *,
    status: int = 200,
    **context: Any,
) -> HttpResponse:
    """The dialog alone for htmx; a page that consists of it without JavaScript."""
    fragment = f"desk/appointments/_{dialog}.html"
    template = fragment if request.htmx else "desk/appointments/ending.html"
    context |= {"detail": detail, "fragment": fragment, "is_page": not request.htmx}
    context["back"] = way_back(request, detail.id)
    return page(request, template, status=status, **context)


def money_of(request: DeskRequest, detail: AppointmentDetail) -> EndingMoney:
    """What there is to know about its money and its customer's."""
    return ending_money(business=request.door.business, detail=detail, at=request.at)


def money_asked(request: DeskRequest, money: EndingMoney) -> EndingMoney | None:
    """The same for who may decide about it; the others are not asked."""
    return money if request.door.actor.may(Permission.TAKE_PAYMENTS) else None


def told(request: DeskRequest, appointment_id: int) -> dict[str, Any]:
    """What every action is told."""
    return {
        "business": request.door.business,
        "appointment_id": appointment_id,
        "actor": request.door.actor,
        "at": request.at,
    }


def refusal_of(form: Form, refusal: Refused | None) -> int:
    """Say in the dialog why not, for a toast would lie behind it; the answer's status."""
    if refusal is None:
        return 422
    form.add_error(None, str(refusal))
    return 409


class NoShow(DeskView):
    """The customer did not come."""

    permission = Permission.END_APPOINTMENTS

    def get(self, request: DeskRequest, appointment_id: int) -> HttpResponse:
        detail = reachable(request.door, appointment_id)
        return self._asked(request, detail, money_of(request, detail))

    def post(self, request: DeskRequest, appointment_id: int) -> HttpResponse:
        detail = reachable(request.door, appointment_id)
        money = money_of(request, detail)
        form = NoShowForm(request.POST, fmt=request.fmt, money=money_asked(request, money))
        if not form.is_valid():
            return self._asked(request, detail, money, form, status=422)
        ending = form.ending(_usual(money))
        reason = form.cleaned_data["reason"]
        try:
            mark_no_show(**told(request, appointment_id), reason=reason, deposit=ending)
        except ANSWERED as refusal:
            return self._asked(request, detail, money, form, status=refusal_of(form, refusal))
        to = way_back(request, appointment_id)
        way = undo_way(request, appointment_id, Status.NO_SHOW, to=to)
        return done(request, to, _("Marked as no show."), way=way)

    def _asked(
        self,
        request: DeskRequest,
        detail: AppointmentDetail,
        money: EndingMoney,
        form: NoShowForm | None = None,
        *,
        status: int = 200,
    ) -> HttpResponse:
        form = form or NoShowForm(fmt=request.fmt, money=money_asked(request, money))
        usual = _usual(money)
        context = {"form": form, "money": money, "usual": usual, "fate": form.fate(usual)}
        return asked(request, "no_show", detail, status=status, **context)


def _usual(money: EndingMoney) -> str:
    return proposed(money, status=Status.NO_SHOW)
