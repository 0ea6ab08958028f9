"""What was paid for a booking, what is to pay now, and which lines of the ledger say so?"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from regulars.rules.deposits import DepositState
from regulars.rules.money import LedgerKind, PayMethod

_PAID = frozenset({LedgerKind.PAYMENT, LedgerKind.REFUND})
_RECEIVED = frozenset({LedgerKind.DEPOSIT_RECEIVED, LedgerKind.DEPOSIT_REFUNDED})
# A deposit in one of these counts towards the price of its visit.
_HELD = frozenset({DepositState.PAID, DepositState.USED})


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the ledger, signed as it stands there; a tip is beyond the price."""

    kind: LedgerKind
    amount_minor: int
    is_tip: bool = False


@dataclass(frozen=True, slots=True)
class Payment:
    """How the customer pays at the end; without an amount it is whatever is due."""

    method: PayMethod
    amount_minor: int | None = None
    tip_minor: int = 0


@dataclass(frozen=True, slots=True)
class Balance:
    """What was paid for one booking so far, in minor units."""

    paid_minor: int  # towards the price, less what was given back
    tips_minor: int
    used_minor: int  # deposits and credit used up, or received without being kept track of
    held_minor: int  # deposits that are paid for it, used up or not

    @property
    def deposit_minor(self) -> int:
        """What of deposits counts towards the price: once, however it is booked."""
        return max(self.used_minor, self.held_minor)

    @property
    def settled_minor(self) -> int:
        """All that counts towards the price."""
        return self.paid_minor + self.deposit_minor

    @property
    def taken_minor(self) -> int:
        """What came in at the till for it, tips included, and has not gone back."""
        return max(0, self.paid_minor) + max(0, self.tips_minor)

    @property
    def returnable_minor(self) -> int:
        """The most that can be given back; a deposit that waits has its own ways out."""
        return max(0, self.paid_minor + self.used_minor) + max(0, self.tips_minor)


@dataclass(frozen=True, slots=True)
class Settlement:
    """What is to pay for a booking now; negative is to be given back."""

    price_minor: int | None
    paid_minor: int
    deposit_minor: int
    credit_minor: int
    to_pay_minor: int


def balance(
    entries: Iterable[Entry], *, deposits: Collection[tuple[DepositState, int]] = ()
) -> Balance:
    """What was paid, from the booking's lines and its own deposits.

    A deposit that an older book received without keeping track of what became of it counts by its
    line alone.
    """
    lines = tuple(entries)
    used = _sum(lines, {LedgerKind.DEPOSIT_USED})
    received = 0 if deposits else max(0, _sum(lines, _RECEIVED))
    return Balance(
        paid_minor=_sum((line for line in lines if not line.is_tip), _PAID),
        tips_minor=_sum((line for line in lines if line.is_tip), _PAID),
        used_minor=max(used, received),
        held_minor=sum(amount for state, amount in deposits if state in _HELD),
    )


def settle(
    *,
    price_minor: int | None,
    so_far: Balance,
    project_deposit_minor: int = 0,
    credit_minor: int = 0,
) -> Settlement:
    """What is to pay: the price less what was paid, less deposits, less credit.

    `project_deposit_minor` is used up by this visit because it is the last; of the credit no more
    is taken than is due. Nothing is due while no price is agreed.
    """
    deposit = so_far.deposit_minor + project_deposit_minor
    if price_minor is None:
        return Settlement(None, so_far.paid_minor, deposit, 0, 0)
    due = price_minor - so_far.paid_minor - deposit
    credit = max(0, min(due, credit_minor))
    return Settlement(price_minor, so_far.paid_minor, deposit, credit, due - credit)


def lines_back(amount_minor: int, *, so_far: Balance) -> tuple[Entry, ...]:
    """The lines that give this back: what was paid towards the price first, then the tip."""
    of_price = min(amount_minor, max(0, so_far.paid_minor + so_far.used_minor))
    of_tip = amount_minor - of_price
    lines = [Entry(LedgerKind.REFUND, -of_price)] if of_price else []
    return (*lines, Entry(LedgerKind.REFUND, -of_tip, is_tip=True)) if of_tip else tuple(lines)


def _sum(lines: Iterable[Entry], kinds: Collection[LedgerKind]) -> int:
    return sum(line.amount_minor for line in lines if line.kind in kinds)
