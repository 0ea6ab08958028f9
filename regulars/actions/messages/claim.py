"""Take messages up to send them, so that no two workers have the same one."""

from __future__ import annotations

from datetime import datetime

from django.db import connection, transaction

from regulars.records.messages import Message
from regulars.rules.delivery import LEASE
from regulars.rules.messages import Channel, MessageState

# One statement. On PostgreSQL a row that a rival is about to take is passed over; SQLite lets one
# write at a time. `due_at` comes first, so that the partial index is read in its order.
_CLAIM = """
UPDATE regulars_message
   SET state = %s, attempts = attempts + 1, claimed_until = %s
 WHERE id = (SELECT id FROM regulars_message
              WHERE state = 'queued' AND state IN ('queued', 'sending')
                AND channel = %s AND due_at <= %s
              ORDER BY due_at, id LIMIT 1 {skip})
RETURNING id
"""


def claim_next(*, at: datetime) -> int | None:
    """Take up the message that has waited longest, committed before anything is sent."""
    skip = "FOR UPDATE SKIP LOCKED" if connection.features.has_select_for_update_skip_locked else ""
    written = connection.ops.adapt_datetimefield_value
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            _CLAIM.format(skip=skip),
            [MessageState.SENDING, written(at + LEASE), Channel.EMAIL, written(at)],
        )
        row = cursor.fetchone()
    return row[0] if row else None


def give_up_stranded(*, at: datetime) -> int:
    """Mark as uncertain what a worker took up and never spoke of again; returns how many.

    It may have been sent: staff see it and decide, it is not sent again by itself.
    """
    return Message.objects.filter(state=MessageState.SENDING, claimed_until__lte=at).update(
        state=MessageState.UNCERTAIN, claimed_until=None
    )
