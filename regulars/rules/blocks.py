"""What can time without a customer be for?"""

from __future__ import annotations

from enum import StrEnum


class BlockKind(StrEnum):
    """Why nobody can be booked (PRODUCT.md 4.9)."""

    BREAK = "break"
    MEETING = "meeting"
    TIME_OFF = "time_off"
    GUEST_SPOT = "guest_spot"  # at work, but in another studio
