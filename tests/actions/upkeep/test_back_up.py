"""A backup is whole, never overwrites, and nights are kept for two weeks."""

from __future__ import annotations

import sqlite3
from datetime import timedelta

import pytest
from django.db import connection

from regulars.actions.upkeep import back_up as module
from regulars.actions.upkeep.back_up import BackupFailed, back_up, keep_nightly_backup
from regulars.actions.upkeep.restore import NotABackup, restore
from tests.make import NOW

on_sqlite = pytest.mark.skipif("connection.vendor != 'sqlite'", reason="a matter of SQLite's file")


@on_sqlite
def test_a_backup_holds_what_stands_in_the_database(committed_db, runa, tmp_path):
    file = back_up(to=tmp_path / "new folder" / "monday")

    with sqlite3.connect(file) as copy:
        assert copy.execute("SELECT name FROM regulars_staffmember").fetchall() == [
            ("Runa Brandt",)
        ]
        assert copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert [path.name for path in file.parent.iterdir()] == ["monday"]


@on_sqlite
def test_only_its_owner_may_read_a_backup(committed_db, tmp_path):
    assert back_up(to=tmp_path / "monday").stat().st_mode & 0o077 == 0


def test_a_file_that_is_there_is_never_overwritten(db, tmp_path):
    (tmp_path / "precious").write_text("do not touch")

    with pytest.raises(BackupFailed) as refusal:
        back_up(to=tmp_path / "precious")

    assert "a file of this name already" in str(refusal.value)
    assert (tmp_path / "precious").read_text() == "do not touch"


def test_where_nothing_can_be_written_it_says_so_and_leaves_nothing(db, tmp_path):
    (tmp_path / "file").write_text("")

    with pytest.raises(BackupFailed):
        back_up(to=tmp_path / "file" / "below")

    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_without_the_tools_of_postgresql_it_says_what_to_install(db, monkeypatch):
    def missing(*_: object, **__: object) -> None:
        raise FileNotFoundError

    monkeypatch.setattr(module.subprocess, "run", missing)

    with pytest.raises(BackupFailed) as refusal:
        module.run_postgresql_tool(["pg_dump"])

    assert "Install the PostgreSQL client tools" in str(refusal.value)


@on_sqlite
def test_the_nights_of_two_weeks_are_kept(committed_db, settings, tmp_path):
    settings.DATA = tmp_path
    for night in range(20):
        keep_nightly_backup(at=NOW + timedelta(days=night))

    kept = sorted(path.name for path in (tmp_path / "backups").iterdir())
    assert len(kept) == 14
    assert kept[0] == f"nightly-{NOW + timedelta(days=6):%Y-%m-%d}.sqlite3"


@on_sqlite
def test_one_night_is_backed_up_once_and_other_backups_are_left_alone(
    committed_db, settings, tmp_path
):
    settings.DATA = tmp_path
    (tmp_path / "backups").mkdir()
    (tmp_path / "backups" / "by-hand.sqlite3").write_text("mine")
    first = keep_nightly_backup(at=NOW)
    written = (tmp_path / "backups" / first).stat().st_mtime_ns

    assert keep_nightly_backup(at=NOW + timedelta(hours=1)) == first
    assert (tmp_path / "backups" / first).stat().st_mtime_ns == written
    assert (tmp_path / "backups" / "by-hand.sqlite3").read_text() == "mine"


@pytest.mark.parametrize(
    "content", [b"", b"not a backup at all", b"SQLite format 3\x00 cut off", b"PGDMP cut off"]
)
def test_what_is_no_backup_is_refused_before_anything_is_touched(
    committed_db, runa, settings, tmp_path, content
):
    settings.DATA = tmp_path / "data"
    (tmp_path / "wrong").write_bytes(content)

    with pytest.raises((NotABackup, BackupFailed)):
        restore(file=tmp_path / "wrong", at=NOW)

    runa.refresh_from_db()


def test_a_backup_that_is_not_there_is_refused(db, tmp_path):
    with pytest.raises(NotABackup) as refusal:
        restore(file=tmp_path / "nowhere", at=NOW)

    assert str(refusal.value) == "There is no such file."


@on_sqlite
def test_another_programs_database_is_no_backup(committed_db, settings, tmp_path):
    settings.DATA = tmp_path
    with sqlite3.connect(tmp_path / "other") as other:
        other.execute("CREATE TABLE songs (title)")

    with pytest.raises(NotABackup):
        restore(file=tmp_path / "other", at=NOW)


@on_sqlite
def test_a_damaged_backup_is_refused(committed_db, runa, settings, tmp_path):
    settings.DATA = tmp_path
    file = back_up(to=tmp_path / "monday")
    content = bytearray(file.read_bytes())
    half = len(content) // 2
    content[half : half + 40_000] = b"\xff" * 40_000
    file.write_bytes(content[: len(content) - 5_000])

    with pytest.raises(NotABackup):
        restore(file=file, at=NOW)

    assert connection.vendor == "sqlite"
    runa.refresh_from_db()
