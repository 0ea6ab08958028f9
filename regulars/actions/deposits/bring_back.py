"""Take back what became of deposits, because the ending that decided it is undone."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Sum

from regulars.actions.deposits.step import deposits_of, set_state
from regulars.actions.ledger.write import credit_of, write_line
from regulars.kernel.actor import Actor
from regulars.records.appointments import Appointment
from regulars.records.audit import AuditEntry
from regulars.records.deposits import Deposit, DepositStep
from regulars.records.ledger import LedgerLine
from regulars.rules.deposits import LINE_OF, OPEN, DepositState
from regulars.rules.money import LedgerKind
from regulars.rules.settling import Entry

_COUNTED = (DepositState.KEPT, DepositState.CREDITED, DepositState.MOVED)
_SPENT = (LedgerKind.DEPOSIT_USED, LedgerKind.DEPOSIT_CREDITED)


def bring_back_deposits(
    appointment: Appointment, *, since: datetime, actor: Actor, at: datetime
) -> None:
    """Deposits wait again as before the ending, which was at `since`; counter-lines say so.

    Within the transaction that undoes the held appointment's ending. What left the house stays as
    it is: a refund, a credit spent by now, a deposit that another visit has used.
    """
    for deposit in deposits_of(appointment, with_project=True):
        state = DepositState(deposit.state)
        if not _decided_then(deposit, since):
            continue
        if state is DepositState.USED:
            _set_back(deposit, DepositState.PAID, of=appointment, actor=actor, at=at)
        elif state is DepositState.LAPSED:
            _set_back(deposit, _asked(deposit), of=appointment, actor=actor, at=at)
        elif state in _COUNTED and _can_be_taken_back(deposit, actor=actor, at=at):
            _set_back(deposit, DepositState.PAID, of=appointment, actor=actor, at=at)
            entry = Entry(LINE_OF[state], -deposit.amount_minor)
            write_line(
                entry, booking=appointment, project_id=deposit.project_id, actor=actor, at=at
            )


def give_back_what_was_spent(
    appointment: Appointment, *, since: datetime, actor: Actor, at: datetime
) -> None:
    """Counter the deposits and the credit that a completion at `since` used up."""
    lines = LedgerLine.objects.of(appointment.business).filter(
        appointment=appointment, entered_at__gte=since
    )
    for kind in _SPENT:
        spent = lines.filter(kind=kind).aggregate(total=Sum("amount_minor"))["total"]
        if spent:
            write_line(Entry(kind, -spent), booking=appointment, actor=actor, at=at)


def _decided_then(deposit: Deposit, since: datetime) -> bool:
    """Whether it stands where it does by the ending, or by what was decided after it.

    A project's deposit belongs to other visits too: only what was decided at that very moment.
    """
    steps = DepositStep.objects.of(deposit.business).filter(deposit=deposit).order_by("-id")
    latest: datetime | None = steps.values_list("at", flat=True).first()
    if latest is None:
        return False
    return latest == since if deposit.appointment_id is None else latest >= since


def _asked(deposit: Deposit) -> DepositState:
    steps = DepositStep.objects.of(deposit.business).filter(deposit=deposit, state__in=OPEN)
    before = steps.order_by("-id").values_list("state", flat=True).first()
    return DepositState(before or DepositState.ASKED)


def _can_be_taken_back(deposit: Deposit, *, actor: Actor, at: datetime) -> bool:
    if deposit.state == DepositState.CREDITED:
        held = credit_of(
            business=deposit.business,
            customer_id=deposit.customer_id,
            currency=deposit.currency,
        )
        has_all: bool = held >= deposit.amount_minor
        return has_all
    if deposit.state == DepositState.MOVED:
        return _take_from_the_other(deposit, actor=actor, at=at)
    return True


def _take_from_the_other(deposit: Deposit, *, actor: Actor, at: datetime) -> bool:
    """Move it back from the visit it went to, if it still waits there."""
    moved = (
        Deposit.objects.of(deposit.business)
        .filter(moved_from=deposit)
        .locked()
        .order_by("-id")
        .first()
    )
    if moved is None or moved.state != DepositState.PAID:
        return False
    set_state(moved, DepositState.MOVED, actor=actor, at=at)
    return True


def _set_back(
    deposit: Deposit, to: DepositState, *, of: Appointment, actor: Actor, at: datetime
) -> None:
    was = deposit.state
    set_state(deposit, to, actor=actor, at=at)
    AuditEntry.objects.record(
        actor,
        "deposit.brought_back",
        of,
        at=at,
        customer_id=deposit.customer_id,
        changes={"deposit": [was, to], "amount_minor": [None, deposit.amount_minor]},
    )
