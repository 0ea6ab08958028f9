"""The kinds of message a studio sends, and which of them remind."""

from __future__ import annotations

from enum import StrEnum


class MessageKind(StrEnum):
    CONFIRMATION = "confirmation"
    REMINDER = "reminder"
    CHANGED = "changed"
    CANCELLED = "cancelled"
    DEPOSIT_ASKED = "deposit_asked"
    DEPOSIT_REMINDER = "deposit_reminder"
    WAITING_LIST_OFFER = "waiting_list_offer"
    FOLLOW_UP = "follow_up"


class Channel(StrEnum):
    EMAIL = "email"
    SMS = "sms"


class MessageState(StrEnum):
    """Where a message stands; `uncertain` is one whose fate a crash left unknown."""

    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    UNCERTAIN = "uncertain"


# Sent before an appointment, or about an unpaid deposit (PRODUCT.md, Words).
REMINDERS = frozenset({MessageKind.REMINDER, MessageKind.DEPOSIT_REMINDER})
