"""Write the whole installation into one file, while it runs."""

from __future__ import annotations

import os
import sqlite3
import subprocess
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.utils.translation import gettext_lazy as _

from regulars.kernel.refusal import Refused

# Two weeks of nights: long enough to notice what went wrong.
NIGHTS = 14
NIGHTLY = "nightly"


class BackupFailed(Refused):
    """The backup could not be written; nothing was left behind."""

    code = "backup_failed"
    sentence = _("The backup could not be written.")


def back_up(*, to: Path) -> Path:
    """Write everything into `to`, consistent as of one moment; bookings go on meanwhile.

    On SQLite a database file of its own, on PostgreSQL a pg_dump archive. A file that exists
    already is never overwritten. Raises BackupFailed.
    """
    if to.exists():
        raise BackupFailed(_("There is a file of this name already."))
    part = to.with_name(to.name + ".part")
    try:
        to.parent.mkdir(parents=True, exist_ok=True)
        # All customers and passwords stand in it: it is nobody else's to read.
        part.unlink(missing_ok=True)
        part.touch(mode=0o600)
    except OSError as fault:
        raise BackupFailed(str(fault)) from fault
    try:
        _write(part)
        part.rename(to)
    except (OSError, sqlite3.Error, BackupFailed) as fault:
        part.unlink(missing_ok=True)
        raise BackupFailed(str(fault)) from fault
    return to


def keep_nightly_backup(*, at: datetime) -> str:
    """Write tonight's backup into the data folder and drop those older than two weeks.

    On PostgreSQL the server's own backups are the better ones; there this does nothing.
    """
    if connection.vendor != "sqlite":
        return "left to the database server"
    folder: Path = settings.DATA / "backups"
    tonight = folder / f"{NIGHTLY}-{at:%Y-%m-%d}.sqlite3"
    if not tonight.exists():
        back_up(to=tonight)
    for old in sorted(folder.glob(f"{NIGHTLY}-*.sqlite3"))[:-NIGHTS]:
        old.unlink()
    return tonight.name


def _write(part: Path) -> None:
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        copy = sqlite3.connect(part)
        try:
            connection.connection.backup(copy)
            # One file, without a journal beside it.
            copy.execute("PRAGMA journal_mode=DELETE")
        finally:
            copy.close()
        return
    run_postgresql_tool(["pg_dump", "--format=custom", "--no-owner", "--file", str(part)])


def run_postgresql_tool(command: list[str]) -> None:
    """Run pg_dump or pg_restore against the installation's database; raises BackupFailed."""
    options = settings.DATABASES["default"]
    environment = {
        "PGHOST": options["HOST"],
        "PGPORT": str(options["PORT"] or 5432),
        "PGUSER": options["USER"],
        "PGPASSWORD": options["PASSWORD"],
        "PGDATABASE": options["NAME"],
        "PGSSLMODE": options.get("OPTIONS", {}).get("sslmode", "prefer"),
        "PATH": os.environ.get("PATH", os.defpath),
    }
    try:
        subprocess.run(command, check=True, capture_output=True, text=True, env=environment)
    except FileNotFoundError as fault:
        raise BackupFailed(
            _("pg_dump and pg_restore are missing here. Install the PostgreSQL client tools.")
        ) from fault
    except subprocess.CalledProcessError as fault:
        raise BackupFailed(fault.stderr.strip()) from fault
