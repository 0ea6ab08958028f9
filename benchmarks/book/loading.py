"""How is a whole book loaded fast? Without indexes and guards, which are made again afterwards."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import connection

from regulars.records.guards import install_guards, lift_guards

# What no constraint stands for: those indexes are made again, and check what they are for.
_ON_POSTGRESQL = """
SELECT format('DROP INDEX %I', i.relname), pg_get_indexdef(x.indexrelid)
  FROM pg_index x
  JOIN pg_class i ON i.oid = x.indexrelid
  JOIN pg_class t ON t.oid = x.indrelid
 WHERE t.relname LIKE 'regulars\\_%' AND t.relnamespace = 'public'::regnamespace
   AND NOT EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conindid = x.indexrelid)
"""
_ON_SQLITE = """
SELECT 'DROP INDEX "' || name || '"', sql FROM sqlite_master
 WHERE type = 'index' AND sql IS NOT NULL AND tbl_name LIKE 'regulars\\_%' ESCAPE '\\'
"""
# Foreign keys and triggers sleep for this connection; the rows that are written keep them anyway,
# and tests/benchmarks fills a small book with all of them awake.
_ASLEEP = {
    "postgresql": (
        "SET session_replication_role = replica",
        "SET synchronous_commit = off",
        "SET maintenance_work_mem = '1GB'",
    ),
    "sqlite": (
        "PRAGMA foreign_keys = OFF",
        "PRAGMA synchronous = OFF",
        "PRAGMA cache_size = -400000",
        "PRAGMA temp_store = MEMORY",
    ),
}
_AWAKE = {
    "postgresql": ("RESET ALL",),
    "sqlite": ("PRAGMA foreign_keys = ON", "PRAGMA synchronous = FULL"),
}


@contextmanager
def loading(progress: Callable[[str, float], None]) -> Iterator[None]:
    """Write into tables that have only their keys; everything else is made again at the end."""
    is_sqlite = connection.vendor == "sqlite"
    _run(_ASLEEP[connection.vendor])
    if is_sqlite:
        lift_guards(connection)
    indexes = _ask(_ON_SQLITE if is_sqlite else _ON_POSTGRESQL)
    _run(drop for drop, _ in indexes)
    yield
    for place, (_, make) in enumerate(indexes):
        progress("indexes", place / len(indexes))
        _run([make])
    if is_sqlite:
        install_guards(connection)
    _run(_AWAKE[connection.vendor])
    if not is_sqlite:
        # Index-only reads need to know which pages everybody may see, plans need sizes; a server
        # sees to both by itself (autovacuum). SQLite runs as the product runs it, without ANALYZE.
        progress("statistics", 0.99)
        _run(["VACUUM ANALYZE"])


def _run(statements: Iterator[str] | list[str] | tuple[str, ...]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _ask(statement: str) -> list[tuple[str, str]]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return list(cursor.fetchall())
