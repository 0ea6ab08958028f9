"""Change what a project says about itself."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from regulars.actions.opened import must_still_say
from regulars.actions.projects.wording import cleaned
from regulars.kernel.actor import Actor
from regulars.kernel.tenant import Tenant
from regulars.records.audit import AuditEntry
from regulars.records.projects import Project
from regulars.records.staff import StaffMember
from regulars.rules.permissions import Permission

_FIELDS = ("title", "staff_member_id", "description", "expected_sessions")


@transaction.atomic
def change_project(
    *,
    business: Tenant,
    project_id: int,
    title: str,
    staff_member_id: int | None,
    description: str,
    expected_sessions: int | None,
    actor: Actor,
    at: datetime,
    opened: str | None = None,
) -> None:
    """Write what the project is called, who does it and how many sessions it may take.

    `opened` is the marker of these four when the form was opened.
    Raises SavedMeanwhile, WithoutTitle, NoSessions, Forbidden.
    """
    actor.must(Permission.MANAGE_PROJECTS, business)
    project = Project.objects.of(business).locked().get(id=project_id)

    was = {name: getattr(project, name) for name in _FIELDS}
    must_still_say(opened, **was)
    title, expected_sessions = cleaned(title=title, expected_sessions=expected_sessions)
    if staff_member_id is not None:
        StaffMember.objects.of(business).get(id=staff_member_id)

    project.title = title
    project.staff_member_id = staff_member_id
    project.description = description.strip()
    project.expected_sessions = expected_sessions
    changes = {
        name: [was[name], getattr(project, name)]
        for name in _FIELDS
        if was[name] != getattr(project, name)
    }
    if not changes:
        return
    project.save(update_fields=list(changes))

    AuditEntry.objects.record(
        actor, "project.changed", project, at=at, customer_id=project.customer_id, changes=changes
    )
