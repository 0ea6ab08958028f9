"""By which generator, and as of when, was this database filled?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import connection

# Counted up whenever benchmarks/book writes other rows than before.
VERSION = 2


@dataclass(frozen=True, slots=True)
class Stamp:
    """Left in the database when it is full, so that a half-filled one is never taken for one."""

    version: int
    at: datetime


def leave_stamp(stamp: Stamp) -> None:
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE benchmark_stamp (version integer, at varchar(40))")
        cursor.execute(
            "INSERT INTO benchmark_stamp VALUES (%s, %s)", [stamp.version, stamp.at.isoformat()]
        )


def read_stamp() -> Stamp | None:
    """The stamp, or None where filling never came to its end."""
    if "benchmark_stamp" not in connection.introspection.table_names():
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT version, at FROM benchmark_stamp")
        version, at = cursor.fetchone()
    return Stamp(version, datetime.fromisoformat(at))
