"""When a staff member or a room is taken: the one table that makes double booking impossible."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import F, Q

from regulars.records.appointments import Appointment
from regulars.records.group_sessions import GroupSession
from regulars.records.schedule import Block, Room
from regulars.records.staff import StaffMember
from regulars.records.tenancy import Owned, OwnedQuerySet


class BusyTimeQuerySet(OwnedQuerySet):
    """Time that is taken."""

    def overlapping(self, starts_at: datetime, ends_at: datetime) -> Self:
        """What lies in the half-open span."""
        return self.filter(starts_at__lt=ends_at, ends_at__gt=starts_at)


class BusyTime(Owned):
    """A half-open span of a staff member's or a room's time, buffers included, and its holder.

    The database refuses an overlap (guards.py): an exclusion constraint on PostgreSQL, triggers
    on SQLite. Held only while the holder lies ahead; every ending lets it go.
    """

    staff_member = models.ForeignKey(
        StaffMember, null=True, on_delete=models.PROTECT, related_name="+"
    )
    room = models.ForeignKey(Room, null=True, on_delete=models.PROTECT, related_name="+")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    appointment = models.ForeignKey(
        Appointment, null=True, on_delete=models.CASCADE, related_name="+"
    )
    group_session = models.ForeignKey(
        GroupSession, null=True, on_delete=models.CASCADE, related_name="+"
    )
    block = models.ForeignKey(Block, null=True, on_delete=models.CASCADE, related_name="+")

    objects = BusyTimeQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="busy_time_ends_after_it_starts", condition=Q(ends_at__gt=F("starts_at"))
            ),
            models.CheckConstraint(
                name="busy_time_of_one",
                condition=Q(staff_member__isnull=False, room__isnull=True)
                | Q(staff_member__isnull=True, room__isnull=False),
            ),
            models.CheckConstraint(
                name="busy_time_one_holder",
                condition=Q(appointment__isnull=False, group_session=None, block=None)
                | Q(appointment=None, group_session__isnull=False, block=None)
                | Q(appointment=None, group_session=None, block__isnull=False),
            ),
        )
        indexes = (
            models.Index(fields=("business", "staff_member", "starts_at"), name="busy_staff"),
            models.Index(fields=("business", "room", "starts_at"), name="busy_room"),
        )

    def __str__(self) -> str:
        return f"{self.starts_at:%Y-%m-%d %H:%M}–{self.ends_at:%H:%M}"
