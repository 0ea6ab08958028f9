"""The tenant: one studio or salon, and the places where it works."""

from __future__ import annotations

from datetime import timedelta

from django.db import models
from django.db.models import Q

from regulars.records.tenancy import Owned, OwnedQuerySet
from regulars.rules.plans import Plan


class Business(models.Model):
    """One studio or salon with its time zone, currency, languages, policies and plan."""

    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    time_zone = models.CharField(max_length=60)
    currency = models.CharField(max_length=3)
    language = models.CharField(max_length=10, default="en")
    country = models.CharField(max_length=2, default="CH")
    city = models.CharField(max_length=80, blank=True)
    plan = models.CharField(max_length=20, default=Plan.EXPERT_SHOP)
    # How long before the start a customer may still cancel freely.
    notice_minutes = models.PositiveIntegerField(default=48 * 60)
    # How far ahead, in days, anything can be booked; the longest of what anybody may set.
    horizon_days = models.PositiveIntegerField(default=540)
    # How long before its start a time is still offered.
    lead_minutes = models.PositiveIntegerField(default=0)
    # Offered starts lie on multiples of this, counted from the start of the working hours.
    slot_minutes = models.PositiveSmallIntegerField(default=15)
    # The studio's own word for a staff member (artist, stylist); one of kernel.words.STAFF_WORDS.
    staff_word = models.CharField(max_length=20, default="staff")
    is_demo = models.BooleanField(default=False)
    created_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="business_plan_known", condition=Q(plan__in=[plan.value for plan in Plan])
            ),
            models.CheckConstraint(
                name="business_offers_starts", condition=Q(slot_minutes__gte=5, horizon_days__gte=1)
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def notice(self) -> timedelta:
        """How long before the start a customer may still cancel freely."""
        return timedelta(minutes=self.notice_minutes)


class Location(Owned):
    """A place where the business works; it may override the business's time zone."""

    name = models.CharField(max_length=120)
    time_zone = models.CharField(max_length=60, blank=True)
    address = models.CharField(max_length=240, blank=True)

    objects = OwnedQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name
