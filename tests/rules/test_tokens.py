"""The secret of a token, and what is kept of it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from hashlib import sha256

import pytest

from regulars.rules.tokens import TokenState, digest_of, looks_like_secret, start_of, state_of

SECRET = "regulars_" + "aZ0-_" * 8 + "xyz"
AT = datetime(2026, 11, 22, 9, tzinfo=UTC)
EARLIER, LATER = AT - timedelta(seconds=1), AT + timedelta(seconds=1)


def test_a_secret_is_known_by_its_form():
    assert looks_like_secret(SECRET)


@pytest.mark.parametrize(
    "text",
    ["", "regulars_", SECRET[:-1], SECRET + "x", " " + SECRET, SECRET + "\n", SECRET.upper(),
     SECRET[:-1] + "é", SECRET[:-1] + "\0", SECRET[:-1] + "\ud800", SECRET[:-1] + "="],
)  # fmt: skip
def test_nothing_else_looks_like_one(text):
    assert not looks_like_secret(text)


def test_a_digest_is_kept_and_six_letters():
    assert digest_of(SECRET) == sha256(SECRET.encode()).hexdigest()
    assert len(digest_of("\ud800")) == 64
    assert start_of(SECRET) == "regulars_aZ0-_a"


@pytest.mark.parametrize(
    ("expires_at", "revoked_at", "state"),
    [
        (None, None, TokenState.VALID),
        (LATER, None, TokenState.VALID),
        (AT, None, TokenState.EXPIRED),
        (EARLIER, None, TokenState.EXPIRED),
        (None, AT, TokenState.REVOKED),
        (LATER, EARLIER, TokenState.REVOKED),
        (EARLIER, EARLIER, TokenState.REVOKED),
        (None, LATER, TokenState.VALID),
    ],
)
def test_a_token_is_let_in_until_it_expires_or_is_revoked(expires_at, revoked_at, state):
    assert state_of(expires_at=expires_at, revoked_at=revoked_at, at=AT) is state
