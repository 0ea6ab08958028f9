"""Close a token for good."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from regulars.kernel.actor import Actor
from regulars.kernel.refusal import Refused
from regulars.kernel.tenant import Tenant
from regulars.records.audit import AuditEntry
from regulars.records.tokens import ApiToken
from regulars.rules.permissions import Permission
from regulars.rules.tokens import digest_of


class NoSuchToken(Refused):
    """The business has no token of that name, start or secret."""

    code = "token_unknown"
    sentence = _("This business has no such token. Give its name, or the start of its secret.")


@transaction.atomic
def revoke_token(*, business: Tenant, which: str | int, actor: Actor, at: datetime) -> str:
    """Close the token of that name, start, whole secret, or id; returns its name.

    From its next request on it opens nothing. Twice is once. Raises `NoSuchToken`, or
    ApiToken.DoesNotExist for an id.
    """
    actor.must(Permission.MANAGE_TOKENS, business)

    token = _meant(business, which)

    if token.revoked_at is not None:
        return token.name

    token.revoked_at = at
    token.save(update_fields=["revoked_at"])

    changes = {"revoked_at": [None, at.isoformat()]}
    AuditEntry.objects.record(actor, "token.revoked", token, at=at, changes=changes)
    return token.name


def _meant(business: Tenant, which: str | int) -> ApiToken:
    """A living token before a closed one of the same name; a name before a start."""
    if isinstance(which, int):
        return ApiToken.objects.of(business).locked().get(id=which)
    which = which.strip()
    if which.isprintable():
        for named in ({"name": which}, {"start": which}, {"digest": digest_of(which)}):
            found = ApiToken.objects.of(business).locked().filter(**named)
            token = found.living().first() or found.order_by("-id").first()
            if token is not None:
                return token
    raise NoSuchToken
