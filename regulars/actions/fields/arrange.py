"""Put the booking questions into another order."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from regulars.kernel.actor import Actor
from regulars.kernel.tenant import Tenant
from regulars.records.audit import AuditEntry
from regulars.records.fields import Field
from regulars.rules.permissions import Permission


@transaction.atomic
def move_field(*, business: Tenant, field_id: int, up: bool, actor: Actor, at: datetime) -> None:
    """Ask the question one place earlier, or one later. At the end of the list it stays.

    Raises Forbidden; DoesNotExist for an archived question, which has no place.
    """
    actor.must(Permission.EDIT_FIELDS, business)
    fields = fields_in_order(business)

    place = next((place for place, field in enumerate(fields) if field.id == field_id), None)
    if place is None:
        raise Field.DoesNotExist
    beside = place - 1 if up else place + 1
    if not 0 <= beside < len(fields):
        return

    fields[place], fields[beside] = fields[beside], fields[place]
    for position, field in enumerate(fields):
        field.position = position
    Field.objects.bulk_update(fields, ["position"])

    AuditEntry.objects.record(
        actor, "field.moved", fields[beside], at=at, changes={"position": [place, beside]}
    )


def fields_in_order(business: Tenant) -> list[Field]:
    """The questions in use, in their order, locked so that two who arrange them take turns."""
    return list(Field.objects.of(business).asked().locked())
