"""One start, many places: group sessions and the places taken in them."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from regulars.records.catalogue import Service
from regulars.records.customers import Customer
from regulars.records.schedule import Room
from regulars.records.staff import StaffMember
from regulars.records.statuses import (
    BookableQuerySet,
    StatusEvent,
    occupies_column,
    status_known,
    takes_place_column,
)
from regulars.records.tenancy import Owned, OwnedQuerySet
from regulars.rules.appointment_status import Status
from regulars.rules.capacity import WaitingState


class GroupSession(Owned):
    """One start with many places."""

    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="+")
    staff_member = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="+")
    room = models.ForeignKey(Room, null=True, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=160)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    capacity = models.PositiveIntegerField()
    notes = models.TextField(blank=True)
    called_off_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)  # refuses a form that is out of date

    objects = OwnedQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="group_session_ends_after_it_starts", condition=Q(ends_at__gt=F("starts_at"))
            ),
            models.CheckConstraint(name="group_session_has_room", condition=Q(capacity__gte=1)),
        )
        indexes = (models.Index(fields=("business", "starts_at"), name="group_sessions_by_start"),)

    def __str__(self) -> str:
        return self.title


class Registration(Owned):
    """One place taken by one customer; shown as a group booking, with a status of its own.

    `starts_at` repeats the group session's, so that a customer's bookings are read in one order.
    `place` is counted from 1 and taken by one at a time; one beyond the capacity is overbooked. Only
    an imported registration may lack it.
    """

    group_session = models.ForeignKey(GroupSession, on_delete=models.PROTECT, related_name="+")
    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="+")
    starts_at = models.DateTimeField()
    status = models.CharField(max_length=30, default=Status.BOOKED)
    occupies = occupies_column()
    # Not cancelled: the place is (or was) used, whatever became of it.
    takes_place = takes_place_column()
    place = models.PositiveIntegerField(null=True)
    price_minor = models.BigIntegerField(null=True)
    currency = models.CharField(max_length=3)
    notice_minutes = models.IntegerField(null=True)
    cancelled_by = models.CharField(max_length=20, blank=True)
    notes = models.CharField(max_length=240, blank=True)
    created_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    objects = BookableQuerySet.as_manager()

    class Meta:
        constraints = (
            status_known("registration_status_known"),
            models.UniqueConstraint(
                fields=("business", "group_session", "customer"),
                name="registered_once",
                condition=Q(occupies=True),
            ),
            models.UniqueConstraint(
                fields=("business", "group_session", "place"),
                name="place_taken_once",
                condition=Q(takes_place=True),
            ),
            models.CheckConstraint(
                name="place_counted_from_one", condition=Q(place__isnull=True) | Q(place__gte=1)
            ),
        )
        indexes = (
            models.Index(
                fields=("business", "customer", "-starts_at", "-id", "status", "group_session"),
                name="registrations_of_customer",
            ),
            models.Index(
                fields=("business", "starts_at", "id", "status"), name="registrations_by_start"
            ),
            models.Index(fields=("business", "group_session"), name="places_of_session"),
        )

    def __str__(self) -> str:
        return f"{self.customer_id} in {self.group_session_id}"


class RegistrationEvent(StatusEvent):
    """One change of a registration's status."""

    registration = models.ForeignKey(Registration, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = (
            models.Index(fields=("business", "registration", "id"), name="events_of_registration"),
        )

    def __str__(self) -> str:
        return f"{self.from_status} → {self.to_status}"


class WaitingPlace(Owned):
    """A customer who wants a place in a group session that is full; `rank` orders those waiting."""

    group_session = models.ForeignKey(GroupSession, on_delete=models.PROTECT, related_name="+")
    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="+")
    rank = models.PositiveIntegerField()
    state = models.CharField(max_length=20, default=WaitingState.WAITING)
    # The place it became, once promoted.
    registration = models.ForeignKey(
        Registration, null=True, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    objects = OwnedQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="waiting_state_known",
                condition=Q(state__in=[state.value for state in WaitingState]),
            ),
            models.UniqueConstraint(
                fields=("business", "group_session", "customer"),
                name="waits_once",
                condition=Q(state=WaitingState.WAITING),
            ),
        )
        indexes = (
            models.Index(fields=("business", "group_session", "rank"), name="waiting_of_session"),
        )

    def __str__(self) -> str:
        return f"{self.customer_id} waits for {self.group_session_id}"
