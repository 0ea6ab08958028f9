"""Forget what signing in left behind: ended web sessions, old wrong passwords."""

from __future__ import annotations

from datetime import datetime, timedelta

from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.contrib.sessions.models import Session

# Long enough to look into an attack, short enough not to keep addresses for ever.
KEEP = timedelta(days=30)


def forget_old_sign_ins(*, at: datetime) -> int:
    """Delete ended web sessions and sign-in attempts older than 30 days; returns how many rows."""
    gone = Session.objects.filter(expire_date__lt=at).delete()[0]
    for record in (AccessAttempt, AccessLog, AccessFailureLog):
        gone += record.objects.filter(attempt_time__lt=at - KEEP).delete()[0]
    return gone
