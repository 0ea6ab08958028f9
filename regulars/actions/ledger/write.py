"""Write lines into the ledger, and read what stands there about one booking."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Sum

from regulars.actions.opened import SavedMeanwhile
from regulars.kernel.actor import Actor
from regulars.kernel.tenant import Tenant
from regulars.records.appointments import Appointment
from regulars.records.deposits import Deposit
from regulars.records.group_sessions import Registration
from regulars.records.ledger import LedgerLine
from regulars.rules.deposits import DepositState
from regulars.rules.money import LedgerKind, PayMethod
from regulars.rules.settling import Balance, Entry, balance

Booking = Appointment | Registration


def write_line(
    entry: Entry,
    *,
    booking: Booking,
    actor: Actor,
    at: datetime,
    method: PayMethod = PayMethod.UNKNOWN,
    project_id: int | None = None,
    description: str = "",
) -> LedgerLine:
    """One line about a booking; without a `project_id` it is the booking's own."""
    appointment = booking if isinstance(booking, Appointment) else None
    line: LedgerLine = LedgerLine.objects.create(
        business_id=booking.business_id,
        customer_id=booking.customer_id,
        appointment=appointment,
        registration=booking if isinstance(booking, Registration) else None,
        project_id=project_id or (appointment.project_id if appointment else None),
        staff_member_id=_staff_member(booking),
        kind=entry.kind,
        method=method,
        amount_minor=entry.amount_minor,
        is_tip=entry.is_tip,
        currency=booking.currency,
        paid_at=at,
        entered_at=at,
        description=description,
        actor_kind=actor.kind,
        actor_id=actor.id,
    )
    return line


def _staff_member(booking: Booking) -> int | None:
    doer = booking if isinstance(booking, Appointment) else booking.group_session
    member: int | None = doer.staff_member_id
    return member


def balance_of(booking: Booking) -> Balance:
    """What was paid for the booking so far."""
    lines = LedgerLine.objects.of(booking.business)
    deposits: list[tuple[DepositState, int]] = []
    if isinstance(booking, Appointment):
        lines = lines.filter(appointment=booking)
        own = Deposit.objects.of(booking.business).filter(appointment=booking)
        deposits = [
            (DepositState(state), amount)
            for state, amount in own.values_list("state", "amount_minor")
        ]
    else:
        lines = lines.filter(registration=booking)
    entries = (
        Entry(LedgerKind(kind), amount, is_tip)
        for kind, amount, is_tip in lines.values_list("kind", "amount_minor", "is_tip")
    )
    return balance(entries, deposits=deposits)


def must_know_the_ledger(booking: Booking, lines_seen: int | None) -> None:
    """Raise SavedMeanwhile unless the booking has as many lines as somebody saw; None saw nothing.

    Lines are only ever added, so their number says whether anything happened since.
    """
    if lines_seen is None:
        return
    column = "appointment" if isinstance(booking, Appointment) else "registration"
    lines = LedgerLine.objects.of(booking.business).filter(**{column: booking})
    if lines.count() != lines_seen:
        raise SavedMeanwhile


def credit_of(*, business: Tenant, customer_id: int | None, currency: str) -> int:
    """What the customer has to their credit from deposits that were not used."""
    if customer_id is None:
        return 0
    lines = LedgerLine.objects.of(business).filter(
        customer_id=customer_id, currency=currency, kind=LedgerKind.DEPOSIT_CREDITED
    )
    return int(lines.aggregate(total=Sum("amount_minor"))["total"] or 0)
