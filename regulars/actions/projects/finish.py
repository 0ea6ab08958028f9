"""Finish a project, or open it again."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from regulars.kernel.actor import Actor
from regulars.kernel.tenant import Tenant
from regulars.records.audit import AuditEntry
from regulars.records.projects import Project
from regulars.rules.permissions import Permission


@transaction.atomic
def finish_project(*, business: Tenant, project_id: int, actor: Actor, at: datetime) -> None:
    """Say that the work is done. A finished project stays as it is. Raises Forbidden."""
    actor.must(Permission.MANAGE_PROJECTS, business)
    project = Project.objects.of(business).locked().get(id=project_id)
    if project.finished_at is None:
        _set_finished(project, at, verb="project.finished", actor=actor, at=at)


@transaction.atomic
def reopen_project(*, business: Tenant, project_id: int, actor: Actor, at: datetime) -> None:
    """Say that there is work to do again. An open project stays as it is. Raises Forbidden."""
    actor.must(Permission.MANAGE_PROJECTS, business)
    project = Project.objects.of(business).locked().get(id=project_id)
    if project.finished_at is not None:
        _set_finished(project, None, verb="project.reopened", actor=actor, at=at)


def take_back_finish(
    *, business: Tenant, project_id: int, finished_at: datetime, actor: Actor, at: datetime
) -> None:
    """Open a project again that was finished at that very moment, and no other.

    Within the transaction that undoes what finished it; the right to undo is enough.
    """
    project = Project.objects.of(business).locked().get(id=project_id)
    if project.finished_at == finished_at:
        _set_finished(project, None, verb="project.reopened", actor=actor, at=at)


def _set_finished(
    project: Project, finished_at: datetime | None, *, verb: str, actor: Actor, at: datetime
) -> None:
    was = project.finished_at
    project.finished_at = finished_at
    project.save(update_fields=["finished_at"])
    AuditEntry.objects.record(
        actor,
        verb,
        project,
        at=at,
        customer_id=project.customer_id,
        changes={
            "finished_at": [moment.isoformat() if moment else None for moment in (was, finished_at)]
        },
    )
