"""The price list."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q

from regulars.records.staff import StaffMember
from regulars.records.tenancy import Owned, OwnedQuerySet


class ServiceQuerySet(OwnedQuerySet):
    """Services of a business."""

    def offered(self) -> Self:
        """Those that can still be booked."""
        return self.filter(is_active=True)


class Service(Owned):
    """A thing on the price list. Prices are minor units of the business's currency."""

    code = models.CharField(max_length=40, blank=True)
    name = models.CharField(max_length=160)
    category = models.CharField(max_length=80, blank=True)
    description = models.TextField(blank=True)
    duration_minutes = models.PositiveIntegerField(default=60)
    buffer_minutes = models.PositiveIntegerField(default=0)
    # Processing gap: the customer is busy, the staff member is free.
    gap_after_minutes = models.PositiveIntegerField(default=0)
    gap_minutes = models.PositiveIntegerField(default=0)
    price_minor = models.BigIntegerField(default=0)
    capacity = models.PositiveIntegerField(default=1)
    # Empty = the business's own notice period.
    notice_minutes = models.PositiveIntegerField(null=True)
    is_active = models.BooleanField(default=True)
    position = models.PositiveIntegerField(default=0)

    objects = ServiceQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("business", "code"), name="service_code_once", condition=~Q(code="")
            ),
            models.CheckConstraint(name="service_lasts", condition=Q(duration_minutes__gt=0)),
            models.CheckConstraint(name="service_has_room", condition=Q(capacity__gte=1)),
            models.CheckConstraint(name="service_price_positive", condition=Q(price_minor__gte=0)),
            models.CheckConstraint(
                name="service_gap_inside",
                condition=Q(gap_minutes=0)
                | Q(duration_minutes__gte=models.F("gap_after_minutes") + models.F("gap_minutes")),
            ),
        )

    def __str__(self) -> str:
        return self.name


class Skill(Owned):
    """A service that a staff member does. A service that names nobody is done by everybody."""

    staff_member = models.ForeignKey(StaffMember, on_delete=models.CASCADE, related_name="+")
    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="+")

    objects = OwnedQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("business", "service", "staff_member"), name="skill_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.staff_member_id} does {self.service_id}"
