"""What can time without a customer be for?"""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum

# How far ahead the blocks of a series are laid: far enough that nobody books into a meeting to
# come, near enough that a series without end stays a few hundred rows.
LAID_AHEAD = timedelta(days=180)


class BlockKind(StrEnum):
    """Why nobody can be booked (PRODUCT.md 4.9)."""

    BREAK = "break"
    MEETING = "meeting"
    TIME_OFF = "time_off"
    GUEST_SPOT = "guest_spot"  # at work, but in another studio
