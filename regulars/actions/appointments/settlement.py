"""Square what a visit costs with what was paid for it, while it is being completed."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from regulars.actions.deposits.step import deposits_of, paid_of
from regulars.actions.deposits.use import use_deposits
from regulars.actions.ledger.pay_back import pay_back
from regulars.actions.ledger.take_payment import NoAmount, take_payment
from regulars.actions.ledger.write import balance_of, credit_of, write_line
from regulars.actions.wording import formats_of
from regulars.kernel.actor import Actor, Forbidden
from regulars.kernel.refusal import Refused
from regulars.records.appointments import Appointment
from regulars.records.audit import AuditEntry
from regulars.rules.money import LedgerKind
from regulars.rules.permissions import Permission
from regulars.rules.settling import Entry, Payment, Settlement, settle


class SumChanged(Refused):
    """What is to pay is no longer what the screen said; the sentence names the sum."""

    code = "sum_changed"


class NotAPrice(Refused):
    """A price below zero."""

    code = "not_a_price"
    sentence = gettext_lazy("A price is not below zero. Write an amount, for example 120.00.")


def settle_visit(
    appointment: Appointment,
    *,
    price_minor: int | None,
    payment: Payment | None,
    spends_credit: bool,
    is_last: bool,
    actor: Actor,
    at: datetime,
) -> Settlement:
    """Freeze the price, use deposits and credit up, take the payment or give back what is over.

    Within the transaction that completes the held appointment. Raises SumChanged, NotAPrice,
    NoAmount, Forbidden.
    """
    if (payment or spends_credit) and not actor.may(Permission.TAKE_PAYMENTS):
        raise Forbidden
    _set_price(appointment, price_minor, actor=actor, at=at)

    settlement = _due(appointment, is_last=is_last, spends_credit=spends_credit)
    if payment is not None and payment.amount_minor not in (None, settlement.to_pay_minor):
        raise SumChanged(_sum_now(appointment, settlement.to_pay_minor))

    use_deposits(appointment, with_project=is_last, actor=actor, at=at)
    if settlement.credit_minor:
        for kind, amount in (
            (LedgerKind.DEPOSIT_CREDITED, -settlement.credit_minor),
            (LedgerKind.DEPOSIT_USED, settlement.credit_minor),
        ):
            write_line(Entry(kind, amount), booking=appointment, actor=actor, at=at)
    if payment is not None:
        _settle_at_the_till(appointment, settlement.to_pay_minor, payment, actor=actor, at=at)
    return settlement


def _set_price(
    appointment: Appointment, price_minor: int | None, *, actor: Actor, at: datetime
) -> None:
    was = appointment.price_minor
    if price_minor is None or price_minor == was:
        return
    if not actor.may(Permission.SEE_MONEY):
        raise Forbidden
    if price_minor < 0:
        raise NotAPrice
    appointment.price_minor = price_minor
    appointment.save(update_fields=["price_minor"])
    AuditEntry.objects.record(
        actor,
        "appointment.changed",
        appointment,
        at=at,
        customer_id=appointment.customer_id,
        changes={"price_minor": [was, price_minor]},
    )


def _due(appointment: Appointment, *, is_last: bool, spends_credit: bool) -> Settlement:
    deposits = paid_of(deposits_of(appointment, with_project=is_last))
    credit = 0
    if spends_credit:
        credit = credit_of(
            business=appointment.business,
            customer_id=appointment.customer_id,
            currency=appointment.currency,
        )
    return settle(
        price_minor=appointment.price_minor,
        so_far=balance_of(appointment),
        project_deposit_minor=sum(d.amount_minor for d in deposits if d.appointment_id is None),
        credit_minor=credit,
    )


def _sum_now(appointment: Appointment, to_pay_minor: int) -> str:
    fmt = formats_of(appointment.business)
    if to_pay_minor < 0:
        amount = fmt.money(-to_pay_minor, appointment.currency)
        return _("Now %(amount)s is to be given back. Check it and confirm.") % {"amount": amount}
    amount = fmt.money(to_pay_minor, appointment.currency)
    return _("Now %(amount)s is to pay. Check it and confirm.") % {"amount": amount}


def _settle_at_the_till(
    appointment: Appointment, to_pay_minor: int, payment: Payment, *, actor: Actor, at: datetime
) -> None:
    told: dict[str, Any] = {
        "business": appointment.business,
        "appointment_id": appointment.id,
        "method": payment.method,
        "actor": actor,
        "at": at,
    }
    if payment.tip_minor < 0:
        raise NoAmount
    if to_pay_minor > 0:
        take_payment(amount_minor=to_pay_minor, **told)
    if to_pay_minor < 0:
        pay_back(amount_minor=-to_pay_minor, **told)
    if payment.tip_minor:
        take_payment(amount_minor=payment.tip_minor, is_tip=True, description=_("Tip"), **told)
