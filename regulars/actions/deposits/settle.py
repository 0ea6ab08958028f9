"""Decide what becomes of a paid deposit whose visit does not take place."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from regulars.actions.deposits.step import deposits_of, paid_of, set_state, take_step
from regulars.actions.wholly import wholly
from regulars.kernel.actor import Actor
from regulars.kernel.refusal import Refused
from regulars.kernel.tenant import Tenant
from regulars.records.appointments import Appointment
from regulars.records.deposits import Deposit
from regulars.records.ledger import LedgerLine
from regulars.rules.appointment_status import ACTIVE, Status, is_active
from regulars.rules.deposits import STATE_OF, DepositEnding, DepositState, Fate
from regulars.rules.money import LedgerKind, PayMethod
from regulars.rules.permissions import Permission


class StillBooked(Refused):
    """The visit may yet take place, and then the deposit is used up by it."""

    code = "still_booked"
    sentence = _("The appointment has no ending yet. Cancel it first, or mark it as a no show.")


class NothingToDecide(Refused):
    """There is no paid deposit that waits."""

    code = "nothing_to_decide"
    sentence = _("There is no paid deposit here that waits for a decision.")


class NoPlaceToMove(Refused):
    """The appointment it should move to is not one of this customer that lies ahead."""

    code = "no_place_to_move"
    sentence = _(
        "A deposit moves to another appointment of the same customer that is still ahead. "
        "Choose one, or give credit."
    )


@wholly
def settle_deposits(
    *,
    business: Tenant,
    appointment_id: int,
    ending: DepositEnding,
    actor: Actor,
    at: datetime,
) -> None:
    """Keep, refund, credit or move what was paid beforehand for an appointment that has ended.

    Its own deposits; where it has none that wait, those of its project. A refund goes back the way
    it came unless the ending names another. Raises StillBooked, NothingToDecide, NoPlaceToMove,
    Forbidden.
    """
    actor.must(Permission.TAKE_PAYMENTS, business)
    appointment = (
        Appointment.objects.of(business).select_related("business").locked().get(id=appointment_id)
    )
    deposits = paid_of(deposits_of(appointment, with_project=True))
    own = [deposit for deposit in deposits if deposit.appointment_id is not None]

    if is_active(Status(appointment.status)):
        raise StillBooked
    if not deposits:
        raise NothingToDecide
    to = _other_visit(appointment, ending, at=at) if ending.fate is Fate.MOVE else None

    for deposit in own or deposits:
        method = PayMethod.UNKNOWN
        if ending.fate is Fate.REFUND:
            method = ending.method or _paid_by(deposit)
        take_step(deposit, STATE_OF[ending.fate], of=appointment, method=method, actor=actor, at=at)
        if to is not None:
            _begin_again(deposit, to, actor=actor, at=at)


def _other_visit(appointment: Appointment, ending: DepositEnding, *, at: datetime) -> Appointment:
    """Read, not held: whoever ends it meanwhile finds the deposit there, still to be decided."""
    found: Appointment | None = (
        Appointment.objects.of(appointment.business)
        .filter(
            id=ending.to_appointment_id or 0,
            customer_id=appointment.customer_id or 0,
            currency=appointment.currency,
            status__in=ACTIVE,
            starts_at__gt=at,
        )
        .exclude(id=appointment.id)
        .first()
    )
    if found is None:
        raise NoPlaceToMove
    return found


def _paid_by(deposit: Deposit) -> PayMethod:
    """How it came in, as far as the ledger knows; for one that was moved, where it came from."""
    while deposit.moved_from is not None:
        deposit = deposit.moved_from
    lines = LedgerLine.objects.of(deposit.business).filter(
        kind=LedgerKind.DEPOSIT_RECEIVED,
        customer_id=deposit.customer_id,
        amount_minor=deposit.amount_minor,
        appointment=deposit.appointment,
    )
    if deposit.appointment is None:
        lines = lines.filter(project=deposit.project)
    method = lines.order_by("-id").values_list("method", flat=True).first()
    return PayMethod(method or PayMethod.UNKNOWN)


def _begin_again(deposit: Deposit, to: Appointment, *, actor: Actor, at: datetime) -> None:
    """The same money as a deposit of the other appointment, paid already."""
    moved = Deposit.objects.create(
        business_id=deposit.business_id,
        customer_id=deposit.customer_id,
        appointment=to,
        amount_minor=deposit.amount_minor,
        currency=deposit.currency,
        asked_at=at,
        moved_from=deposit,
    )
    set_state(moved, DepositState.PAID, actor=actor, at=at)
