"""Put a backup in the place of what is there."""

from __future__ import annotations

import sqlite3
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import connection, connections
from django.utils.translation import gettext_lazy as _

from regulars.actions.upkeep.back_up import back_up, run_postgresql_tool
from regulars.kernel.refusal import Refused


class NotABackup(Refused):
    """The file is no backup of this kind of database, or is damaged; nothing was changed."""

    code = "not_a_backup"
    sentence = _("This file is no backup of Regulars for this kind of database.")


def restore(*, file: Path, at: datetime) -> Path:
    """Replace everything by what `file` holds; returns where the former state was kept.

    The file is examined before anything is touched, and the former state is backed up first.
    Raises NotABackup or BackupFailed.
    """
    if not file.is_file():
        raise NotABackup(_("There is no such file."))
    is_sqlite = connection.vendor == "sqlite"
    if is_sqlite:
        _examine(file)
    else:
        with file.open("rb") as start:
            if start.read(5) != b"PGDMP":
                raise NotABackup
    ending = "sqlite3" if is_sqlite else "pgdump"
    former = back_up(to=settings.DATA / "backups" / f"before-restore-{at:%Y-%m-%d-%H%M%S}.{ending}")
    if is_sqlite:
        _replace(file)
    else:
        connections.close_all()
        run_postgresql_tool(
            [
                "pg_restore",
                "--clean",
                "--if-exists",
                "--no-owner",
                "--single-transaction",
                "--dbname",
                settings.DATABASES["default"]["NAME"],
                str(file),
            ]
        )
    return former


def _unchanging(file: Path) -> str:
    return f"{file.resolve().as_uri()}?mode=ro&immutable=1"


def _examine(file: Path) -> None:
    try:
        with sqlite3.connect(_unchanging(file), uri=True) as copy:
            sound = copy.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
            known = copy.execute("SELECT count(*) FROM regulars_business").fetchone()
    except sqlite3.DatabaseError as fault:
        raise NotABackup from fault
    if not sound or known is None:
        raise NotABackup(_("This backup is damaged."))


def _replace(file: Path) -> None:
    """Copy the backup page by page into the living file, as one change for its readers."""
    connection.ensure_connection()
    with sqlite3.connect(_unchanging(file), uri=True) as copy:
        copy.backup(connection.connection)
    connections.close_all()
