"""The append-only ledger: money that came in, went out, or found its place."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q

from regulars.records.appointments import Appointment
from regulars.records.customers import Customer
from regulars.records.group_sessions import Registration
from regulars.records.projects import Project
from regulars.records.staff import StaffMember
from regulars.records.tenancy import Owned, OwnedQuerySet
from regulars.rules.money import INCOME_KINDS, LedgerKind, PayMethod

_INCOME = tuple(sorted(kind.value for kind in INCOME_KINDS))


class LedgerQuerySet(OwnedQuerySet):
    """Lines of the ledger."""

    def income(self) -> Self:
        """Lines that bring money in or pay it out (PRODUCT.md 7.1)."""
        return self.filter(is_income=True)


class LedgerLine(Owned):
    """One line, never altered (guards.py): a correction is a new line.

    `amount_minor` is signed: what comes in is positive, what is paid out negative. The customer is
    empty for a walk-in.
    """

    customer = models.ForeignKey(Customer, null=True, on_delete=models.PROTECT, related_name="+")
    appointment = models.ForeignKey(
        Appointment, null=True, on_delete=models.PROTECT, related_name="+"
    )
    registration = models.ForeignKey(
        Registration, null=True, on_delete=models.PROTECT, related_name="+"
    )
    project = models.ForeignKey(Project, null=True, on_delete=models.PROTECT, related_name="+")
    staff_member = models.ForeignKey(
        StaffMember, null=True, on_delete=models.PROTECT, related_name="+"
    )
    kind = models.CharField(max_length=20)
    method = models.CharField(max_length=20, default=PayMethod.UNKNOWN)
    amount_minor = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    paid_at = models.DateTimeField()
    description = models.CharField(max_length=240, blank=True)
    reference = models.CharField(max_length=80, blank=True)  # a receipt's number
    # A payment beyond the price, or the giving back of one; the price is settled without it.
    is_tip = models.BooleanField(default=False)
    is_income = models.GeneratedField(
        expression=models.Case(models.When(kind__in=_INCOME, then=True), default=False),
        output_field=models.BooleanField(),
        db_persist=True,
    )
    actor_kind = models.CharField(max_length=20)
    actor_id = models.BigIntegerField(null=True)
    entered_at = models.DateTimeField()

    objects = LedgerQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="ledger_kind_known", condition=Q(kind__in=[kind.value for kind in LedgerKind])
            ),
            models.CheckConstraint(
                name="ledger_method_known",
                condition=Q(method__in=[method.value for method in PayMethod]),
            ),
            models.CheckConstraint(
                name="ledger_sign",
                condition=Q(kind__in=["payment", "deposit_received"], amount_minor__gte=0)
                | Q(kind__in=["refund", "deposit_refunded"], amount_minor__lte=0)
                | ~Q(kind__in=["payment", "deposit_received", "refund", "deposit_refunded"]),
            ),
            models.CheckConstraint(
                name="ledger_tip_is_paid",
                condition=Q(is_tip=False) | Q(kind__in=["payment", "refund"]),
            ),
        )
        indexes = (
            models.Index(
                fields=("business", "customer", "paid_at"),
                include=("amount_minor",),
                name="income_of_customer",
                condition=Q(is_income=True),
            ),
            models.Index(fields=("business", "paid_at"), name="ledger_by_moment"),
            models.Index(
                fields=("business", "appointment"),
                name="ledger_of_appointment",
                condition=Q(appointment__isnull=False),
            ),
            models.Index(
                fields=("business", "registration"),
                name="ledger_of_registration",
                condition=Q(registration__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.amount_minor} {self.currency}"
