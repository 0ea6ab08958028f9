"""Take what is still open for a visit, or a part of it, and a tip."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from regulars.actions.ledger.take_payment import NoAmount, take_payment
from regulars.actions.ledger.write import balance_of, must_know_the_ledger
from regulars.actions.wholly import wholly
from regulars.actions.wording import formats_of
from regulars.kernel.actor import Actor
from regulars.kernel.refusal import Refused
from regulars.kernel.tenant import Tenant
from regulars.records.appointments import Appointment
from regulars.rules.permissions import Permission
from regulars.rules.settling import Payment, settle


class MoreThanOpen(Refused):
    """More than is still to pay; the sentence names the sum."""

    code = "more_than_open"


@wholly
def pay_visit(
    *,
    business: Tenant,
    appointment_id: int,
    payment: Payment,
    actor: Actor,
    at: datetime,
    lines_seen: int | None = None,
) -> None:
    """Write down that the customer paid; without an amount it is all that is open.

    No more than is open where a price is agreed: what goes beyond it is a tip. `lines_seen` is how
    many lines of the ledger the visit had when somebody looked, so that a payment sent twice is
    taken once. Raises SavedMeanwhile, MoreThanOpen, NoAmount, Forbidden.
    """
    actor.must(Permission.TAKE_PAYMENTS, business)
    appointment = (
        Appointment.objects.of(business).select_related("business").locked().get(id=appointment_id)
    )

    must_know_the_ledger(appointment, lines_seen)
    due = settle(price_minor=appointment.price_minor, so_far=balance_of(appointment))
    amount = due.to_pay_minor if payment.amount_minor is None else payment.amount_minor
    if amount < 0 or payment.tip_minor < 0 or not amount + payment.tip_minor:
        raise NoAmount
    if amount > max(0, due.to_pay_minor) and appointment.price_minor is not None:
        raise MoreThanOpen(_why_not(appointment, max(0, due.to_pay_minor)))

    told: dict[str, Any] = {
        "business": business,
        "appointment_id": appointment_id,
        "method": payment.method,
        "actor": actor,
        "at": at,
    }
    if amount:
        take_payment(amount_minor=amount, **told)
    if payment.tip_minor:
        take_payment(amount_minor=payment.tip_minor, is_tip=True, description=_("Tip"), **told)


def _why_not(appointment: Appointment, still_open: int) -> str:
    if not still_open:
        return _("Nothing is open any more. Write what goes beyond the price as a tip.")
    amount = formats_of(appointment.business).money_short(still_open, appointment.currency)
    return _("Only %(amount)s is still open. Write what goes beyond it as a tip.") % {
        "amount": amount
    }
