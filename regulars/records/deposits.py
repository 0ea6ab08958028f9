"""Part of the price asked for beforehand, and each step of what became of it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from regulars.records.appointments import Appointment
from regulars.records.customers import Customer
from regulars.records.projects import Project
from regulars.records.tenancy import Owned, OwnedQuerySet
from regulars.rules.deposits import OPEN, DepositState

_STATES = tuple(state.value for state in DepositState)


class Deposit(Owned):
    """A deposit; belongs to a project or to an appointment."""

    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="+")
    project = models.ForeignKey(Project, null=True, on_delete=models.PROTECT, related_name="+")
    appointment = models.ForeignKey(
        Appointment, null=True, on_delete=models.PROTECT, related_name="+"
    )
    amount_minor = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    state = models.CharField(max_length=20, default=DepositState.ASKED)
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    # The deposit of a cancelled visit that became this one.
    moved_from = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")

    objects = OwnedQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(name="deposit_state_known", condition=Q(state__in=_STATES)),
            models.CheckConstraint(name="deposit_positive", condition=Q(amount_minor__gt=0)),
            models.CheckConstraint(
                name="deposit_belongs",
                condition=Q(project__isnull=False) | Q(appointment__isnull=False),
            ),
        )
        indexes = (
            models.Index(fields=("business", "customer"), name="deposits_of_customer"),
            models.Index(
                fields=("business", "appointment"),
                name="deposits_of_appointment",
                condition=Q(appointment__isnull=False),
            ),
            # The start page asks for those that are due; most deposits were paid long ago.
            models.Index(
                fields=("business", "due_at"),
                name="deposits_open",
                condition=Q(state__in=[state.value for state in sorted(OPEN)]),
            ),
        )

    def __str__(self) -> str:
        return f"{self.amount_minor} {self.currency} {self.state}"


class DepositStep(Owned):
    """One step of a deposit's way: asked, reminded, paid, kept … Never altered."""

    deposit = models.ForeignKey(Deposit, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=20)
    at = models.DateTimeField()
    actor_kind = models.CharField(max_length=20)
    actor_id = models.BigIntegerField(null=True)

    objects = OwnedQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(name="deposit_step_known", condition=Q(state__in=_STATES)),
        )
        indexes = (models.Index(fields=("business", "deposit", "id"), name="steps_of_deposit"),)

    def __str__(self) -> str:
        return f"{self.deposit_id} {self.state}"
