"""Take a service off the price list, or put it back."""

from __future__ import annotations

from datetime import datetime

from regulars.actions.wholly import wholly
from regulars.kernel.actor import Actor
from regulars.kernel.tenant import Tenant
from regulars.records.audit import AuditEntry
from regulars.records.catalogue import Service
from regulars.rules.permissions import Permission


@wholly
def withdraw_service(*, business: Tenant, service_id: int, actor: Actor, at: datetime) -> None:
    """Offer it no more; what is booked stays booked. Raises Forbidden."""
    _set_offered(business, service_id, actor=actor, at=at, is_offered=False)


@wholly
def offer_again(*, business: Tenant, service_id: int, actor: Actor, at: datetime) -> None:
    """Offer a withdrawn service again, where it stood. Raises Forbidden."""
    _set_offered(business, service_id, actor=actor, at=at, is_offered=True)


def _set_offered(
    business: Tenant, service_id: int, *, actor: Actor, at: datetime, is_offered: bool
) -> None:
    actor.must(Permission.MANAGE_CATALOGUE, business)
    service = Service.objects.of(business).locked().get(id=service_id)
    if service.is_active == is_offered:
        return

    service.is_active = is_offered
    service.save(update_fields=["is_active"])

    verb = "service.offered_again" if is_offered else "service.withdrawn"
    AuditEntry.objects.record(
        actor, verb, service, at=at, changes={"is_active": [not is_offered, is_offered]}
    )
