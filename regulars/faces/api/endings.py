"""How an appointment goes on: confirmed, checked in, completed, missed, cancelled, or undone."""

from __future__ import annotations

from typing import Literal

from pydantic import ConfigDict, Field

from regulars.actions.appointments.cancel import cancel_appointment
from regulars.actions.appointments.check_in import check_in_appointment
from regulars.actions.appointments.complete import complete_appointment
from regulars.actions.appointments.confirm import confirm_appointment
from regulars.actions.appointments.mark_no_show import mark_no_show
from regulars.actions.appointments.undo import undo_status
from regulars.faces.api.appointments import router
from regulars.faces.api.bodies import Amount, Body, Id, Moment, Remark, Yes
from regulars.faces.api.booking import appointment_written
from regulars.faces.api.door import ApiRequest
from regulars.faces.api.writing import Written, writes
from regulars.queries.appointment_parts import AppointmentDetail
from regulars.rules.appointment_status import Status
from regulars.rules.cancellation import CancelledBy
from regulars.rules.deposits import DepositEnding, Fate
from regulars.rules.money import PayMethod
from regulars.rules.permissions import Scope
from regulars.rules.settling import Payment

_ONE = "/appointments/{int:appointment_id}"


@writes(
    router,
    "POST",
    f"{_ONE}/confirmation/",
    called="confirm-appointment",
    summary="Confirm an appointment",
    needs=Scope.APPOINTMENTS_WRITE,
    answers=AppointmentDetail,
)
def confirm(request: ApiRequest, appointment_id: int) -> Written:
    """The customer said yes to the appointment. It takes no body."""
    door = request.door
    confirm_appointment(
        business=door.business, appointment_id=appointment_id, actor=door.actor, at=request.at
    )
    return appointment_written(request, appointment_id)


@writes(
    router,
    "POST",
    f"{_ONE}/check-in/",
    called="check-in-appointment",
    summary="Check a customer in",
    needs=Scope.APPOINTMENTS_WRITE,
    answers=AppointmentDetail,
)
def check_in(request: ApiRequest, appointment_id: int) -> Written:
    """The customer has come; the time is held until the end. It takes no body."""
    door = request.door
    check_in_appointment(
        business=door.business, appointment_id=appointment_id, actor=door.actor, at=request.at
    )
    return appointment_written(request, appointment_id)


class PaymentAtTheEnd(Body):
    """How the customer pays, and what beyond the price."""

    method: PayMethod
    amount_minor: Amount | None = Field(
        default=None,
        description="What is thought to be due: refused where it is another sum by now.",
    )
    tip_minor: Amount = 0


class Completion(Body):
    """What it cost in the end and how it is paid."""

    model_config = ConfigDict(
        json_schema_extra={"example": {"payment": {"method": "card", "tip_minor": 500}}}
    )

    price_minor: Amount | None = Field(
        default=None, description="Corrects the price for good. Needs a scope for money too."
    )
    payment: PaymentAtTheEnd | None = Field(
        default=None,
        description="Without it what is due stays open. Needs the scope money:write too.",
    )
    spends_credit: Yes = False
    was_last_session: Yes = Field(default=False, description="Finishes the project too.")


@writes(
    router,
    "POST",
    f"{_ONE}/completion/",
    called="complete-appointment",
    summary="Complete an appointment",
    needs=Scope.APPOINTMENTS_WRITE,
    answers=AppointmentDetail,
)
def complete(request: ApiRequest, appointment_id: int, told: Completion | None = None) -> Written:
    """The work is done: its time is free, paid deposits are used up, the payment is written down.

    Not before the start, unless the customer has checked in. 409 `sum_changed` names what is due.
    """
    door, told = request.door, told or Completion()
    payment = told.payment and Payment(**told.payment.told)
    complete_appointment(
        business=door.business,
        appointment_id=appointment_id,
        actor=door.actor,
        at=request.at,
        **told.told | {"payment": payment},
    )
    return appointment_written(request, appointment_id)


class DepositDecision(Body):
    """What becomes of a paid deposit: kept, refunded, credited, or moved to another appointment."""

    fate: Fate
    method: PayMethod | None = Field(default=None, description="Of a refund; else as it was paid.")
    to_appointment_id: Id | None = Field(default=None, description="Of a move.")


class NoShow(Body):
    """Why, and what becomes of the deposit."""

    reason: Remark = ""
    deposit: DepositDecision | None = Field(
        default=None,
        description="Without it a paid deposit waits. Needs the scope money:write too.",
    )


@writes(
    router,
    "POST",
    f"{_ONE}/no-show/",
    called="mark-no-show",
    summary="Mark a no-show",
    needs=Scope.APPOINTMENTS_WRITE,
    answers=AppointmentDetail,
)
def missed(request: ApiRequest, appointment_id: int, told: NoShow | None = None) -> Written:
    """The customer did not come. Not before the start."""
    door, told = request.door, told or NoShow()
    mark_no_show(
        business=door.business,
        appointment_id=appointment_id,
        reason=told.reason,
        deposit=_ending(told.deposit),
        actor=door.actor,
        at=request.at,
    )
    return appointment_written(request, appointment_id)


class Cancellation(Body):
    """Who calls it off, and when the studio was told."""

    model_config = ConfigDict(
        json_schema_extra={"example": {"by": "customer", "told_at": "2026-12-15T08:00:00Z"}}
    )

    by: Literal["customer", "studio"]
    told_at: Moment | None = Field(default=None, description="Without it: now.")
    reason: Remark = ""
    deposit: DepositDecision | None = Field(
        default=None,
        description="Without it a paid deposit waits. Needs the scope money:write too.",
    )
    tells_customer: Yes = Field(default=False, description="Writes the customer a message.")


@writes(
    router,
    "POST",
    f"{_ONE}/cancellation/",
    called="cancel-appointment",
    summary="Cancel an appointment",
    needs=Scope.APPOINTMENTS_WRITE,
    answers=AppointmentDetail,
)
def cancel(request: ApiRequest, appointment_id: int, told: Cancellation) -> Written:
    """Call it off; its time is free. Judged by `told_at`: on time or too late, see `status`."""
    door = request.door
    cancel_appointment(
        business=door.business,
        appointment_id=appointment_id,
        by=CancelledBy(told.by),
        told_at=told.told_at or request.at,
        reason=told.reason,
        deposit=_ending(told.deposit),
        tells_customer=told.tells_customer,
        actor=door.actor,
        at=request.at,
    )
    return appointment_written(request, appointment_id)


def _ending(told: DepositDecision | None) -> DepositEnding | None:
    return DepositEnding(**told.told) if told else None


class Undo(Body):
    """What is meant to be undone, and why."""

    expects: Status | None = Field(
        default=None, description="Refused where the appointment is not of this status any more."
    )
    reason: Remark = ""
    gives_back: PayMethod | None = Field(
        default=None,
        description="How what was paid goes back, with money:write; without it payments stay.",
    )


@writes(
    router,
    "POST",
    f"{_ONE}/undo/",
    called="undo-appointment",
    summary="Undo the latest change of status",
    needs=Scope.APPOINTMENTS_WRITE,
    answers=AppointmentDetail,
)
def undo(request: ApiRequest, appointment_id: int, told: Undo | None = None) -> Written:
    """Give the appointment the status that it had before; 409 `time_taken` if its time is gone."""
    door, told = request.door, told or Undo()
    undo_status(
        business=door.business,
        appointment_id=appointment_id,
        actor=door.actor,
        at=request.at,
        **told.told,
    )
    return appointment_written(request, appointment_id)
