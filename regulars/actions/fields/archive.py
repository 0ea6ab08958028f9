"""Stop asking a booking question without losing its answers, or ask it again."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from regulars.actions.fields.arrange import fields_in_order
from regulars.kernel.actor import Actor
from regulars.kernel.tenant import Tenant
from regulars.records.audit import AuditEntry
from regulars.records.fields import Field
from regulars.rules.permissions import Permission


@transaction.atomic
def archive_field(*, business: Tenant, field_id: int, actor: Actor, at: datetime) -> None:
    """Ask it no more; every answer is kept. An archived one stays so. Raises Forbidden."""
    actor.must(Permission.EDIT_FIELDS, business)
    field = Field.objects.of(business).locked().get(id=field_id)
    if field.archived_at is not None:
        return

    field.archived_at = at
    field.save(update_fields=["archived_at"])

    AuditEntry.objects.record(
        actor, "field.archived", field, at=at, changes={"archived_at": [None, at.isoformat()]}
    )


@transaction.atomic
def bring_back_field(*, business: Tenant, field_id: int, actor: Actor, at: datetime) -> None:
    """Ask it again, after all other questions. One in use stays so. Raises Forbidden."""
    actor.must(Permission.EDIT_FIELDS, business)
    asked = fields_in_order(business)
    field = Field.objects.of(business).locked().get(id=field_id)
    if field.archived_at is None:
        return

    was = field.archived_at
    field.archived_at = None
    field.position = max((other.position for other in asked), default=-1) + 1
    field.save(update_fields=["archived_at", "position"])

    AuditEntry.objects.record(
        actor,
        "field.brought_back",
        field,
        at=at,
        changes={"archived_at": [was.isoformat(), None]},
    )
