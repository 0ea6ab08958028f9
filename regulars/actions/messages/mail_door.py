"""Hand one e-mail to the mail server, and say honestly what came of it."""

from __future__ import annotations

from email.utils import formataddr, parseaddr
from smtplib import (
    SMTPException,
    SMTPNotSupportedError,
    SMTPRecipientsRefused,
    SMTPResponseException,
)

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.utils.crypto import salted_hmac

from regulars.rules.delivery import Fate

# From here on a mail server means "never", below it "not now" (RFC 5321, 4.2.1).
_FOR_GOOD = 500


def hand_over(*, message_id: int, sender: str, to: str, subject: str, body: str) -> Fate:
    """Send it under a Message-ID that stays the same however often it is tried."""
    door = get_connection()
    try:
        door.open()
    except (OSError, SMTPException):
        return Fate.NOT_NOW
    try:
        door.send_messages([_mail(message_id, sender, to, subject, body)])
    except (ValueError, SMTPNotSupportedError):
        return Fate.NEVER  # no address that can be written to, found before anything was said
    except SMTPRecipientsRefused as refusal:
        codes = [code for code, _reply in refusal.recipients.values()]
        return _fate(max(codes, default=_FOR_GOOD))
    except SMTPResponseException as refusal:
        return _fate(refusal.smtp_code)
    except (OSError, SMTPException):
        # The line broke: perhaps after the server had taken it.
        return Fate.UNKNOWN
    finally:
        _shut(door)
    return Fate.SENT


def _mail(message_id: int, sender: str, to: str, subject: str, body: str) -> EmailMessage:
    _name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    mark = salted_hmac("regulars.message", str(message_id)).hexdigest()[:16]
    domain = address.rpartition("@")[2] or "localhost"
    return EmailMessage(
        subject=subject,
        body=body,
        from_email=formataddr((sender, address)),
        to=[to],
        headers={
            "Message-ID": f"<message-{message_id}.{mark}@{domain}>",
            # Nobody's holiday notice need answer it (RFC 3834).
            "Auto-Submitted": "auto-generated",
        },
    )


def _fate(code: int) -> Fate:
    return Fate.NEVER if code >= _FOR_GOOD else Fate.NOT_NOW


def _shut(door: object) -> None:
    try:
        door.close()  # type: ignore[attr-defined]
    except (OSError, SMTPException):
        return  # what was said before stands
