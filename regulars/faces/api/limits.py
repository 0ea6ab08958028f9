"""How often may somebody ask? Counted by the minute, in the memory of the web process (ADR 0013).

A database would have to be written to for each question, and SQLite has one writer.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest

from regulars.faces.api.problems import Declined
from regulars.kernel.web.accounts import client_address
from regulars.rules.tokens import digest_of

_MINUTE = 60
# How often one secret that opens nothing is looked at in a minute, from one address. Nobody guesses
# 256 bits; this keeps a program that goes on with a revoked token from asking the database each
# time, and leaves the others of its address alone.
_MOST_FAILURES = 60


@dataclass(frozen=True, slots=True)
class Quota:
    """How many questions somebody has left, and for how many seconds."""

    limit: int
    remaining: int
    seconds: int

    @property
    def headers(self) -> dict[str, str]:
        """As an answer tells it."""
        return {
            "RateLimit-Limit": str(self.limit),
            "RateLimit-Remaining": str(max(self.remaining, 0)),
            "RateLimit-Reset": str(self.seconds),
        }


class TooManyRequests(Declined):
    """Somebody asks too often."""

    code = "too_many_requests"
    status = 429
    sentence = "Too many requests. Wait as many seconds as Retry-After says, then go on."

    def __init__(self, seconds: int) -> None:
        super().__init__()
        self.seconds = seconds

    @property
    def headers(self) -> dict[str, str]:
        return {"Retry-After": str(self.seconds)}


def count_question(token_id: int, at: datetime) -> Quota:
    """One more question of a token; what is left, negative once nothing is."""
    limit, second = settings.API_QUESTIONS_A_MINUTE, int(at.timestamp())
    asked = _count(f"token-{token_id}-{second // _MINUTE}")
    return Quota(limit, limit - asked, _MINUTE - second % _MINUTE)


def count_failure(request: HttpRequest, secret: str, at: datetime) -> None:
    """Once more this address came with this secret, which opened nothing."""
    _count(_failures(request, secret, at))


def must_not_fail_too_often(request: HttpRequest, secret: str, at: datetime) -> None:
    """Raise TooManyRequests for an address that came with this wrong secret too often."""
    if caches["counters"].get(_failures(request, secret, at), 0) >= _MOST_FAILURES:
        raise TooManyRequests(_MINUTE - int(at.timestamp()) % _MINUTE)


def is_first_in_a_minute(what: str) -> bool:
    """Whether this is the first time within a minute that the process is asked for it."""
    return bool(caches["counters"].add(what, 1, _MINUTE))


def _failures(request: HttpRequest, secret: str, at: datetime) -> str:
    minute = int(at.timestamp()) // _MINUTE
    return f"failures-{client_address(request)}-{digest_of(secret)}-{minute}"


def _count(key: str) -> int:
    counters = caches["counters"]
    counters.add(key, 0, _MINUTE)
    try:
        return int(counters.incr(key))
    except ValueError:  # forgotten in between: the memory is bounded
        return 1
