"""Booking questions and what customers answered."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q

from regulars.records.appointments import Appointment
from regulars.records.catalogue import Service
from regulars.records.customers import Customer
from regulars.records.staff import StaffMember
from regulars.records.tenancy import Owned, OwnedQuerySet
from regulars.rules.answers import AnswerSource, FieldKind


class FieldQuerySet(OwnedQuerySet):
    """Booking questions of a business."""

    def asked(self) -> Self:
        """Those in use, in their order."""
        return self.filter(archived_at__isnull=True).order_by("position", "id")


class Field(Owned):
    """One definition, two places: asked when booking, kept on the customer."""

    label = models.CharField(max_length=200)
    help_text = models.CharField(max_length=240, blank=True)
    kind = models.CharField(max_length=20, default=FieldKind.TEXT)
    options = models.JSONField(default=list)  # the choices, in order, as plain words
    is_mandatory = models.BooleanField(default=False)
    every_booking = models.BooleanField(default=False)  # else asked once
    staff_only = models.BooleanField(default=False)
    shows_as_alert = models.BooleanField(default=False)
    position = models.PositiveIntegerField(default=0)
    services = models.ManyToManyField(Service, through="FieldService", related_name="+")
    created_at = models.DateTimeField()
    archived_at = models.DateTimeField(null=True)

    objects = FieldQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="field_kind_known", condition=Q(kind__in=[kind.value for kind in FieldKind])
            ),
            models.CheckConstraint(name="field_has_a_label", condition=~Q(label="")),
        )
        indexes = (models.Index(fields=("business", "position"), name="fields_in_order"),)

    def __str__(self) -> str:
        return self.label


class FieldService(Owned):
    """A service for which a question is asked; a question without any is asked for all."""

    field = models.ForeignKey(Field, on_delete=models.CASCADE, related_name="+")
    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="+")

    objects = OwnedQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("business", "field", "service"), name="field_for_service_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.field_id} for {self.service_id}"


class Answer(Owned):
    """A field's value on a customer with its source; older answers are kept."""

    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="+")
    field = models.ForeignKey(Field, on_delete=models.PROTECT, related_name="+")
    value = models.TextField()  # canonical, rules/answers
    asked_as = models.CharField(max_length=200)  # the question's wording at that time
    source = models.CharField(max_length=20)
    given_at = models.DateTimeField()
    staff_member = models.ForeignKey(
        StaffMember, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    appointment = models.ForeignKey(
        Appointment, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    is_current = models.BooleanField(default=True)

    objects = OwnedQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("business", "customer", "field"),
                name="one_current_answer",
                condition=Q(is_current=True),
            ),
            models.CheckConstraint(
                name="answer_source_known",
                condition=Q(source__in=[source.value for source in AnswerSource]),
            ),
        )
        indexes = (
            models.Index(fields=("business", "customer", "field"), name="answers_of_customer"),
        )

    def __str__(self) -> str:
        return f"{self.field_id} of {self.customer_id}"
