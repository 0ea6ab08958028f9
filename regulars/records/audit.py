"""The audit trail: who changed what, when."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import models

from regulars.kernel.actor import Actor
from regulars.records.tenancy import Owned, OwnedQuerySet


class AuditEntryQuerySet(OwnedQuerySet):
    """Writes and reads the trail."""

    def record(
        self,
        actor: Actor,
        verb: str,
        subject: models.Model,
        *,
        at: datetime,
        customer_id: int | None = None,
        changes: dict[str, Any] | None = None,
    ) -> AuditEntry:
        """Write down that `actor` did `verb` (dotted, past tense) to `subject` at `at`.

        `changes` maps a field to its [old, new] values, as they are stored; `customer_id` names
        the customer whose change log shows the entry.
        """
        return AuditEntry.objects.create(
            business_id=actor.business_id,
            at=at,
            actor_kind=actor.kind,
            actor_id=actor.id,
            verb=verb,
            subject_kind=subject._meta.model_name,
            subject_id=subject.pk,
            customer_id=customer_id,
            changes=changes or {},
        )


class AuditEntry(Owned):
    """One change. Keeps kinds and ids, no names, and is never altered (guards.py)."""

    at = models.DateTimeField()
    actor_kind = models.CharField(max_length=20)
    actor_id = models.BigIntegerField(null=True)
    verb = models.CharField(max_length=60)
    subject_kind = models.CharField(max_length=40)
    subject_id = models.BigIntegerField()
    # Plain numbers: audit stands below the customers and may not point up to them.
    customer_id = models.BigIntegerField(null=True)
    changes = models.JSONField(default=dict)

    objects = AuditEntryQuerySet.as_manager()

    class Meta:
        indexes = (
            models.Index(fields=("business", "customer_id", "-at", "-id"), name="audit_customer"),
            models.Index(
                fields=("business", "subject_kind", "subject_id", "-at"), name="audit_subject"
            ),
        )

    def __str__(self) -> str:
        return f"{self.verb} {self.subject_kind} {self.subject_id}"
