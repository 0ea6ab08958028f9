"""Let a deposit go one step further, and leave every trace that belongs to it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from regulars.actions.ledger.write import write_line
from regulars.kernel import words
from regulars.kernel.actor import Actor
from regulars.kernel.refusal import Refused
from regulars.records.appointments import Appointment
from regulars.records.audit import AuditEntry
from regulars.records.customers import Customer
from regulars.records.deposits import Deposit, DepositStep
from regulars.rules.deposits import LINE_OF, DepositState, line_amount, may_become
from regulars.rules.money import PayMethod
from regulars.rules.settling import Entry


class DepositMovedOn(Refused):
    """What was decided about the deposit does not fit where it stands by now."""

    code = "deposit_moved_on"


def deposits_of(appointment: Appointment, *, with_project: bool = False) -> list[Deposit]:
    """The deposits of the appointment, held, in order of id; or those of its project too.

    The customer is held before them, so that two visits do not spend the same credit.
    """
    if appointment.customer_id is not None:
        Customer.objects.of(appointment.business).locked().get(id=appointment.customer_id)
    whose = Q(appointment=appointment)
    if with_project and appointment.project_id is not None:
        whose |= Q(appointment=None, project_id=appointment.project_id)
    return list(Deposit.objects.of(appointment.business).filter(whose).locked().order_by("id"))


def take_step(
    deposit: Deposit,
    to: DepositState,
    *,
    of: Appointment,
    actor: Actor,
    at: datetime,
    method: PayMethod = PayMethod.UNKNOWN,
) -> None:
    """Let the deposit become `to` by what happened to this appointment; an end has its line.

    Raises DepositMovedOn.
    """
    was = DepositState(deposit.state)
    if not may_become(was, to):
        raise DepositMovedOn(
            _("The deposit has moved on: %(state)s. Look at it before you decide.")
            % {"state": words.DEPOSIT[was]}
        )

    set_state(deposit, to, actor=actor, at=at)
    if to in LINE_OF:
        entry = Entry(LINE_OF[to], line_amount(to, deposit.amount_minor))
        write_line(
            entry, booking=of, project_id=deposit.project_id, method=method, actor=actor, at=at
        )

    AuditEntry.objects.record(
        actor,
        f"deposit.{to}",
        of,
        at=at,
        customer_id=deposit.customer_id,
        changes={"deposit": [was, to], "amount_minor": [None, deposit.amount_minor]},
    )


def set_state(deposit: Deposit, to: DepositState, *, actor: Actor, at: datetime) -> None:
    """Write where the deposit stands now, and the step that led there."""
    deposit.state = to
    deposit.save(update_fields=["state"])
    DepositStep.objects.create(
        business_id=deposit.business_id,
        deposit=deposit,
        state=to,
        at=at,
        actor_kind=actor.kind,
        actor_id=actor.id,
    )


def paid_of(deposits: Sequence[Deposit]) -> list[Deposit]:
    """Those that are paid and wait for what becomes of them."""
    return [deposit for deposit in deposits if deposit.state == DepositState.PAID]
