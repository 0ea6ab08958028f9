"""Make a token with which a program may ask about a business."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from regulars.kernel.actor import Actor
from regulars.kernel.refusal import Refused
from regulars.kernel.tenant import Tenant
from regulars.records.audit import AuditEntry
from regulars.records.tokens import ApiToken
from regulars.rules.permissions import Permission, Scope
from regulars.rules.tokens import PREFIX, STRENGTH, digest_of, start_of

_LONGEST_NAME = 120


class CannotCreateToken(Refused):
    """Something about the new token is missing or makes no sense; the sentence says what."""

    code = "token_cannot_be_created"


class TokenNameTaken(Refused):
    """Another token of this business has that name."""

    code = "token_name_taken"
    sentence = _("There is a token of this name already. Choose another name, or revoke that one.")


@dataclass(frozen=True, slots=True)
class NewToken:
    """A token that was just made; its secret is told here and never again."""

    id: int
    name: str
    start: str
    secret: str


@transaction.atomic
def create_token(
    *,
    business: Tenant,
    name: str,
    scopes: frozenset[Scope],
    expires_at: datetime | None,
    actor: Actor,
    at: datetime,
) -> NewToken:
    """Make a token of 256 random bits that may what its scopes say, until it expires.

    Raises `CannotCreateToken` for a name, scopes or an end that make no sense, `TokenNameTaken`.
    """
    actor.must(Permission.MANAGE_TOKENS, business)

    name = name.strip()
    _must_make_sense(name=name, scopes=scopes, expires_at=expires_at, at=at)

    secret = PREFIX + secrets.token_urlsafe(STRENGTH)
    token = ApiToken(
        business_id=business.id,
        name=name,
        start=start_of(secret),
        digest=digest_of(secret),
        scopes=" ".join(sorted(scopes)),
        created_at=at,
        expires_at=expires_at,
    )
    try:
        with transaction.atomic():
            token.save()
    except IntegrityError:
        raise TokenNameTaken from None

    changes = {
        "name": [None, name],
        "scopes": [None, token.scopes],
        "expires_at": [None, expires_at and expires_at.isoformat()],
    }
    AuditEntry.objects.record(actor, "token.created", token, at=at, changes=changes)
    return NewToken(id=token.pk, name=name, start=token.start, secret=secret)


def _must_make_sense(
    *, name: str, scopes: frozenset[Scope], expires_at: datetime | None, at: datetime
) -> None:
    if not 0 < len(name) <= _LONGEST_NAME or not name.isprintable():
        raise CannotCreateToken(_("Give the token a name of at most 120 letters."))
    if not scopes:
        raise CannotCreateToken(_("Say what the token may do: name at least one scope."))
    if expires_at is not None and expires_at <= at:
        raise CannotCreateToken(_("Choose a day in the future for the token to expire."))
