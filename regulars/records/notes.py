"""What staff wrote down about a customer."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q

from regulars.records.customers import Customer
from regulars.records.staff import StaffMember
from regulars.records.tenancy import Owned, OwnedQuerySet


class NoteQuerySet(OwnedQuerySet):
    """Notes about customers."""

    def kept(self) -> Self:
        """Those that were not deleted."""
        return self.filter(deleted_at__isnull=True)


class Note(Owned):
    """A free note with author and time; a deleted one can be brought back."""

    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="+")
    body = models.TextField()
    author = models.ForeignKey(StaffMember, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField()
    edited_at = models.DateTimeField(null=True)
    is_pinned = models.BooleanField(default=False)
    shows_when_booking = models.BooleanField(default=False)
    follow_up_on = models.DateField(null=True)
    deleted_at = models.DateTimeField(null=True)

    objects = NoteQuerySet.as_manager()

    class Meta:
        constraints = (models.CheckConstraint(name="note_has_a_body", condition=~Q(body="")),)
        indexes = (
            models.Index(
                fields=("business", "customer", "-is_pinned", "-created_at"),
                name="notes_of_customer",
                condition=Q(deleted_at__isnull=True),
            ),
            models.Index(
                fields=("business", "follow_up_on"),
                name="notes_to_follow_up",
                condition=Q(deleted_at__isnull=True, follow_up_on__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return self.body[:40]
