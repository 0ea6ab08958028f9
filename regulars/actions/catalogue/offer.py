"""Put a new service on the price list."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Max

from regulars.actions.catalogue.definition import ServiceDefinition, let_do, written_to
from regulars.actions.wholly import wholly
from regulars.kernel.actor import Actor
from regulars.kernel.tenant import Tenant
from regulars.records.audit import AuditEntry
from regulars.records.catalogue import Service
from regulars.rules.permissions import Permission


@wholly
def offer_service(
    *, business: Tenant, definition: ServiceDefinition, actor: Actor, at: datetime
) -> int:
    """Offer this from now on, below everything else; returns the id.

    Raises WithoutName, NoLength, GapOutside, NoticeTooLong, Forbidden.
    """
    actor.must(Permission.MANAGE_CATALOGUE, business)

    definition = definition.cleaned()

    last = Service.objects.of(business).aggregate(last=Max("position"))["last"]
    service = Service(business_id=business.id, position=0 if last is None else last + 1)
    written_to(service, definition)
    service.save()
    let_do(business=business, service=service, staff_member_ids=definition.staff_member_ids)

    AuditEntry.objects.record(
        actor, "service.offered", service, at=at, changes={"name": [None, service.name]}
    )
    return service.id
