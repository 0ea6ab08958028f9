"""Use deposits up by the visit they were paid for."""

from __future__ import annotations

from datetime import datetime

from regulars.actions.deposits.step import deposits_of, take_step
from regulars.kernel.actor import Actor
from regulars.records.appointments import Appointment
from regulars.rules.deposits import OPEN, DepositState


def use_deposits(
    appointment: Appointment, *, with_project: bool, actor: Actor, at: datetime
) -> None:
    """What was paid is used up; what was only asked for is asked for no longer.

    Within the transaction that completes the held appointment. Deposits of the project are used
    up by its last session, and with no other (PRODUCT.md 5.3).
    """
    for deposit in deposits_of(appointment, with_project=with_project):
        state = DepositState(deposit.state)
        if state is DepositState.PAID:
            take_step(deposit, DepositState.USED, of=appointment, actor=actor, at=at)
        elif state in OPEN:
            take_step(deposit, DepositState.LAPSED, of=appointment, actor=actor, at=at)
