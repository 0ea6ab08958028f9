"""Messages to customers: what was said, by which channel, and what became of it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from regulars.records.appointments import Appointment
from regulars.records.customers import Customer
from regulars.records.deposits import Deposit
from regulars.records.group_sessions import Registration
from regulars.records.tenancy import Owned, OwnedQuerySet
from regulars.rules.messages import REMINDERS, Channel, MessageKind, MessageState


class Message(Owned):
    """One message; reminders are counted in the statistics of the year they were sent in."""

    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="+")
    appointment = models.ForeignKey(
        Appointment, null=True, on_delete=models.PROTECT, related_name="+"
    )
    registration = models.ForeignKey(
        Registration, null=True, on_delete=models.PROTECT, related_name="+"
    )
    deposit = models.ForeignKey(Deposit, null=True, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=30)
    channel = models.CharField(max_length=10)
    state = models.CharField(max_length=20)
    subject = models.CharField(max_length=200, blank=True)
    body = models.TextField(blank=True)
    due_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    # The worker's: how often it was tried, and until when one worker has it to itself.
    attempts = models.PositiveSmallIntegerField(default=0)
    claimed_until = models.DateTimeField(null=True)
    # Why it could not be sent, in one sentence for staff.
    failure = models.CharField(max_length=240, blank=True)
    is_reminder = models.GeneratedField(
        expression=models.Case(
            models.When(kind__in=sorted(kind.value for kind in REMINDERS), then=True), default=False
        ),
        output_field=models.BooleanField(),
        db_persist=True,
    )

    objects = OwnedQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="message_kind_known",
                condition=Q(kind__in=[kind.value for kind in MessageKind]),
            ),
            models.CheckConstraint(
                name="message_channel_known",
                condition=Q(channel__in=[channel.value for channel in Channel]),
            ),
            models.CheckConstraint(
                name="message_state_known",
                condition=Q(state__in=[state.value for state in MessageState]),
            ),
            models.CheckConstraint(
                name="message_sent_has_a_moment",
                condition=~Q(state=MessageState.SENT) | Q(sent_at__isnull=False),
            ),
        )
        indexes = (
            models.Index(
                fields=("business", "customer", "sent_at"),
                name="reminders_of_customer",
                condition=Q(is_reminder=True),
            ),
            models.Index(
                fields=("business", "deposit"),
                name="messages_of_deposit",
                condition=Q(deposit__isnull=False),
            ),
            # Over all businesses: the worker asks what is due, whoever's it is.
            models.Index(
                fields=("due_at",),
                name="messages_to_send",
                condition=Q(state__in=(MessageState.QUEUED, MessageState.SENDING)),
            ),
            models.Index(
                fields=("business", "appointment"),
                name="messages_of_appointment",
                condition=Q(appointment__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} to {self.customer_id}"
