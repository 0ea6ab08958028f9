"""Is this the secret of a token, and does it still open anything?"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from hashlib import sha256
from zoneinfo import ZoneInfo

# So that a secret which lies around somewhere is recognised, by people and by scanners.
PREFIX = "regulars_"
# Bytes of randomness in a secret.
STRENGTH = 32
_SHAPE = re.compile(r"regulars_[A-Za-z0-9_-]{43}")
# Enough to tell a business's tokens apart, and nothing to whoever guesses the other 37 letters.
_START = len(PREFIX) + 6


class TokenState(StrEnum):
    """Whether a token is let in."""

    VALID = "valid"
    EXPIRED = "expired"
    REVOKED = "revoked"


def looks_like_secret(text: str) -> bool:
    """Whether the text has the form of a secret; nobody needs to look for any other."""
    return _SHAPE.fullmatch(text) is not None


def digest_of(secret: str) -> str:
    """What is kept of a secret.

    A plain SHA-256: 256 random bits cannot be guessed however fast guessing is, so the slow hash
    that a password needs would only make each request slow.
    """
    return sha256(secret.encode(errors="replace")).hexdigest()


def start_of(secret: str) -> str:
    """The first letters of a secret, by which people recognise it."""
    return secret[:_START]


def state_of(
    *, expires_at: datetime | None, revoked_at: datetime | None, at: datetime
) -> TokenState:
    """Say whether a token is let in at that moment; in the moment it expires it is not."""
    if revoked_at is not None and revoked_at <= at:
        return TokenState.REVOKED
    if expires_at is not None and expires_at <= at:
        return TokenState.EXPIRED
    return TokenState.VALID


def expiry_after(last_day: date, zone: ZoneInfo) -> datetime:
    """The moment from which a token is shut whose last day this is: the midnight that ends it.

    Raises OverflowError where the calendar ends.
    """
    return datetime.combine(last_day + timedelta(days=1), time(), zone).astimezone(UTC)


def last_day_before(expires_at: datetime, zone: ZoneInfo) -> date:
    """The last day on which a token is let in that expires at this moment."""
    return (expires_at - timedelta.resolution).astimezone(zone).date()
