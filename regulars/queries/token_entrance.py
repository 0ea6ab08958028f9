"""Which program stands at the door of which business?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from regulars.kernel.actor import Actor
from regulars.queries.entrance import BusinessAtDoor, business_from
from regulars.queries.sql import moment_or_none, select
from regulars.rules.permissions import Permission, Scope
from regulars.rules.tokens import TokenState, digest_of, looks_like_secret, state_of


@dataclass(frozen=True, slots=True)
class TokenDoorway:
    """A business and the token by which a program asks about it."""

    business: BusinessAtDoor
    actor: Actor
    token_id: int
    state: TokenState
    last_used_at: datetime | None

    @property
    def zone(self) -> ZoneInfo:
        """The business's time zone."""
        return ZoneInfo(self.business.time_zone)

    def may(self, permission: Permission) -> bool:
        """Whether the token's scopes allow that here."""
        return self.actor.may(permission)


_STATEMENT = """
SELECT b.slug, b.name, b.id, b.time_zone, b.currency, b.language, b.country, b.city, b.plan,
       b.staff_word, b.notice_minutes, t.id, t.scopes, t.expires_at, t.revoked_at, t.last_used_at
  FROM regulars_apitoken t
  JOIN regulars_business b ON b.id = t.business_id
 WHERE t.digest = %(digest)s
"""


def token_doorway(*, secret: str, at: datetime) -> TokenDoorway | None:
    """Business and scopes of a token; None for a text that is none. At most one statement.

    One that expired or was revoked is told too, by its state: whoever has the secret may know.
    """
    if not looks_like_secret(secret):
        return None
    rows = select(_STATEMENT, digest=digest_of(secret))
    if not rows:
        return None
    token_id, scopes, expires_at, revoked_at, last_used_at = rows[0][11:]
    business = business_from(rows[0][:11])
    return TokenDoorway(
        business=business,
        actor=Actor.program(business, token_id, scopes_from(scopes)),
        token_id=token_id,
        state=state_of(
            expires_at=moment_or_none(expires_at), revoked_at=moment_or_none(revoked_at), at=at
        ),
        last_used_at=moment_or_none(last_used_at),
    )


def scopes_from(text: str) -> frozenset[Scope]:
    """The scopes as a token keeps them; one that this version does not know opens nothing."""
    known = {scope.value for scope in Scope}
    return frozenset(Scope(word) for word in text.split() if word in known)
