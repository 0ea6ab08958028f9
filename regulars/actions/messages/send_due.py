"""Send what is due, each message once."""

from __future__ import annotations

import time
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from regulars.actions.messages.claim import claim_next, give_up_stranded
from regulars.actions.messages.mail_door import hand_over
from regulars.actions.messages.occasion import (
    NO_EMAIL,
    CannotBeTold,
    NothingToTell,
    occasion_of,
)
from regulars.kernel.message_words import TOLD, message_text
from regulars.records.messages import Message
from regulars.rules.delivery import Fate, next_attempt
from regulars.rules.messages import MessageKind, MessageState

# The next round comes a minute later; a slow mail server must not make one last for ever, for the
# claims are counted from its beginning.
_LONGEST_ROUND = timedelta(seconds=45)

REFUSED = _("The mail server does not take messages for this address.")
NOT_REACHED = _("The mail server did not take it, however often it was tried.")
BROKE_OFF = _("The line to the mail server broke: it may have arrived or not.")


def send_due_messages(*, at: datetime) -> int:
    """Send the e-mails that are due by `at`; returns how many left.

    Each is claimed and committed as `sending` before a word is said to the mail server. Whatever
    stops the worker in between leaves it there, and after its lease it is `uncertain`, never sent
    again by itself (PRODUCT.md 6.6).
    """
    began = time.monotonic()
    give_up_stranded(at=at)
    sent = 0
    while True:
        now = at + timedelta(seconds=time.monotonic() - began)
        if now - at > _LONGEST_ROUND:
            return sent
        message_id = claim_next(at=now)
        if message_id is None:
            return sent
        sent += _send(message_id, at=now)


def _send(message_id: int, *, at: datetime) -> bool:
    message = (
        Message.objects.filter(id=message_id)
        .select_related(
            "business",
            "customer",
            "appointment__business",
            "appointment__customer",
            "appointment__staff_member",
            "appointment__service",
            "appointment__room__location",
        )
        .get()
    )
    # What staff will read about its fate is in their language.
    with translation.override(message.business.language):
        return _deliver(message, at=at)


def _deliver(message: Message, *, at: datetime) -> bool:
    try:
        _bring_up_to_date(message)
    except (CannotBeTold, NothingToTell) as refusal:
        _keep(message, Fate.NEVER, at=at, failure=str(refusal))
        return False
    fate = hand_over(
        message_id=message.id,
        sender=message.business.name,
        to=message.customer.email,
        subject=message.subject,
        body=message.body,
    )
    _keep(message, fate, at=at)
    return fate is Fate.SENT


def _bring_up_to_date(message: Message) -> None:
    """What leaves is true when it leaves: the appointment may have moved since it was written."""
    if not message.customer.email:
        raise CannotBeTold(NO_EMAIL)
    if message.appointment is None or message.kind not in TOLD:
        return
    text = message_text(occasion_of(message.appointment, MessageKind(message.kind)))
    if (text.subject, text.body) != (message.subject, message.body):
        message.subject, message.body = text.subject, text.body
        message.save(update_fields=["subject", "body"])


@transaction.atomic
def _keep(message: Message, fate: Fate, *, at: datetime, failure: str | Promise = "") -> None:
    """Write down what came of it, unless somebody has taken it up again since."""
    again = next_attempt(attempts=message.attempts, at=at) if fate is Fate.NOT_NOW else None
    outcome: dict[str, object] = {"claimed_until": None}
    if fate is Fate.SENT:
        outcome |= {"state": MessageState.SENT, "sent_at": at, "failure": ""}
    elif fate is Fate.UNKNOWN:
        outcome |= {"state": MessageState.UNCERTAIN, "failure": str(BROKE_OFF)}
    elif again is not None:
        outcome |= {"state": MessageState.QUEUED, "due_at": again}
    else:
        why = failure or (REFUSED if fate is Fate.NEVER else NOT_REACHED)
        outcome |= {"state": MessageState.FAILED, "failure": str(why)}
    Message.objects.filter(id=message.id, attempts=message.attempts).update(**outcome)
