"""The people with a column in the calendar."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from regulars.records.tenancy import Owned, OwnedQuerySet
from regulars.rules.permissions import Role


class StaffMemberQuerySet(OwnedQuerySet):
    """Staff members of a business."""

    def working(self) -> Self:
        """Those who still work here."""
        return self.filter(is_active=True)

    def bookable(self) -> Self:
        """Those with a column in the calendar."""
        return self.filter(is_active=True, takes_bookings=True)


class StaffMember(Owned):
    """A person who works in the business; `account` is empty for one who never signs in."""

    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    name = models.CharField(max_length=120)
    code = models.CharField(max_length=40, blank=True)
    role = models.CharField(max_length=20, default=Role.STAFF)
    hue = models.PositiveSmallIntegerField(default=1)
    position = models.PositiveSmallIntegerField(default=0)
    sees_contact_data = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    takes_bookings = models.BooleanField(default=True)  # has a column; a front desk may not

    objects = StaffMemberQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("business", "account"),
                name="staff_account_once",
                condition=Q(account__isnull=False),
            ),
            models.UniqueConstraint(
                fields=("business", "code"), name="staff_code_once", condition=~Q(code="")
            ),
            models.CheckConstraint(
                name="staff_role_known", condition=Q(role__in=[role.value for role in Role])
            ),
        )

    def __str__(self) -> str:
        return self.name
