"""Books brought in from files, which row of which file made what, and where a run stands."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from regulars.records.appointments import Appointment
from regulars.records.tenancy import Owned, OwnedQuerySet


class ImportQuerySet(OwnedQuerySet):
    """The runs of a business."""

    def unfinished(self) -> ImportQuerySet:
        """The one that is at work, or that stopped and can be taken up again."""
        return self.filter(state__in=("running", "settling"))


class Import(Owned):
    """One run of an import over a folder.

    It comes in portions, each of them committed together with where the run then stands. So a run
    that died is taken up by the next process; `claim` says which one is at it, and until when the
    others have to believe that.
    """

    mapping = models.CharField(max_length=120)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=20, default="running")
    report = models.JSONField(default=dict)
    fingerprint = models.CharField(max_length=32, blank=True)  # of its mapping and its files
    claim = models.CharField(max_length=120, blank=True)
    claimed_until = models.DateTimeField(null=True)
    newest_before = models.BigIntegerField(default=0)  # the appointments it made have larger ids
    progress = models.JSONField(default=dict)

    objects = ImportQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="import_state_known",
                condition=Q(state__in=["running", "settling", "done", "undoing"]),
            ),
            # Two at once could make the same customer twice.
            models.UniqueConstraint(
                fields=("business",),
                name="one_import_at_a_time",
                condition=Q(state__in=["running", "settling"]),
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
    line = models.PositiveIntegerField(default=0)  # where it stood when it came in
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


class ImportedEnding(Owned):
    """How a row of a running import ended an appointment, until that is written as an event."""

    imported_by = models.ForeignKey(Import, on_delete=models.PROTECT, related_name="+")
    appointment = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")
    file = models.CharField(max_length=120, blank=True)
    line = models.PositiveIntegerField(default=0)
    status = models.CharField(max_length=30)
    from_status = models.CharField(max_length=30)
    cancelled_by = models.CharField(max_length=20, blank=True)
    told_at = models.DateTimeField(null=True)
    notice_minutes = models.IntegerField(null=True)
    reason = models.TextField(blank=True)

    objects = OwnedQuerySet.as_manager()

    class Meta:
        indexes = (
            models.Index(fields=("imported_by", "appointment"), name="endings_of_an_import"),
        )

    def __str__(self) -> str:
        return f"{self.appointment_id} {self.status}"


class ToldConflict(Owned):
    """What a running import has said of an appointment already and does not say again."""

    imported_by = models.ForeignKey(Import, on_delete=models.PROTECT, related_name="+")
    appointment = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=40)

    objects = OwnedQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("imported_by", "appointment", "kind"), name="conflict_told_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.appointment_id} {self.kind}"
