"""What can become of a deposit."""

from __future__ import annotations

import pytest

from regulars.rules.appointment_status import Status
from regulars.rules.cancellation import CancelledBy
from regulars.rules.deposits import (
    LINE_OF,
    OPEN,
    STATE_OF,
    WAYS,
    DepositState,
    Fate,
    line_amount,
    may_become,
    usual_fate,
)


def test_every_state_has_its_ways_and_every_fate_its_state_and_line() -> None:
    assert set(WAYS) == set(DepositState)
    assert set(STATE_OF) == set(Fate)
    assert set(STATE_OF.values()) <= set(LINE_OF)


def test_only_what_was_paid_comes_to_an_end_with_a_line() -> None:
    for state in DepositState:
        ends = {to for to in LINE_OF if may_become(state, to)}
        assert ends == (set(LINE_OF) if state is DepositState.PAID else set())


def test_what_was_not_paid_can_only_lapse_or_be_paid() -> None:
    for state in OPEN:
        assert WAYS[state] == {DepositState.REMINDED, DepositState.PAID, DepositState.LAPSED}


def test_what_was_paid_out_stays_so() -> None:
    assert WAYS[DepositState.REFUNDED] == frozenset()


def test_only_a_refund_takes_money_out() -> None:
    assert {state for state in LINE_OF if line_amount(state, 100) < 0} == {DepositState.REFUNDED}


@pytest.mark.parametrize(
    ("status", "by", "fate"),
    [
        (Status.NO_SHOW, None, Fate.KEEP),
        (Status.CANCELLED_TOO_LATE, CancelledBy.CUSTOMER, Fate.KEEP),
        (Status.CANCELLED_ON_TIME, CancelledBy.CUSTOMER, Fate.CREDIT),
        (Status.CANCELLED_ON_TIME, CancelledBy.STUDIO, Fate.REFUND),
    ],
)
def test_what_usually_becomes_of_it(status: Status, by: CancelledBy | None, fate: Fate) -> None:
    assert usual_fate(status=status, by=by) is fate
