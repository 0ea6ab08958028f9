"""One piece of work over one or more appointments."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from regulars.records.customers import Customer
from regulars.records.staff import StaffMember
from regulars.records.tenancy import Owned, OwnedQuerySet


class Project(Owned):
    """A sleeve, a course of laser: a customer's piece of work and who does it."""

    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=160)
    staff_member = models.ForeignKey(
        StaffMember, null=True, on_delete=models.PROTECT, related_name="+"
    )
    description = models.TextField(blank=True)
    expected_sessions = models.PositiveSmallIntegerField(null=True)
    created_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    objects = OwnedQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="project_expects_sessions",
                condition=Q(expected_sessions__isnull=True) | Q(expected_sessions__gte=1),
            ),
            models.CheckConstraint(name="project_has_a_title", condition=~Q(title="")),
        )
        indexes = (models.Index(fields=("business", "customer"), name="projects_of_customer"),)

    def __str__(self) -> str:
        return self.title
