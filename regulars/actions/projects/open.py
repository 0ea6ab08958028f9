"""Open a project for a customer."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from regulars.actions.projects.wording import cleaned
from regulars.kernel.actor import Actor
from regulars.kernel.tenant import Tenant
from regulars.records.audit import AuditEntry
from regulars.records.customers import Customer
from regulars.records.projects import Project
from regulars.records.staff import StaffMember
from regulars.rules.permissions import Permission


@transaction.atomic
def open_project(
    *,
    business: Tenant,
    customer_id: int,
    title: str,
    actor: Actor,
    at: datetime,
    staff_member_id: int | None = None,
    description: str = "",
    expected_sessions: int | None = None,
) -> int:
    """Open a piece of work for the customer and return its id.

    Raises WithoutTitle, NoSessions, Forbidden.
    """
    actor.must(Permission.MANAGE_PROJECTS, business)

    title, expected_sessions = cleaned(title=title, expected_sessions=expected_sessions)
    customer = Customer.objects.of(business).get(id=customer_id)
    member = None
    if staff_member_id is not None:
        member = StaffMember.objects.of(business).get(id=staff_member_id)

    project = Project.objects.create(
        business_id=business.id,
        customer=customer,
        title=title,
        staff_member=member,
        description=description.strip(),
        expected_sessions=expected_sessions,
        created_at=at,
    )

    AuditEntry.objects.record(
        actor,
        "project.opened",
        project,
        at=at,
        customer_id=customer.id,
        changes={"title": [None, title]},
    )
    return project.id
