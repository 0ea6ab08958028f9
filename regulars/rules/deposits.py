"""What can become of a deposit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from regulars.rules.appointment_status import Status
from regulars.rules.cancellation import CancelledBy
from regulars.rules.money import LedgerKind, PayMethod


class DepositState(StrEnum):
    """Where a deposit stands; `reminded` is a step on the way, not an end."""

    ASKED = "asked"
    REMINDED = "reminded"
    PAID = "paid"
    USED = "used"
    KEPT = "kept"
    REFUNDED = "refunded"
    CREDITED = "credited"
    MOVED = "moved"
    LAPSED = "lapsed"


class Fate(StrEnum):
    """What somebody decides about a paid deposit when its visit does not take place."""

    KEEP = "keep"
    REFUND = "refund"
    CREDIT = "credit"
    MOVE = "move"


@dataclass(frozen=True, slots=True)
class DepositEnding:
    """The decision: a refund goes back by `method`, a move goes to another appointment."""

    fate: Fate
    method: PayMethod | None = None
    to_appointment_id: int | None = None


OPEN = frozenset({DepositState.ASKED, DepositState.REMINDED})

# Back to paid, asked or reminded leads only the undoing of an ending; what was paid out stays so.
WAYS: Mapping[DepositState, frozenset[DepositState]] = MappingProxyType(
    {
        DepositState.ASKED: frozenset(
            {DepositState.REMINDED, DepositState.PAID, DepositState.LAPSED}
        ),
        DepositState.REMINDED: frozenset(
            {DepositState.REMINDED, DepositState.PAID, DepositState.LAPSED}
        ),
        DepositState.PAID: frozenset(
            {
                DepositState.USED,
                DepositState.KEPT,
                DepositState.REFUNDED,
                DepositState.CREDITED,
                DepositState.MOVED,
            }
        ),
        DepositState.USED: frozenset({DepositState.PAID}),
        DepositState.KEPT: frozenset({DepositState.PAID}),
        DepositState.CREDITED: frozenset({DepositState.PAID}),
        DepositState.MOVED: frozenset({DepositState.PAID}),
        DepositState.LAPSED: frozenset({DepositState.ASKED, DepositState.REMINDED}),
        DepositState.REFUNDED: frozenset(),
    }
)

STATE_OF: Mapping[Fate, DepositState] = MappingProxyType(
    {
        Fate.KEEP: DepositState.KEPT,
        Fate.REFUND: DepositState.REFUNDED,
        Fate.CREDIT: DepositState.CREDITED,
        Fate.MOVE: DepositState.MOVED,
    }
)

LINE_OF: Mapping[DepositState, LedgerKind] = MappingProxyType(
    {
        DepositState.USED: LedgerKind.DEPOSIT_USED,
        DepositState.KEPT: LedgerKind.DEPOSIT_KEPT,
        DepositState.REFUNDED: LedgerKind.DEPOSIT_REFUNDED,
        DepositState.CREDITED: LedgerKind.DEPOSIT_CREDITED,
        DepositState.MOVED: LedgerKind.DEPOSIT_MOVED,
    }
)


def may_become(state: DepositState, to: DepositState) -> bool:
    """Say whether a deposit that stands here can go there."""
    return to in WAYS[state]


def line_amount(state: DepositState, amount_minor: int) -> int:
    """The amount of the line that says so: only a refund takes money out of the house."""
    return -amount_minor if state is DepositState.REFUNDED else amount_minor


def usual_fate(*, status: Status, by: CancelledBy | None) -> Fate:
    """What becomes of a paid deposit unless somebody decides otherwise.

    Whoever does not come or calls off too late loses it; what the studio calls off it pays back;
    who calls off in time has it for the next visit.
    """
    if status in (Status.NO_SHOW, Status.CANCELLED_TOO_LATE):
        return Fate.KEEP
    return Fate.REFUND if by is CancelledBy.STUDIO else Fate.CREDIT
