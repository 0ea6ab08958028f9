"""One customer, one staff member, one start; and every change of its status."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from regulars.records.catalogue import Service
from regulars.records.customers import Customer
from regulars.records.projects import Project
from regulars.records.schedule import Room
from regulars.records.staff import StaffMember
from regulars.records.statuses import (
    BookableQuerySet,
    StatusEvent,
    occupies_column,
    status_known,
)
from regulars.records.tenancy import Owned
from regulars.rules.appointment_status import Status


class Appointment(Owned):
    """One customer, one staff member, one start; the price is frozen here.

    Only an imported one may lack its customer, its staff member or its time of day
    (`time_known`); then `starts_at` is the midnight that begins its day.
    """

    customer = models.ForeignKey(Customer, null=True, on_delete=models.PROTECT, related_name="+")
    staff_member = models.ForeignKey(
        StaffMember, null=True, on_delete=models.PROTECT, related_name="+"
    )
    room = models.ForeignKey(Room, null=True, on_delete=models.PROTECT, related_name="+")
    service = models.ForeignKey(Service, null=True, on_delete=models.PROTECT, related_name="+")
    project = models.ForeignKey(Project, null=True, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=160, blank=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    time_known = models.BooleanField(default=True)
    is_imported = models.BooleanField(default=False)
    status = models.CharField(max_length=30, default=Status.BOOKED)
    occupies = occupies_column()
    price_minor = models.BigIntegerField(null=True)  # empty: not agreed yet
    currency = models.CharField(max_length=3)
    notes = models.TextField(blank=True)
    # Notice given and how the deposit ended, of the present ending (events keep all of them).
    notice_minutes = models.IntegerField(null=True)
    cancelled_by = models.CharField(max_length=20, blank=True)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)  # refuses a form that is out of date

    objects = BookableQuerySet.as_manager()

    class Meta:
        constraints = (
            status_known("appointment_status_known"),
            models.CheckConstraint(
                name="appointment_ends_after_it_starts", condition=Q(ends_at__gt=F("starts_at"))
            ),
            models.CheckConstraint(
                name="appointment_price_positive",
                condition=Q(price_minor__isnull=True) | Q(price_minor__gte=0),
            ),
            models.CheckConstraint(
                name="appointment_complete_unless_imported",
                condition=Q(is_imported=True)
                | Q(customer__isnull=False, staff_member__isnull=False, time_known=True),
            ),
        )
        indexes = (
            # Wide enough that a customer's figures are counted inside the index.
            models.Index(
                fields=("business", "customer", "-starts_at", "-id", "status", "service"),
                name="appointments_of_customer",
            ),
            models.Index(
                fields=("business", "customer", "starts_at"),
                name="upcoming_of_customer",
                condition=Q(occupies=True),
            ),
            # A span of time page by page, whatever became of the appointments in it. Of two indexes
            # that serve alike SQLite takes the later one, hence it stands before the next.
            models.Index(
                fields=("business", "starts_at", "id", "status"), name="appointments_by_start"
            ),
            models.Index(
                fields=("business", "starts_at"),
                name="upcoming_of_business",
                condition=Q(occupies=True),
            ),
            models.Index(fields=("business", "staff_member", "starts_at"), name="staff_days"),
            models.Index(
                fields=("business", "project", "starts_at"),
                name="project_sessions",
                condition=Q(project__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return f"{self.title or self.service_id} {self.starts_at:%Y-%m-%d %H:%M}"


class AppointmentEvent(StatusEvent):
    """One change of an appointment's status."""

    appointment = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = (
            models.Index(fields=("business", "appointment", "id"), name="events_of_appointment"),
        )

    def __str__(self) -> str:
        return f"{self.from_status} → {self.to_status}"
