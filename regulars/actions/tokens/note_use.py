"""Note when a token was last used, so that nobody keeps one that nothing uses."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.db import OperationalError, connection, transaction

from regulars.kernel.tenant import Tenant
from regulars.records.tokens import ApiToken

# A date is all that anybody wants to know; a write for each question would be dear.
EVERY = timedelta(hours=1)


def note_token_use(*, business: Tenant, token_id: int, at: datetime) -> bool:
    """Write down that the token was used now, once an hour at most; says whether it was written.

    Not in the trail: nothing of the business changes. Whoever asks waits for no one: while
    somebody else holds SQLite's write lock, nothing is noted.
    """
    with _without_waiting():
        try:
            with transaction.atomic():
                token = ApiToken.objects.of(business).filter(id=token_id)
                return bool(token.not_used_since(at - EVERY).update(last_used_at=at))
        except OperationalError:
            return False


@contextmanager
def _without_waiting() -> Iterator[None]:
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        usual = cursor.execute("PRAGMA busy_timeout").fetchone()[0]
        cursor.execute("PRAGMA busy_timeout = 0")
        try:
            yield
        finally:
            cursor.execute(f"PRAGMA busy_timeout = {int(usual)}")
