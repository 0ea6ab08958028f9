"""Stop asking for deposits of a visit that does not take place."""

from __future__ import annotations

from datetime import datetime

from regulars.actions.deposits.step import deposits_of, take_step
from regulars.kernel.actor import Actor
from regulars.records.appointments import Appointment
from regulars.rules.deposits import OPEN, DepositState


def lapse_deposits(appointment: Appointment, *, actor: Actor, at: datetime) -> None:
    """Nobody has to pay beforehand any more for what is off; the project's deposit stays asked for.

    Within the transaction that ends the held appointment.
    """
    for deposit in deposits_of(appointment):
        if DepositState(deposit.state) in OPEN:
            take_step(deposit, DepositState.LAPSED, of=appointment, actor=actor, at=at)
