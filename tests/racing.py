"""Lets threads race against each other on a database that is really committed to."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from threading import Barrier, Lock
from typing import Any

from django.db import connection, connections


def race(runners: list[Callable[[], Any]]) -> list[Any]:
    """Start all runners in the same moment, each in its own thread; what they return or raise."""
    # Whoever cannot open the database must not leave the others waiting for ever.
    barrier = Barrier(len(runners), timeout=60)
    opening = Lock()

    def run(runner: Callable[[], Any]) -> Any:
        with opening:  # SQLite lets one at a time turn a new file over to WAL
            connection.ensure_connection()
        barrier.wait()
        try:
            return runner()
        except Exception as raised:
            return raised
        finally:
            connection.close()

    with ThreadPoolExecutor(len(runners)) as threads:
        return list(threads.map(run, runners))


@contextmanager
def on_file(folder: Path) -> Iterator[None]:
    """Go on with a copy in a file where the test database lives in memory.

    SQLite answers threads that share a database in memory with "table is locked", which no real
    installation ever sees. Nothing happens on PostgreSQL.
    """
    if connection.vendor != "sqlite":
        yield
        return
    file = folder / "race.sqlite3"
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(file)])
    settings = connections["default"].settings_dict
    in_memory, memory = settings["NAME"], connection.connection
    settings["NAME"], connection.connection = str(file), None
    try:
        yield
    finally:
        connection.close()
        settings["NAME"], connection.connection = in_memory, memory
