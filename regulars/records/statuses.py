"""The columns that everything bookable shares: a status from the closed list, and its traces."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q

from regulars.records.tenancy import Owned, OwnedQuerySet
from regulars.rules.appointment_status import ACTIVE, CANCELLED, Status

STATUS_VALUES = tuple(status.value for status in Status)


class BookableQuerySet(OwnedQuerySet):
    """Appointments or registrations."""

    def active(self) -> Self:
        """Those that still hold time: booked, confirmed or checked in."""
        return self.filter(occupies=True)

    def on_calendar(self) -> Self:
        """All but the cancelled ones: a no-show stays, a cancellation leaves (PRODUCT.md 4.2)."""
        return self.exclude(status__in=[status.value for status in CANCELLED])


def occupies_column() -> models.GeneratedField:
    """Whether the row holds time; stored, so that partial indexes can use it on both engines."""
    return models.GeneratedField(
        expression=models.Case(
            models.When(status__in=[status.value for status in sorted(ACTIVE)], then=True),
            default=False,
        ),
        output_field=models.BooleanField(),
        db_persist=True,
    )


def takes_place_column() -> models.GeneratedField:
    """Whether the row counts against a capacity: everything that was not cancelled."""
    return models.GeneratedField(
        expression=models.Case(
            models.When(status__in=[status.value for status in sorted(CANCELLED)], then=False),
            default=True,
        ),
        output_field=models.BooleanField(),
        db_persist=True,
    )


class StatusEvent(Owned):
    """One change of status: from what to what, by whom, when, why. Never altered."""

    from_status = models.CharField(max_length=30, blank=True)  # empty: it was made
    to_status = models.CharField(max_length=30)
    at = models.DateTimeField()
    actor_kind = models.CharField(max_length=20)
    actor_id = models.BigIntegerField(null=True)
    # What a cancellation was judged by: who cancelled, when they told, the notice they gave and
    # the notice that was asked for, in minutes. Remembered, never recomputed.
    cancelled_by = models.CharField(max_length=20, blank=True)
    told_at = models.DateTimeField(null=True)
    notice_minutes = models.IntegerField(null=True)
    policy_minutes = models.PositiveIntegerField(null=True)
    is_undo = models.BooleanField(default=False)
    reason = models.CharField(max_length=240, blank=True)

    objects = OwnedQuerySet.as_manager()

    class Meta:
        abstract = True


def status_known(name: str) -> models.CheckConstraint:
    """The status is one of the closed list."""
    return models.CheckConstraint(name=name, condition=Q(status__in=STATUS_VALUES))
