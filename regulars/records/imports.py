"""Books brought in from files, and which row of which file made what."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from regulars.records.tenancy import Owned, OwnedQuerySet


class Import(Owned):
    """One run of an import over a folder."""

    mapping = models.CharField(max_length=120)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=20, default="running")
    report = models.JSONField(default=dict)

    objects = OwnedQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="import_state_known", condition=Q(state__in=["running", "done", "undoing"])
            ),
        )

    def __str__(self) -> str:
        return f"{self.mapping} {self.started_at:%Y-%m-%d %H:%M}"


class ImportedRow(Owned):
    """A row that came in: file + content + its n-th occurrence, so that twice adds nothing twice."""

    imported_by = models.ForeignKey(Import, on_delete=models.PROTECT, related_name="+")
    file = models.CharField(max_length=120)
    digest = models.CharField(max_length=32)
    occurrence = models.PositiveIntegerField()
    record_kind = models.CharField(max_length=20)
    record_id = models.BigIntegerField()

    objects = OwnedQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("business", "file", "digest", "occurrence"), name="row_imported_once"
            ),
        )
        indexes = (
            models.Index(fields=("business", "record_kind", "record_id"), name="row_of_record"),
        )

    def __str__(self) -> str:
        return f"{self.file} {self.digest}"
