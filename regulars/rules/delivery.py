"""When is a message tried again, and when is it given up?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import Enum

# How long one worker has a message to itself: far longer than any dialogue with a mail server, so
# that what is found in it afterwards was left by a worker that died.
LEASE = timedelta(minutes=10)
# A mail server that is down for an evening is waited for; after that staff are told.
_PAUSES: Sequence[timedelta] = (
    timedelta(minutes=1),
    timedelta(minutes=10),
    timedelta(hours=1),
    timedelta(hours=4),
)
MOST_ATTEMPTS = len(_PAUSES) + 1


class Fate(Enum):
    """What came of one attempt."""

    SENT = "sent"
    NOT_NOW = "not_now"  # surely not sent; another time may do
    NEVER = "never"  # surely not sent; another time would end alike
    UNKNOWN = "unknown"  # perhaps sent: never tried again by itself


def next_attempt(*, attempts: int, at: datetime) -> datetime | None:
    """When to try again after so many attempts; None once it is given up."""
    return at + _PAUSES[attempts - 1] if attempts < MOST_ATTEMPTS else None
