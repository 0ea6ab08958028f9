"""Define a new booking question."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from regulars.actions.fields.arrange import fields_in_order
from regulars.actions.fields.definition import FieldDefinition, ask_for_services, written_to
from regulars.kernel.actor import Actor
from regulars.kernel.tenant import Tenant
from regulars.records.audit import AuditEntry
from regulars.records.fields import Field
from regulars.rules.permissions import Permission


@transaction.atomic
def define_field(
    *, business: Tenant, definition: FieldDefinition, actor: Actor, at: datetime
) -> int:
    """Ask this from now on, after all other questions; returns the id (PRODUCT.md 6.2).

    Raises WithoutQuestion, TooFewOptions, Forbidden.
    """
    actor.must(Permission.EDIT_FIELDS, business)
    asked = fields_in_order(business)

    definition = definition.cleaned()

    field = Field(
        business_id=business.id,
        position=max((other.position for other in asked), default=-1) + 1,
        created_at=at,
    )
    written_to(field, definition)
    field.save()
    ask_for_services(business=business, field=field, service_ids=definition.service_ids)

    AuditEntry.objects.record(
        actor, "field.defined", field, at=at, changes={"label": [None, field.label]}
    )
    return field.id
