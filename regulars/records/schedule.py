"""When and where work can happen: rooms, working hours, and time without a customer."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import F, Q

from regulars.records.businesses import Location
from regulars.records.staff import StaffMember
from regulars.records.tenancy import Owned, OwnedQuerySet
from regulars.rules.blocks import BlockKind

_KINDS = tuple(kind.value for kind in BlockKind)
_DAY = 24 * 60


class Room(Owned):
    """A chair or room; optional."""

    location = models.ForeignKey(Location, null=True, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=80)
    is_active = models.BooleanField(default=True)
    position = models.PositiveSmallIntegerField(default=0)

    objects = OwnedQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name


class WorkingHours(Owned):
    """Hours of a weekday (0 is Monday) on which a staff member works, on the wall clock.

    Minutes since midnight, half-open. `first_on` and `last_on` bound them to a period, both days
    included: a guest artist's stay, a summer. Whoever has no hours at all can be booked at any.
    """

    staff_member = models.ForeignKey(StaffMember, on_delete=models.CASCADE, related_name="+")
    location = models.ForeignKey(Location, null=True, on_delete=models.PROTECT, related_name="+")
    weekday = models.PositiveSmallIntegerField()
    start_minute = models.PositiveSmallIntegerField()
    end_minute = models.PositiveSmallIntegerField()
    first_on = models.DateField(null=True)
    last_on = models.DateField(null=True)

    objects = OwnedQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="working_hours_on_a_weekday", condition=Q(weekday__gte=0, weekday__lte=6)
            ),
            models.CheckConstraint(
                name="working_hours_end_after_they_start",
                condition=Q(end_minute__gt=F("start_minute"), end_minute__lte=_DAY),
            ),
            models.CheckConstraint(
                name="working_hours_period",
                condition=Q(first_on__isnull=True)
                | Q(last_on__isnull=True)
                | Q(last_on__gte=F("first_on")),
            ),
        )
        indexes = (
            models.Index(fields=("business", "staff_member", "weekday"), name="hours_of_staff"),
        )

    def __str__(self) -> str:
        return f"{self.weekday}: {self.start_minute}–{self.end_minute}"


class DayHours(Owned):
    """What one day has in place of its weekday's hours; a row without minutes: no work that day."""

    staff_member = models.ForeignKey(StaffMember, on_delete=models.CASCADE, related_name="+")
    day = models.DateField()
    start_minute = models.PositiveSmallIntegerField(null=True)
    end_minute = models.PositiveSmallIntegerField(null=True)
    reason = models.CharField(max_length=120, blank=True)

    objects = OwnedQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="day_hours_end_after_they_start",
                condition=Q(start_minute__isnull=True, end_minute__isnull=True)
                | Q(end_minute__gt=F("start_minute"), end_minute__lte=_DAY),
            ),
        )
        indexes = (models.Index(fields=("business", "staff_member", "day"), name="hours_of_day"),)

    def __str__(self) -> str:
        return f"{self.day}: {self.start_minute}–{self.end_minute}"


class BlockSeries(Owned):
    """A block that comes again, by a rule of RFC 5545 on the wall clock.

    Its blocks are laid up to `laid_until` (that day included) and further as time goes by.
    """

    staff_member = models.ForeignKey(
        StaffMember, null=True, on_delete=models.PROTECT, related_name="+"
    )
    room = models.ForeignKey(Room, null=True, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, default=BlockKind.BREAK)
    title = models.CharField(max_length=160, blank=True)
    note = models.CharField(max_length=240, blank=True)
    rule = models.CharField(max_length=200)
    first_on = models.DateField()
    last_on = models.DateField(null=True)
    start_minute = models.PositiveSmallIntegerField()
    end_minute = models.PositiveSmallIntegerField()
    laid_until = models.DateField(null=True)
    created_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    objects = OwnedQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(name="block_series_kind_known", condition=Q(kind__in=_KINDS)),
            models.CheckConstraint(
                name="block_series_ends_after_it_starts",
                condition=Q(end_minute__gt=F("start_minute"), end_minute__lte=_DAY),
            ),
            models.CheckConstraint(
                name="block_series_of_one",
                condition=Q(staff_member__isnull=False, room__isnull=True)
                | Q(staff_member__isnull=True, room__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return f"{self.title or self.kind} {self.rule}"


class BlockQuerySet(OwnedQuerySet):
    """Blocks of a business."""

    def standing(self) -> Self:
        """Those that were not taken away."""
        return self.filter(removed_at__isnull=True)

    def overlapping(self, starts_at: datetime, ends_at: datetime) -> Self:
        """What lies in the half-open span."""
        return self.filter(starts_at__lt=ends_at, ends_at__gt=starts_at)


class Block(Owned):
    """Time of one staff member or one room without a customer: break, meeting, time off.

    It holds what of its span nobody else had taken (busy_time); one that was taken away stays as
    a row, so that it can be brought back and its series does not lay it again.
    """

    staff_member = models.ForeignKey(
        StaffMember, null=True, on_delete=models.PROTECT, related_name="+"
    )
    room = models.ForeignKey(Room, null=True, on_delete=models.PROTECT, related_name="+")
    series = models.ForeignKey(BlockSeries, null=True, on_delete=models.PROTECT, related_name="+")
    occurs_on = models.DateField(null=True)  # the day of the series that it stands for
    kind = models.CharField(max_length=20, default=BlockKind.BREAK)
    title = models.CharField(max_length=160, blank=True)
    note = models.CharField(max_length=240, blank=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    created_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)  # refuses a form that is out of date

    objects = BlockQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(name="block_kind_known", condition=Q(kind__in=_KINDS)),
            models.CheckConstraint(
                name="block_ends_after_it_starts", condition=Q(ends_at__gt=F("starts_at"))
            ),
            models.CheckConstraint(
                name="block_of_one",
                condition=Q(staff_member__isnull=False, room__isnull=True)
                | Q(staff_member__isnull=True, room__isnull=False),
            ),
            models.UniqueConstraint(
                fields=("business", "series", "occurs_on"),
                name="block_of_series_once",
                condition=Q(series__isnull=False),
            ),
        )
        indexes = (
            # Blocks can last for weeks, so a span asks for those that end after it begins.
            models.Index(
                fields=("business", "ends_at", "starts_at"),
                name="blocks_by_end",
                condition=Q(removed_at__isnull=True),
            ),
        )

    def __str__(self) -> str:
        return f"{self.title or self.kind} {self.starts_at:%Y-%m-%d %H:%M}"
