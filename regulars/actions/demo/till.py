"""What money changes hands in the demo, and what becomes of the deposits?"""

from __future__ import annotations

from datetime import datetime, timedelta

from regulars.actions.demo.draft import Hand
from regulars.actions.demo.studio import Booking, Studio, known
from regulars.records.appointments import Appointment
from regulars.records.deposits import Deposit, DepositStep
from regulars.records.group_sessions import Registration
from regulars.records.ledger import LedgerLine
from regulars.records.staff import StaffMember
from regulars.rules.deposits import DepositState
from regulars.rules.messages import Channel, MessageKind
from regulars.rules.money import LedgerKind, PayMethod

_METHODS = (PayMethod.CARD, PayMethod.OTHER, PayMethod.CASH, PayMethod.TRANSFER)
_METHOD_WEIGHTS = (52, 26, 19, 3)
_LAST_MINUTE = 24 * 60 - 1
_STEP_OF = {
    LedgerKind.DEPOSIT_USED: DepositState.USED,
    LedgerKind.DEPOSIT_KEPT: DepositState.KEPT,
    LedgerKind.DEPOSIT_REFUNDED: DepositState.REFUNDED,
    LedgerKind.DEPOSIT_CREDITED: DepositState.CREDITED,
}


def some_method(studio: Studio) -> PayMethod:
    """How customers here pay, most often by card."""
    return studio.rng.choices(_METHODS, _METHOD_WEIGHTS)[0]


def what(booking: Booking) -> str:
    """What a booking is called on a receipt."""
    if isinstance(booking, Appointment):
        return booking.title or known(booking.service).name
    return booking.group_session.title


def write_line(
    studio: Studio,
    booking: Booking,
    kind: LedgerKind,
    amount: int,
    *,
    at: datetime,
    by: Hand,
    method: PayMethod = PayMethod.OTHER,
    description: str = "",
) -> None:
    """A line of the ledger about a booking."""
    appointment = booking if isinstance(booking, Appointment) else None
    registration = booking if isinstance(booking, Registration) else None
    doer = appointment or known(registration).group_session
    studio.draft.add_signed(
        LedgerLine,
        by=by,
        customer=booking.customer,
        appointment=appointment,
        registration=registration,
        project=appointment.project if appointment else None,
        staff_member=doer.staff_member,
        kind=kind,
        method=method,
        amount_minor=amount,
        currency=studio.currency,
        paid_at=at,
        entered_at=at,
        description=description or what(booking),
    )


def settle(
    studio: Studio,
    booking: Booking,
    *,
    at: datetime,
    by: StaffMember | None,
    deposit: Deposit | None = None,
    method: PayMethod | None = None,
) -> None:
    """Take the price of what is done, less the deposit that is used up by it."""
    due = booking.price_minor or 0
    if deposit is not None and deposit.state == DepositState.PAID:
        end_deposit(studio, deposit, LedgerKind.DEPOSIT_USED, at=at, by=by)
        due -= deposit.amount_minor
    if due > 0:
        write_line(
            studio,
            booking,
            LedgerKind.PAYMENT,
            due,
            at=at,
            by=by,
            method=method or some_method(studio),
        )


def ask_deposit(
    studio: Studio,
    appointment: Appointment,
    amount: int,
    *,
    at: datetime,
    due_at: datetime,
    by: Hand,
) -> Deposit:
    """Ask for a deposit by e-mail."""
    deposit = studio.draft.add(
        Deposit,
        customer=appointment.customer,
        appointment=appointment,
        amount_minor=amount,
        currency=studio.currency,
        asked_at=at,
        due_at=due_at,
    )
    _write_step(studio, deposit, DepositState.ASKED, at=at, by=by)
    _write_to_debtor(studio, deposit, MessageKind.DEPOSIT_ASKED, at=at, channel=Channel.EMAIL)
    return deposit


def remind_of_deposit(studio: Studio, deposit: Deposit, *, at: datetime, channel: Channel) -> None:
    """The clock reminds of an unpaid deposit."""
    _write_step(studio, deposit, DepositState.REMINDED, at=at, by=None)
    _write_to_debtor(studio, deposit, MessageKind.DEPOSIT_REMINDER, at=at, channel=channel)


def receive_deposit(
    studio: Studio, deposit: Deposit, *, at: datetime, method: PayMethod | None = None
) -> None:
    """The customer pays the deposit."""
    _write_step(studio, deposit, DepositState.PAID, at=at, by=deposit.customer)
    write_line(
        studio,
        known(deposit.appointment),
        LedgerKind.DEPOSIT_RECEIVED,
        deposit.amount_minor,
        at=at,
        by=deposit.customer,
        method=method or some_method(studio),
    )


def end_deposit(
    studio: Studio, deposit: Deposit, kind: LedgerKind, *, at: datetime, by: Hand
) -> None:
    """Use, keep, refund or credit a deposit."""
    _write_step(studio, deposit, _STEP_OF[kind], at=at, by=by)
    sign = -1 if kind is LedgerKind.DEPOSIT_REFUNDED else 1
    write_line(studio, known(deposit.appointment), kind, sign * deposit.amount_minor, at=at, by=by)


def hold_again(studio: Studio, deposit: Deposit, *, at: datetime, by: Hand) -> None:
    """Take the keeping of a deposit back by a counter-line, after an ending was undone."""
    _write_step(studio, deposit, DepositState.PAID, at=at, by=by)
    write_line(
        studio,
        known(deposit.appointment),
        LedgerKind.DEPOSIT_KEPT,
        -deposit.amount_minor,
        at=at,
        by=by,
    )


def move_deposit(
    studio: Studio, deposit: Deposit, to: Appointment, *, at: datetime, by: Hand
) -> Deposit:
    """Move a deposit to another appointment of the same customer; the new one is paid already."""
    _write_step(studio, deposit, DepositState.MOVED, at=at, by=by)
    write_line(
        studio,
        known(deposit.appointment),
        LedgerKind.DEPOSIT_MOVED,
        deposit.amount_minor,
        at=at,
        by=by,
        description=f"{what(known(deposit.appointment))} → {what(to)}",
    )
    moved = studio.draft.add(
        Deposit,
        customer=to.customer,
        appointment=to,
        amount_minor=deposit.amount_minor,
        currency=deposit.currency,
        asked_at=at,
    )
    _write_step(studio, moved, DepositState.PAID, at=at, by=by)
    return moved


def lapse_deposit(studio: Studio, deposit: Deposit, *, at: datetime, by: Hand) -> None:
    """Stop asking for a deposit."""
    _write_step(studio, deposit, DepositState.LAPSED, at=at, by=by)


def sell(
    studio: Studio, seller: StaffMember, description: str, amount: int, *, at: datetime
) -> None:
    """Sell something over the counter to nobody in particular."""
    studio.draft.add_signed(
        LedgerLine,
        by=seller,
        staff_member=seller,
        kind=LedgerKind.PAYMENT,
        method=some_method(studio),
        amount_minor=amount,
        currency=studio.currency,
        paid_at=at,
        entered_at=at,
        description=description,
    )


def end_of_day(studio: Studio, moment: datetime, days: int) -> datetime:
    """The last minute of the day so many days after a moment, on the wall clock."""
    return studio.house.moment(studio.house.day_of(moment) + timedelta(days=days), _LAST_MINUTE)


def _write_step(
    studio: Studio, deposit: Deposit, state: DepositState, *, at: datetime, by: Hand
) -> None:
    studio.draft.add_signed(DepositStep, by=by, deposit=deposit, state=state, at=at)
    deposit.state = state


def _write_to_debtor(
    studio: Studio, deposit: Deposit, kind: MessageKind, *, at: datetime, channel: Channel
) -> None:
    booking = known(deposit.appointment)
    studio.send(kind, booking, what=what(booking), at=at, channel=channel, deposit=deposit)
