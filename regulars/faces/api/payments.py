"""Money that came in, and money that was given back."""

from __future__ import annotations

from typing import Annotated

from ninja import Router
from pydantic import ConfigDict, Field, model_validator

from regulars.actions.ledger.pay_back import pay_back
from regulars.actions.ledger.take_payment import take_payment
from regulars.faces.api.bodies import Body, Id, Remark, Yes
from regulars.faces.api.door import ApiRequest
from regulars.faces.api.reading import address_of, reads
from regulars.faces.api.writing import Written, writes
from regulars.queries.ledger_line import LedgerLineDetail, ledger_line
from regulars.rules.money import PayMethod
from regulars.rules.permissions import Scope

router = Router(tags=["money"])

_Sum = Annotated[int, Field(strict=True, ge=1, le=10**12, description="In minor units.")]


@reads(
    router,
    "/ledger/{int:line_id}/",
    called="ledger-line",
    summary="One line of the ledger",
    needs=Scope.MONEY_READ,
)
def line(request: ApiRequest, line_id: int) -> LedgerLineDetail:
    """What came in or went out, how, and what for. Lines are never altered."""
    return ledger_line(business=request.door.business, line_id=line_id)


class Payment(Body):
    """How much came in, how, and what for."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": {"amount_minor": 12000, "method": "card", "appointment_id": 4711}
        }
    )

    amount_minor: _Sum
    method: PayMethod
    appointment_id: Id | None = None
    registration_id: Id | None = None
    customer_id: Id | None = Field(
        default=None,
        description="Without a booking. Without a customer too: somebody not in the book.",
    )
    project_id: Id | None = None
    staff_member_id: Id | None = None
    description: Remark = ""
    is_tip: Yes = False

    @model_validator(mode="after")
    def _is_for_one_thing(self) -> Payment:
        booking = self.appointment_id or self.registration_id
        if self.appointment_id and self.registration_id:
            raise ValueError("name an appointment or a registration, not both")
        if booking and (self.customer_id or self.project_id or self.staff_member_id):
            raise ValueError("a booking has its customer, project and staff member already")
        return self


@writes(
    router,
    "POST",
    "/payments/",
    called="take-payment",
    summary="Write a payment down",
    needs=Scope.MONEY_WRITE,
    answers=LedgerLineDetail,
    is_new=True,
)
def take(request: ApiRequest, told: Payment) -> Written:
    """Money came in just now. Of a booking customer, project and currency are its own."""
    door = request.door
    line_id = take_payment(business=door.business, actor=door.actor, at=request.at, **told.told)
    return _written(request, line_id)


class Refund(Body):
    """How much goes back, how, and of which booking: an appointment or a registration."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": {"amount_minor": 2000, "method": "cash", "appointment_id": 4711}
        }
    )

    amount_minor: _Sum
    method: PayMethod
    appointment_id: Id | None = None
    registration_id: Id | None = None
    description: Remark = ""

    @model_validator(mode="after")
    def _is_of_one_booking(self) -> Refund:
        if bool(self.appointment_id) == bool(self.registration_id):
            raise ValueError("name either an appointment or a registration")
        return self


@writes(
    router,
    "POST",
    "/refunds/",
    called="pay-back",
    summary="Give money back",
    needs=Scope.MONEY_WRITE,
    answers=LedgerLineDetail,
    is_new=True,
)
def give_back(request: ApiRequest, told: Refund) -> Written:
    """Never more than was paid for the booking: 409 `more_than_paid` names the most."""
    door = request.door
    line_id = pay_back(business=door.business, actor=door.actor, at=request.at, **told.told)
    return _written(request, line_id)


def _written(request: ApiRequest, line_id: int) -> Written:
    document = ledger_line(business=request.door.business, line_id=line_id)
    return Written(document, address_of("ledger-line", line_id=line_id), is_new=True)
