"""Put the price list in order."""

from __future__ import annotations

from datetime import datetime

from regulars.actions.wholly import wholly
from regulars.kernel.actor import Actor
from regulars.kernel.tenant import Tenant
from regulars.records.audit import AuditEntry
from regulars.records.catalogue import Service
from regulars.rules.permissions import Permission


@wholly
def move_service(
    *, business: Tenant, service_id: int, up: bool, actor: Actor, at: datetime
) -> None:
    """Let it change places with its neighbour above or below; at the edge it stays.

    Raises Forbidden.
    """
    actor.must(Permission.MANAGE_CATALOGUE, business)
    # In order of id, as everything is locked; shown by position and, where that ties, by name.
    locked = list(Service.objects.of(business).offered().locked().order_by("id"))
    listed = sorted(locked, key=lambda service: (service.position, service.name, service.id))
    place = next((n for n, service in enumerate(listed) if service.id == service_id), None)
    if place is None:
        raise Service.DoesNotExist

    other = place - 1 if up else place + 1
    if not 0 <= other < len(listed):
        return
    listed[place], listed[other] = listed[other], listed[place]
    moved = [service for n, service in enumerate(listed) if service.position != n]
    for position, service in enumerate(listed):
        service.position = position
    Service.objects.bulk_update(moved, ["position"])

    AuditEntry.objects.record(
        actor, "service.moved", listed[other], at=at, changes={"position": [place, other]}
    )
