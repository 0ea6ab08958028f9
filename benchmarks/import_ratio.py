"""How much faster could an import be, if its rows stood there finished?

The whole import of files that are written for it, against the very rows that it wrote: the same
tables with their indexes and guards, filled by COPY (PostgreSQL) or executemany (SQLite). Both in
turn, in one process, each into an emptied database; of several rounds the median counts.

    python -m benchmarks.import_ratio --customers 10000 [--meetings] [--rounds 3]
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

# Before Django asks: a database of its own, unless another one is named.
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "regulars.config.settings")
if "django" not in sys.modules:
    os.environ.setdefault("REGULARS_DATA", tempfile.mkdtemp(prefix="regulars-bench-"))

import django

django.setup()

from django.core.management import call_command
from django.db import connection

from benchmarks.finished_rows import finished_rows, models, write
from benchmarks.import_book import write_book
from regulars.actions.imports.run import run_import
from regulars.kernel.actor import Actor
from regulars.records.businesses import Business
from regulars.rules.import_mapping import BookMapping

_AT = datetime(2026, 6, 1, 12, tzinfo=UTC)
_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Spent:
    """Seconds on the clock, and of processors: of this process and of the server's for it."""

    clock: float
    work: float


@dataclass(frozen=True, slots=True)
class Round:
    """One import and one writing of what it wrote."""

    file_rows: int
    written_rows: int
    whole: Spent
    floor: Spent

    @property
    def ratio(self) -> float:
        return self.floor.clock / self.whole.clock

    @property
    def ratio_of_work(self) -> float:
        return self.floor.work / self.whole.work


def measure(*, folder: Path, mapping: BookMapping, rounds: int) -> Iterator[Round]:
    """Import the folder and write its rows again, in turn. Empties the database each time."""
    for _ in range(rounds):
        empty()
        business = a_business()
        report, whole = spent(partial(_import, business, folder, mapping))
        tables = finished_rows()
        empty()
        _, floor = spent(partial(write, tables))
        yield Round(
            file_rows=sum(file.rows for file in report.files),
            written_rows=sum(len(table.rows) for table in tables),
            whole=whole,
            floor=floor,
        )


def _import(business: Business, folder: Path, mapping: BookMapping) -> Any:
    return run_import(
        business=business,
        folder=folder,
        mapping=mapping,
        actor=Actor.operator(business),
        at=_AT,
    )


def a_business() -> Business:
    """A new business in Zürich."""
    return Business.objects.create(
        slug="bench",
        name="Bench",
        time_zone="Europe/Zurich",
        currency="CHF",
        country="CH",
        created_at=_AT,
    )


def spent(work: Callable[[], Any]) -> tuple[Any, Spent]:
    """What the work gives and what it takes."""
    clock, busy = time.perf_counter(), _busy()
    given = work()
    return given, Spent(time.perf_counter() - clock, _busy() - busy)


def _busy() -> float:
    mine = time.process_time()
    if connection.vendor != "postgresql":
        return mine
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        stat = Path(f"/proc/{cursor.fetchone()[0]}/stat")
    if not stat.exists():  # the server is another machine
        return mine
    fields = stat.read_text().rpartition(")")[2].split()
    return mine + (int(fields[11]) + int(fields[12])) / _TICKS


def empty() -> None:
    """Take everything out of the database; its indexes and guards stay."""
    if connection.vendor == "postgresql":
        names = ", ".join(model._meta.db_table for model in models())
        with connection.cursor() as cursor:
            cursor.execute(f"TRUNCATE {names} RESTART IDENTITY CASCADE")
        return
    connection.close()
    path = Path(connection.settings_dict["NAME"])
    for file in path.parent.glob(f"{path.name}*"):
        file.unlink()
    path.write_bytes(_template())


_TEMPLATE: list[bytes] = []


def _template() -> bytes:
    if not _TEMPLATE:
        migrate()
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.close()
        _TEMPLATE.append(Path(connection.settings_dict["NAME"]).read_bytes())
    return _TEMPLATE[0]


def migrate() -> None:
    call_command("migrate", verbosity=0)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--customers", type=int, default=10_000)
    parser.add_argument("--meetings", action="store_true", help="bookings and payments too")
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    migrate()
    with tempfile.TemporaryDirectory() as folder:
        mapping = write_book(
            Path(folder), customers=arguments.customers, meetings=arguments.meetings
        )
        done = []
        for each in measure(folder=Path(folder), mapping=mapping, rounds=arguments.rounds):
            done.append(each)
            print(
                f"{connection.vendor}: {each.file_rows:,} rows of files, {each.written_rows:,} written; "
                f"import {each.whole.clock:.1f} s (work {each.whole.work:.1f}), "
                f"floor {each.floor.clock:.1f} s (work {each.floor.work:.1f}): "
                f"ratio {each.ratio:.3f} (of work {each.ratio_of_work:.3f})"
            )
    print(
        f"median: {statistics.median(e.file_rows / e.whole.work for e in done):,.0f} rows/s of work, "
        f"floor {statistics.median(e.file_rows / e.floor.work for e in done):,.0f}; "
        f"ratio {statistics.median(e.ratio for e in done):.3f} "
        f"(of work {statistics.median(e.ratio_of_work for e in done):.3f})"
    )


if __name__ == "__main__":
    main()
