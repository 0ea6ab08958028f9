"""Forget what programs called their writes of yesterday."""

from __future__ import annotations

from datetime import datetime

from regulars.actions.tokens.answer_once import KEPT
from regulars.records.tokens import IdempotencyKey


def forget_old_keys(*, at: datetime) -> int:
    """Forget the names of writes that are older than a day; returns how many."""
    number, _ = IdempotencyKey.objects.filter(created_at__lte=at - KEPT).delete()
    return number
