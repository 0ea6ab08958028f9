"""Every status and kind in human words, translatable; the only place where they stand."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from regulars.kernel.actor import ActorKind
from regulars.rules.answers import AnswerSource, FieldKind
from regulars.rules.appointment_status import Status
from regulars.rules.blocks import BlockKind
from regulars.rules.cancellation import CancelledBy
from regulars.rules.deposits import DepositState, Fate
from regulars.rules.duplicates import Reason
from regulars.rules.messages import Channel, MessageKind, MessageState
from regulars.rules.money import LedgerKind, PayMethod
from regulars.rules.permissions import Role, Scope
from regulars.rules.tokens import TokenState

STATUS: dict[str, Promise] = {
    Status.BOOKED: pgettext_lazy("status", "Booked"),
    Status.CONFIRMED: pgettext_lazy("status", "Confirmed"),
    Status.CHECKED_IN: pgettext_lazy("status", "Checked in"),
    Status.COMPLETED: pgettext_lazy("status", "Completed"),
    Status.NO_SHOW: pgettext_lazy("status", "No show"),
    Status.CANCELLED_ON_TIME: pgettext_lazy("status", "Cancelled on time"),
    Status.CANCELLED_TOO_LATE: pgettext_lazy("status", "Cancelled too late"),
    Status.CANCELLED_BY_NOTIFICATION: pgettext_lazy("status", "Cancelled by notification"),
}

STATUS_SHORT: dict[str, Promise] = STATUS | {
    Status.CANCELLED_ON_TIME: pgettext_lazy("status, short", "On time"),
    Status.CANCELLED_TOO_LATE: pgettext_lazy("status, short", "Too late"),
    Status.CANCELLED_BY_NOTIFICATION: pgettext_lazy("status, short", "By notification"),
}

DEPOSIT: dict[str, Promise] = {
    DepositState.ASKED: pgettext_lazy("deposit", "Asked for"),
    DepositState.REMINDED: pgettext_lazy("deposit", "Reminded"),
    DepositState.PAID: pgettext_lazy("deposit", "Paid"),
    DepositState.USED: pgettext_lazy("deposit", "Used"),
    DepositState.KEPT: pgettext_lazy("deposit", "Kept"),
    DepositState.REFUNDED: pgettext_lazy("deposit", "Refunded"),
    DepositState.CREDITED: pgettext_lazy("deposit", "Credited"),
    DepositState.MOVED: pgettext_lazy("deposit", "Moved"),
    DepositState.LAPSED: pgettext_lazy("deposit", "Lapsed"),
}

# What somebody decides about a paid deposit, and what that means.
FATE: dict[str, Promise] = {
    Fate.KEEP: pgettext_lazy("deposit", "Keep it"),
    Fate.REFUND: pgettext_lazy("deposit", "Refund"),
    Fate.CREDIT: pgettext_lazy("deposit", "Credit"),
    Fate.MOVE: pgettext_lazy("deposit", "Move to another appointment"),
}

LEDGER: dict[str, Promise] = {
    LedgerKind.PAYMENT: pgettext_lazy("ledger", "Payment"),
    LedgerKind.REFUND: pgettext_lazy("ledger", "Refund"),
    LedgerKind.DEPOSIT_RECEIVED: pgettext_lazy("ledger", "Deposit received"),
    LedgerKind.DEPOSIT_USED: pgettext_lazy("ledger", "Deposit used"),
    LedgerKind.DEPOSIT_KEPT: pgettext_lazy("ledger", "Deposit kept"),
    LedgerKind.DEPOSIT_REFUNDED: pgettext_lazy("ledger", "Deposit refunded"),
    LedgerKind.DEPOSIT_CREDITED: pgettext_lazy("ledger", "Deposit credited"),
    LedgerKind.DEPOSIT_MOVED: pgettext_lazy("ledger", "Deposit moved"),
}

PAY_METHOD: dict[str, Promise] = {
    PayMethod.CASH: pgettext_lazy("payment", "Cash"),
    PayMethod.CARD: pgettext_lazy("payment", "Card"),
    PayMethod.TRANSFER: pgettext_lazy("payment", "Bank transfer"),
    PayMethod.OTHER: pgettext_lazy("payment", "Other"),
    PayMethod.UNKNOWN: pgettext_lazy("payment", "Unknown"),
}

FIELD_KIND: dict[str, Promise] = {
    FieldKind.TEXT: _("Short text"),
    FieldKind.LONG_TEXT: _("Long text"),
    FieldKind.NUMBER: _("Number"),
    FieldKind.DATE: _("Date"),
    FieldKind.YES_NO: _("Yes or no"),
    FieldKind.ONE_OF: _("One of several"),
    FieldKind.SEVERAL_OF: _("Several of a list"),
    FieldKind.INFORMATION: _("Information, no answer"),
}

ROLE: dict[str, Promise] = {
    Role.OWNER: _("Owner"),
    Role.MANAGER: _("Manager"),
    Role.FRONT_DESK: _("Front desk"),
    Role.STAFF: _("Staff"),
    Role.GUEST: _("Guest"),
}

# What a studio calls the people with a column in the calendar; Business.staff_word is the key.
STAFF_WORDS: dict[str, Promise] = {
    "staff": _("Staff member"),
    "artist": _("Artist"),
    "stylist": _("Stylist"),
    "barber": _("Barber"),
    "therapist": _("Therapist"),
}

BLOCK_KIND: dict[str, Promise] = {
    BlockKind.BREAK: pgettext_lazy("block", "Break"),
    BlockKind.MEETING: pgettext_lazy("block", "Meeting"),
    BlockKind.TIME_OFF: pgettext_lazy("block", "Time off"),
    BlockKind.GUEST_SPOT: pgettext_lazy("block", "Guest spot"),
}

CANCELLED_BY: dict[str, Promise] = {
    CancelledBy.CUSTOMER: _("The customer"),
    CancelledBy.STUDIO: _("The studio"),
    CancelledBy.NOTIFICATION: _("By itself, deposit unpaid"),
}

CHANNEL: dict[str, Promise] = {
    Channel.EMAIL: _("E-mail"),
    Channel.SMS: _("SMS"),
}

MESSAGE_KIND: dict[str, Promise] = {
    MessageKind.CONFIRMATION: _("Confirmation"),
    MessageKind.REMINDER: _("Reminder"),
    MessageKind.CHANGED: _("Appointment changed"),
    MessageKind.CANCELLED: _("Appointment cancelled"),
    MessageKind.DEPOSIT_ASKED: _("Deposit asked for"),
    MessageKind.DEPOSIT_REMINDER: _("Deposit reminder"),
    MessageKind.WAITING_LIST_OFFER: _("Waiting list offer"),
    MessageKind.FOLLOW_UP: pgettext_lazy("message", "Follow-up"),
}

MESSAGE_STATE: dict[str, Promise] = {
    MessageState.QUEUED: pgettext_lazy("message", "Waiting"),
    MessageState.SENDING: pgettext_lazy("message", "Sending"),
    MessageState.SENT: pgettext_lazy("message", "Sent"),
    MessageState.FAILED: pgettext_lazy("message", "Failed"),
    MessageState.UNCERTAIN: pgettext_lazy("message", "Uncertain"),
}

ANSWER_SOURCE: dict[str, Promise] = {
    AnswerSource.BOOKING: _("Given at booking"),
    AnswerSource.STAFF: _("Typed by staff"),
    AnswerSource.IMPORT: _("From an import"),
}

# Who did something, where no staff member's name can stand: "Undone by the customer".
ACTOR: dict[str, Promise] = {
    ActorKind.STAFF: pgettext_lazy("done by", "a former staff member"),
    ActorKind.CUSTOMER: pgettext_lazy("done by", "the customer"),
    ActorKind.TOKEN: pgettext_lazy("done by", "another program"),
    ActorKind.IMPORT: pgettext_lazy("done by", "an import"),
    ActorKind.CLOCK: pgettext_lazy("done by", "the clock"),
    ActorKind.OPERATOR: pgettext_lazy("done by", "the operator"),
}

DUPLICATE: dict[str, Promise] = {
    Reason.SAME_EMAIL: pgettext_lazy("likely duplicate", "same e-mail address"),
    Reason.SAME_PHONE: pgettext_lazy("likely duplicate", "same phone number"),
    Reason.SAME_NAME: pgettext_lazy("likely duplicate", "same name"),
    Reason.SIMILAR_NAME: pgettext_lazy("likely duplicate", "similar name"),
    Reason.SAME_BIRTHDAY: pgettext_lazy("likely duplicate", "same birthday"),
}

TOKEN_STATE: dict[str, Promise] = {
    TokenState.VALID: pgettext_lazy("token", "Valid"),
    TokenState.EXPIRED: pgettext_lazy("token", "Expired"),
    TokenState.REVOKED: pgettext_lazy("token", "Revoked"),
}

# What a token may read, as a word and as a sentence.
SCOPE: dict[str, Promise] = {
    Scope.CUSTOMERS_READ: _("Customers"),
    Scope.CONTACT_READ: _("Contact data"),
    Scope.APPOINTMENTS_READ: _("Appointments and projects"),
    Scope.MONEY_READ: _("Money"),
    Scope.CATALOGUE_READ: _("Services and team"),
    Scope.APPOINTMENTS_WRITE: _("Book and change appointments"),
    Scope.SCHEDULE_WRITE: _("Change working hours and blocks"),
    Scope.CUSTOMERS_WRITE: _("Add and change customers"),
    Scope.MONEY_WRITE: _("Take payments"),
}
SCOPE_SENTENCE: dict[str, Promise] = {
    Scope.CUSTOMERS_READ: _(
        "Who is in the book: names, alerts, notes, answers, visits and how each one ended."
    ),
    Scope.CONTACT_READ: _("E-mail, phone and address of customers, and searching by them."),
    Scope.APPOINTMENTS_READ: _("Everybody’s calendar, and the projects."),
    Scope.MONEY_READ: _("What visits cost, what was paid, deposits and income."),
    Scope.CATALOGUE_READ: _("The price list, who works here, and the business itself."),
    Scope.APPOINTMENTS_WRITE: _(
        "Books, moves, ends and undoes appointments and group bookings, in every column."
    ),
    Scope.SCHEDULE_WRITE: _("Blocks time and sets who works when."),
    Scope.CUSTOMERS_WRITE: _("Writes down new customers and changes those who are there."),
    Scope.MONEY_WRITE: _("Writes payments into the ledger; sees prices and payments too."),
}

LANGUAGE: dict[str, Promise] = {
    "en": _("English"),
    "de": _("German"),
    "es": _("Spanish"),
    "fr": _("French"),
    "nl": _("Dutch"),
}


def status_word(status: str) -> str:
    """The status as the screen says it."""
    return str(STATUS[status])
