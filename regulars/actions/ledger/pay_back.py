"""Give back what was paid for a booking."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from regulars.actions.ledger.take_payment import NoAmount
from regulars.actions.ledger.write import Booking, balance_of, must_know_the_ledger, write_line
from regulars.actions.wholly import wholly
from regulars.actions.wording import formats_of
from regulars.kernel.actor import Actor
from regulars.kernel.refusal import Refused
from regulars.kernel.tenant import Tenant
from regulars.records.appointments import Appointment
from regulars.records.audit import AuditEntry
from regulars.records.group_sessions import Registration
from regulars.rules.money import PayMethod
from regulars.rules.permissions import Permission
from regulars.rules.settling import lines_back


class MoreThanPaid(Refused):
    """More would go back than came in; the sentence names the most."""

    code = "more_than_paid"


@wholly
def pay_back(
    *,
    business: Tenant,
    amount_minor: int,
    method: PayMethod,
    actor: Actor,
    at: datetime,
    appointment_id: int | None = None,
    registration_id: int | None = None,
    description: str = "",
    lines_seen: int | None = None,
) -> int:
    """Write down that money was given back for a booking; returns the id of the counter-line.

    Never more than was paid for it and not yet given back, deposits used up by it included; the
    tip goes last, as a line of its own. `lines_seen` is how many lines of the ledger the booking had
    when somebody looked. Raises SavedMeanwhile, NoAmount, MoreThanPaid, Forbidden.
    """
    actor.must(Permission.TAKE_PAYMENTS, business)
    booking = _held(business, appointment_id, registration_id)

    if amount_minor <= 0:
        raise NoAmount
    must_know_the_ledger(booking, lines_seen)
    so_far = balance_of(booking)
    if amount_minor > so_far.returnable_minor:
        raise MoreThanPaid(_why_not(booking, so_far.returnable_minor))

    lines = [
        write_line(
            entry,
            booking=booking,
            method=method,
            actor=actor,
            at=at,
            description=description.strip(),
        )
        for entry in lines_back(amount_minor, so_far=so_far)
    ]

    AuditEntry.objects.record(
        actor,
        "payment.given_back",
        booking,
        at=at,
        customer_id=booking.customer_id,
        changes={"amount_minor": [None, amount_minor], "method": [None, method]},
    )
    line_id: int = lines[0].id
    return line_id


def _held(business: Tenant, appointment_id: int | None, registration_id: int | None) -> Booking:
    """The booking, so that two do not give the same money back. Raises DoesNotExist."""
    if appointment_id is not None and registration_id is not None:
        raise ValueError("money is given back for one booking")
    booking: Booking
    if registration_id is not None:
        booking = (
            Registration.objects.of(business)
            .select_related("business", "group_session")
            .locked()
            .get(id=registration_id)
        )
    elif appointment_id is not None:
        booking = (
            Appointment.objects.of(business)
            .select_related("business")
            .locked()
            .get(id=appointment_id)
        )
    else:
        raise ValueError("money is given back for a booking")
    return booking


def _why_not(booking: Booking, most: int) -> str:
    if not most:
        return _("Nothing was paid for this that could be given back.")
    amount = formats_of(booking.business).money_short(most, booking.currency)
    return _("At most %(amount)s can be given back, for that is what was paid.") % {
        "amount": amount
    }
