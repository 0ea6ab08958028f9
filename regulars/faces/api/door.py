"""The door of the API: finds business and token in one statement, and says why not."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest
from django.utils import timezone
from ninja.security.base import AuthBase

from regulars.actions.tokens.note_use import EVERY, note_token_use
from regulars.faces.api.limits import (
    Quota,
    TooManyRequests,
    count_failure,
    count_question,
    is_first_in_a_minute,
    must_not_fail_too_often,
)
from regulars.faces.api.problems import Declined
from regulars.queries.token_entrance import TokenDoorway, token_doorway
from regulars.rules.permissions import Scope
from regulars.rules.tokens import TokenState


class ApiRequest(HttpRequest):
    """A request that came through the door."""

    door: TokenDoorway
    at: datetime
    quota: Quota


class TokenMissing(Declined):
    """Nobody said who asks."""

    code = "token_missing"
    status = 401
    sentence = "Send a token: Authorization: Bearer regulars_…"

    @property
    def headers(self) -> dict[str, str]:
        return {"WWW-Authenticate": 'Bearer realm="Regulars"'}


class TokenInvalid(Declined):
    """What was sent opens nothing."""

    code = "token_invalid"
    status = 401
    sentence = "This is no token of this installation. Check that it was copied as a whole."

    @property
    def headers(self) -> dict[str, str]:
        return {"WWW-Authenticate": 'Bearer realm="Regulars", error="invalid_token"'}


class TokenExpired(TokenInvalid):
    """The token's last day is over."""

    code = "token_expired"
    sentence = "This token has expired. Ask whoever runs this installation for another one."


class TokenRevoked(TokenInvalid):
    """Somebody closed the token."""

    code = "token_revoked"
    sentence = "This token was revoked. Ask whoever runs this installation for another one."


class ScopeMissing(Declined):
    """The token was not made for this."""

    code = "scope_missing"
    status = 403

    def __init__(self, scope: Scope) -> None:
        super().__init__(f"This token may not do that: it lacks the scope {scope}.")
        self.scope = scope

    @property
    def headers(self) -> dict[str, str]:
        return {
            "WWW-Authenticate": (
                f'Bearer realm="Regulars", error="insufficient_scope", scope="{self.scope}"'
            )
        }


class Bearer(AuthBase):
    """Lets a token in that has the scope an operation needs (RFC 6750)."""

    openapi_type = "http"
    openapi_scheme = "bearer"

    def __init__(self, needs: Scope) -> None:
        super().__init__()
        self.needs = needs

    def __call__(self, request: ApiRequest) -> bool:  # type: ignore[override]
        request.at = timezone.now()
        request.door = _entered(request)
        request.quota = count_question(request.door.token_id, request.at)
        if request.quota.remaining < 0:
            raise TooManyRequests(request.quota.seconds)
        if self.needs not in request.door.actor.scopes:
            raise ScopeMissing(self.needs)
        _note_use(request)
        return True


def _entered(request: ApiRequest) -> TokenDoorway:
    scheme, _, secret = request.headers.get("Authorization", "").strip().partition(" ")
    if not scheme:
        raise TokenMissing
    must_not_fail_too_often(request, secret, request.at)
    door = None
    if scheme.lower() == "bearer":
        door = token_doorway(secret=secret.strip(), at=request.at)
    if door is None or door.state is not TokenState.VALID:
        count_failure(request, secret, request.at)
        raise _REFUSALS[door.state if door else None]
    return door


_REFUSALS = {
    None: TokenInvalid,
    TokenState.EXPIRED: TokenExpired,
    TokenState.REVOKED: TokenRevoked,
}


def _note_use(request: ApiRequest) -> None:
    """Now and then; a try that found the database busy is not repeated for a minute."""
    door, last = request.door, request.door.last_used_at
    if (last is None or last < request.at - EVERY) and is_first_in_a_minute(f"use-{door.token_id}"):
        note_token_use(business=door.business, token_id=door.token_id, at=request.at)
