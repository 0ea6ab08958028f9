"""What was paid for a booking, and what is to pay now."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from regulars.rules.deposits import DepositState
from regulars.rules.money import BRINGS_IN, PAYS_OUT, LedgerKind
from regulars.rules.settling import Entry, balance, lines_back, settle

AMOUNT = st.integers(min_value=1, max_value=10**9)
PRICE = st.none() | st.integers(min_value=0, max_value=10**9)


def entries(*pairs: tuple[LedgerKind, int]) -> list[Entry]:
    return [Entry(kind, amount) for kind, amount in pairs]


def test_the_price_less_what_was_paid_less_the_deposit_is_to_pay() -> None:
    so_far = balance(
        entries((LedgerKind.DEPOSIT_RECEIVED, 10000), (LedgerKind.PAYMENT, 5000)),
        deposits=[(DepositState.PAID, 10000)],
    )

    due = settle(price_minor=48000, so_far=so_far)

    assert (due.paid_minor, due.deposit_minor, due.to_pay_minor) == (5000, 10000, 33000)


def test_the_deposit_counts_once_however_it_is_booked() -> None:
    used = entries((LedgerKind.DEPOSIT_RECEIVED, 10000), (LedgerKind.DEPOSIT_USED, 10000))

    assert balance(used, deposits=[(DepositState.USED, 10000)]).settled_minor == 10000
    assert balance(used).settled_minor == 10000
    assert balance(used[:1]).settled_minor == 10000
    assert balance([], deposits=[(DepositState.PAID, 10000)]).settled_minor == 10000


def test_what_was_kept_credited_or_moved_settles_nothing() -> None:
    for state in (DepositState.KEPT, DepositState.CREDITED, DepositState.MOVED, DepositState.ASKED):
        assert balance([], deposits=[(state, 10000)]).settled_minor == 0


def test_a_tip_is_beyond_the_price() -> None:
    so_far = balance([Entry(LedgerKind.PAYMENT, 5000), Entry(LedgerKind.PAYMENT, 700, is_tip=True)])

    assert (so_far.settled_minor, so_far.tips_minor, so_far.returnable_minor) == (5000, 700, 5700)


def test_a_deposit_above_the_price_is_given_back() -> None:
    so_far = balance([], deposits=[(DepositState.PAID, 15000)])

    assert settle(price_minor=10000, so_far=so_far).to_pay_minor == -5000


def test_of_the_credit_no_more_is_taken_than_is_due() -> None:
    due = settle(price_minor=3000, so_far=balance([]), credit_minor=10000)

    assert (due.credit_minor, due.to_pay_minor) == (3000, 0)


def test_the_deposit_of_the_project_is_used_up_by_its_last_session() -> None:
    due = settle(price_minor=30000, so_far=balance([]), project_deposit_minor=20000)

    assert (due.deposit_minor, due.to_pay_minor) == (20000, 10000)


def test_nothing_is_due_while_no_price_is_agreed() -> None:
    due = settle(price_minor=None, so_far=balance([]), credit_minor=500)

    assert (due.credit_minor, due.to_pay_minor) == (0, 0)


def test_the_tip_goes_back_last_as_a_line_of_its_own() -> None:
    so_far = balance([Entry(LedgerKind.PAYMENT, 5000), Entry(LedgerKind.PAYMENT, 700, is_tip=True)])

    assert lines_back(5000, so_far=so_far) == (Entry(LedgerKind.REFUND, -5000),)
    assert lines_back(5200, so_far=so_far) == (
        Entry(LedgerKind.REFUND, -5000),
        Entry(LedgerKind.REFUND, -200, is_tip=True),
    )


@given(
    price=PRICE,
    paid=st.lists(AMOUNT, max_size=4),
    deposit=st.none() | AMOUNT,
    credit=st.integers(min_value=0, max_value=10**9),
)
def test_after_paying_what_is_due_nothing_is_due(
    price: int | None, paid: list[int], deposit: int | None, credit: int
) -> None:
    lines = [Entry(LedgerKind.PAYMENT, amount) for amount in paid]
    held = [(DepositState.PAID, deposit)] if deposit else []
    due = settle(price_minor=price, so_far=balance(lines, deposits=held), credit_minor=credit)

    if deposit:
        lines.append(Entry(LedgerKind.DEPOSIT_USED, deposit))
    lines.append(Entry(LedgerKind.DEPOSIT_USED, due.credit_minor))
    kind = LedgerKind.PAYMENT if due.to_pay_minor >= 0 else LedgerKind.REFUND
    lines.append(Entry(kind, due.to_pay_minor))
    used = [(DepositState.USED, deposit)] if deposit else []
    after = balance(lines, deposits=used)

    assert settle(price_minor=price, so_far=after).to_pay_minor == 0
    assert 0 <= due.credit_minor <= credit
    if price is not None:
        assert after.settled_minor == price
    assert after.returnable_minor == after.settled_minor


@given(
    paid=st.lists(AMOUNT, max_size=4),
    tips=st.lists(AMOUNT, max_size=2),
    used=st.integers(min_value=0, max_value=10**9),
    share=st.fractions(min_value=0, max_value=1),
)
def test_whatever_goes_back_less_can_go_back_by_that(
    paid: list[int], tips: list[int], used: int, share: Fraction
) -> None:
    lines = [Entry(LedgerKind.PAYMENT, amount) for amount in paid]
    lines += [Entry(LedgerKind.PAYMENT, amount, is_tip=True) for amount in tips]
    lines.append(Entry(LedgerKind.DEPOSIT_USED, used))
    before = balance(lines)
    amount = int(before.returnable_minor * share)

    back = lines_back(amount, so_far=before)

    after = balance([*lines, *back])
    assert -sum(line.amount_minor for line in back) == amount
    assert after.returnable_minor == before.returnable_minor - amount
    assert all(line.kind in PAYS_OUT and line.amount_minor < 0 for line in back)
    assert not PAYS_OUT & BRINGS_IN
