"""What can become of a deposit."""

from __future__ import annotations

from enum import StrEnum


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


OPEN = frozenset({DepositState.ASKED, DepositState.REMINDED})
