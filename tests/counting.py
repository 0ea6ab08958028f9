"""Holds the number of SQL statements of each page to what tests/query_counts.json says."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection
from django.test.utils import CaptureQueriesContext

_COUNTS = Path(__file__).parent / "query_counts.json"


@contextmanager
def counted(name: str) -> Iterator[None]:
    """Fail unless the block runs exactly the statements that are written down for `name`.

    Transaction control (BEGIN, SAVEPOINT, COMMIT) does not count.
    """
    with CaptureQueriesContext(connection) as captured:
        yield
    statements = [
        query["sql"]
        for query in captured.captured_queries
        if not query["sql"].startswith(("BEGIN", "SAVEPOINT", "RELEASE", "COMMIT"))
    ]
    promised = json.loads(_COUNTS.read_text()).get(name)
    listing = "\n".join(statements)
    assert promised is not None, (
        f"{name} is missing in query_counts.json: {len(statements)}\n{listing}"
    )
    assert len(statements) == promised, f"{name}: {len(statements)}, not {promised}\n{listing}"
