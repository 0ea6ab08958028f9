"""Which tokens does this business have, and are they used?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from regulars.kernel.tenant import Tenant
from regulars.queries.sql import moment, moment_or_none, select
from regulars.queries.token_entrance import scopes_from
from regulars.rules.permissions import Scope
from regulars.rules.tokens import TokenState, last_day_before, state_of


@dataclass(frozen=True, slots=True)
class TokenLine:
    """One token; `start` is the beginning of its secret."""

    id: int
    name: str
    start: str
    scopes: tuple[Scope, ...]
    created_at: datetime
    last_used_at: datetime | None
    expires_at: datetime | None
    revoked_at: datetime | None
    state: TokenState

    def last_day(self, zone: ZoneInfo) -> date | None:
        """The last day on which it is let in; None for a token that does not expire."""
        return last_day_before(self.expires_at, zone) if self.expires_at else None


_STATEMENT = """
SELECT id, name, start, scopes, created_at, last_used_at, expires_at, revoked_at
  FROM regulars_apitoken
 WHERE business_id = %(business_id)s
 ORDER BY created_at DESC, id DESC
"""


def token_list(*, business: Tenant, at: datetime) -> tuple[TokenLine, ...]:
    """All tokens of the business, the newest first, one statement."""
    return tuple(
        TokenLine(
            id=token_id,
            name=name,
            start=start,
            scopes=tuple(sorted(scopes_from(scopes))),
            created_at=moment(created_at),
            last_used_at=moment_or_none(last_used_at),
            expires_at=moment_or_none(expires_at),
            revoked_at=moment_or_none(revoked_at),
            state=state_of(
                expires_at=moment_or_none(expires_at), revoked_at=moment_or_none(revoked_at), at=at
            ),
        )
        for token_id, name, start, scopes, created_at, last_used_at, expires_at, revoked_at in select(
            _STATEMENT, business_id=business.id
        )
    )
