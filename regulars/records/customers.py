"""The people being served, with what must not be forgotten about them."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q

from regulars.records.staff import StaffMember
from regulars.records.tenancy import Owned, OwnedQuerySet
from regulars.rules.names import name_on_screen


class CustomerQuerySet(OwnedQuerySet):
    """Customers of a business."""

    def in_the_book(self) -> Self:
        """Those who are not archived."""
        return self.filter(archived_at__isnull=True)

    def with_upcoming(self, at: datetime) -> Self:
        """Those with an active appointment or registration that starts after `at`."""
        return self.filter(latest_active_at__gt=at)


class Tag(Owned):
    """A word of the studio's own to put on customers."""

    name = models.CharField(max_length=40)
    key = models.CharField(max_length=40)  # folded, so that "VIP" and "vip" are one tag

    objects = OwnedQuerySet.as_manager()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("business", "key"), name="tag_once"),)

    def __str__(self) -> str:
        return self.name


class Customer(Owned):
    """The person being served. E-mail and phone are neither unique nor required.

    The columns under "standing" repeat what the bookings say; the actions keep them
    (actions/customers/standing.py), so that a list of customers needs no join.
    """

    number = models.CharField(max_length=40, blank=True)
    first_name = models.CharField(max_length=120, blank=True)
    last_name = models.CharField(max_length=120, blank=True)
    nickname = models.CharField(max_length=80, blank=True)
    pronouns = models.CharField(max_length=40, blank=True)
    company = models.CharField(max_length=120, blank=True)
    email = models.EmailField(max_length=254, blank=True)
    phone = models.CharField(max_length=20, blank=True)  # E.164
    language = models.CharField(max_length=10, blank=True)
    birthday = models.DateField(null=True)
    street = models.CharField(max_length=160, blank=True)
    postal_code = models.CharField(max_length=20, blank=True)
    city = models.CharField(max_length=80, blank=True)
    country = models.CharField(max_length=2, blank=True)
    # Where a filled-in line came from: {"phone": {"kind": "staff", "id": 3, "at": "2026-…"}}.
    origins = models.JSONField(default=dict)
    tags = models.ManyToManyField(Tag, through="CustomerTag", related_name="customers")
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    archived_at = models.DateTimeField(null=True)

    # Search and order (rules/names): folded name, e-mail in lower case, digits forwards, backwards.
    sort_name = models.CharField(max_length=200)
    email_key = models.CharField(max_length=254, blank=True)
    phone_digits = models.CharField(max_length=20, blank=True)
    phone_reversed = models.CharField(max_length=20, blank=True)

    # Standing
    latest_active_at = models.DateTimeField(null=True)
    last_visit_at = models.DateTimeField(null=True)
    last_visit_key = models.BigIntegerField(default=0)  # seconds since 1970, 0 = never: for order
    first_booking_at = models.DateTimeField(null=True)
    bookings = models.PositiveIntegerField(default=0)
    no_shows = models.PositiveIntegerField(default=0)
    late_cancellations = models.PositiveIntegerField(default=0)
    strokes = models.CharField(max_length=40, blank=True)  # rules/track_record, the latest 40

    objects = CustomerQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("business", "number"), name="customer_number_once", condition=~Q(number="")
            ),
            models.CheckConstraint(
                name="customer_has_a_name",
                condition=~(
                    Q(first_name="")
                    & Q(last_name="")
                    & Q(nickname="")
                    & Q(company="")
                    & Q(number="")
                ),
            ),
        )
        indexes = (
            # All orders of the list are of those in the book, so that none of them is passed over.
            *(
                models.Index(
                    fields=("business", *columns), name=name, condition=Q(archived_at__isnull=True)
                )
                for name, columns in (
                    ("customer_by_visit", ("-last_visit_key", "id")),
                    ("customer_by_name", ("sort_name", "id")),
                    ("customer_by_no_shows", ("-no_shows", "id")),
                    ("customer_by_upcoming", ("latest_active_at",)),
                )
            ),
            models.Index(
                fields=("business", "-last_visit_key", "id"),
                name="customer_archived",
                condition=Q(archived_at__isnull=False),
            ),
            models.Index(
                fields=("business", "email_key"),
                name="customer_by_email",
                condition=~Q(email_key=""),
            ),
            models.Index(
                fields=("business", "phone_digits"),
                name="customer_by_phone",
                condition=~Q(phone_digits=""),
            ),
            models.Index(
                fields=("business", "phone_reversed"),
                name="customer_by_phone_end",
                condition=~Q(phone_reversed=""),
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name on screen; the customer number until a name is known."""
        return name_on_screen(
            self.first_name, self.last_name, self.nickname, self.company, self.number
        )


class CustomerTag(Owned):
    """A tag on a customer."""

    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="+")
    tag = models.ForeignKey(Tag, on_delete=models.CASCADE, related_name="+")

    objects = OwnedQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("business", "customer", "tag"), name="tag_on_customer_once"
            ),
        )
        indexes = (models.Index(fields=("business", "tag", "customer"), name="customers_of_tag"),)

    def __str__(self) -> str:
        return f"{self.tag_id} on {self.customer_id}"


class Alert(Owned):
    """What must be seen before anything is done: an allergy, prepay only."""

    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="+")
    title = models.CharField(max_length=80)
    detail = models.CharField(max_length=240, blank=True)
    author = models.ForeignKey(StaffMember, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField()

    objects = OwnedQuerySet.as_manager()

    class Meta:
        indexes = (models.Index(fields=("business", "customer"), name="alerts_of_customer"),)

    def __str__(self) -> str:
        return self.title


class CustomerPicture(Owned):
    """A customer's picture, small and without camera data (docs/adr/0006)."""

    customer = models.OneToOneField(Customer, on_delete=models.CASCADE, related_name="+")
    image = models.BinaryField()
    digest = models.CharField(max_length=64)  # names the picture in its address, so caches are safe
    changed_at = models.DateTimeField()

    objects = OwnedQuerySet.as_manager()

    def __str__(self) -> str:
        return f"picture of {self.customer_id}"
