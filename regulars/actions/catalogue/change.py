"""Change a service on the price list."""

from __future__ import annotations

from datetime import datetime

from regulars.actions.catalogue.definition import LINES, ServiceDefinition, let_do, written_to
from regulars.actions.opened import must_still_say
from regulars.actions.wholly import wholly
from regulars.kernel.actor import Actor
from regulars.kernel.tenant import Tenant
from regulars.records.audit import AuditEntry
from regulars.records.catalogue import Service, Skill
from regulars.rules.permissions import Permission


@wholly
def change_service(
    *,
    business: Tenant,
    service_id: int,
    definition: ServiceDefinition,
    actor: Actor,
    at: datetime,
    opened: str | None = None,
) -> None:
    """Offer it like this from now on; what is booked keeps its length and its price.

    `opened` is the marker of its LINES and `staff_members` (ids in order) when the form was opened.
    Raises SavedMeanwhile, WithoutName, NoLength, GapOutside, NoticeTooLong, Forbidden.
    """
    actor.must(Permission.MANAGE_CATALOGUE, business)
    service = Service.objects.of(business).locked().get(id=service_id)

    _must_be_as_opened(business, service, opened)
    definition = definition.cleaned()

    changes = written_to(service, definition)
    if changes:
        service.save(update_fields=list(changes))
    changes |= let_do(
        business=business, service=service, staff_member_ids=definition.staff_member_ids
    )
    if changes:
        AuditEntry.objects.record(actor, "service.changed", service, at=at, changes=changes)


def _must_be_as_opened(business: Tenant, service: Service, opened: str | None) -> None:
    skills = Skill.objects.of(business).filter(service=service)
    team = sorted(skills.values_list("staff_member_id", flat=True))
    must_still_say(opened, staff_members=team, **{line: getattr(service, line) for line in LINES})
