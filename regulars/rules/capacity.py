"""How many places has a group session, and who gets one that becomes free?"""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum


class WaitingState(StrEnum):
    """What became of somebody's wish for a place."""

    WAITING = "waiting"
    PROMOTED = "promoted"
    LEFT = "left"


def next_place(taken: Collection[int]) -> int:
    """The lowest place that nobody has, counted from 1; beyond the capacity it is overbooked."""
    used = set(taken)
    return next(place for place in range(1, len(used) + 2) if place not in used)
