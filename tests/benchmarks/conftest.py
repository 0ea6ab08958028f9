"""Two books in one database, one ten times the other, as the benchmarks' generator fills them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, connection, transaction

from benchmarks.asking import Desk
from benchmarks.book import fill_book

SIZES = {"small": (200, 2_000), "large": (2_000, 20_000)}
# So that most portions repeat others, as in a book of a million.
_PORTION, _ORIGINALS = 200, 3


@pytest.fixture(scope="module")
def desks(django_db_setup: None, django_db_blocker: Any) -> Iterator[dict[str, Desk]]:
    """The desks of both businesses, all guards awake; everything is taken back afterwards."""
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(fill_book, "_PORTION", _PORTION)
        patch.setattr(fill_book, "ORIGINALS", _ORIGINALS)
        with transaction.atomic():
            at = datetime.now(UTC).replace(minute=0, second=0, microsecond=0)
            for slug, (customers, appointments) in SIZES.items():
                fill_book.fill_book(
                    slug=slug, customers=customers, appointments=appointments, at=at
                )
            if connection.vendor == "postgresql":
                with connection.cursor() as cursor:
                    cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
                    cursor.execute("ANALYZE")
            # The transaction of a test would end with its connection, as Django's own client knows.
            request_started.disconnect(close_old_connections)
            request_finished.disconnect(close_old_connections)
            here: Any = SimpleNamespace(alias="default", engine=connection.vendor)
            yield {slug: Desk.of(here, slug) for slug in SIZES}
            request_started.connect(close_old_connections)
            request_finished.connect(close_old_connections)
            transaction.set_rollback(True)
