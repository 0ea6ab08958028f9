"""Do what a program asks for once, however often it asks under the same name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from regulars.actions.wholly import wholly
from regulars.kernel.actor import Actor, ActorKind, Forbidden
from regulars.kernel.refusal import Refused
from regulars.kernel.tenant import Tenant
from regulars.records.tokens import IdempotencyKey

# How long a name is remembered.
KEPT = timedelta(hours=24)


class KeyReused(Refused):
    """The name stands for another write already."""

    code = "idempotency_key_reused"
    sentence = _("This Idempotency-Key was used for another request. Choose a new one.")


@dataclass(frozen=True, slots=True)
class Answer:
    """What a write is answered: its HTTP status, where its row is, and the text of it."""

    status: int
    location: str
    body: str
    is_repeated: bool = False


@wholly
def answer_once(
    *,
    business: Tenant,
    key: str,
    digest: str,
    do: Callable[[], Answer],
    actor: Actor,
    at: datetime,
) -> Answer:
    """Do it and remember the answer, or tell the answer that the same request had before.

    Name and write are one transaction: whatever interrupts it, both are there or neither is, and
    a twin at the same moment waits for the first. What `do` refuses is not remembered, so that it
    may succeed another time. `digest` is of the whole request. Raises KeyReused and what `do` raises.
    """
    if actor.kind is not ActorKind.TOKEN or actor.id is None:
        raise Forbidden
    known = IdempotencyKey.objects.of(business).filter(token_id=actor.id, key=key)
    known.filter(created_at__lte=at - KEPT).delete()
    try:
        with transaction.atomic():
            row = IdempotencyKey.objects.create(
                business_id=business.id,
                token_id=actor.id,
                key=key,
                request_digest=digest,
                status=0,
                created_at=at,
            )
    except IntegrityError:
        return _again(known.get(), digest)

    answer = do()

    row.status = answer.status
    row.location = answer.location
    row.body = answer.body
    row.save(update_fields=["status", "location", "body"])
    return answer


def _again(row: IdempotencyKey, digest: str) -> Answer:
    if row.request_digest != digest:
        raise KeyReused
    return Answer(row.status, row.location, row.body, is_repeated=True)
