from __future__ import annotations

import csv
import os
import re
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from regulars.faces.console.main import main
from regulars.records.appointments import Appointment
from tests.actions.imports.small_book import MAPPING, write_book
from tests.actions.imports.test_run import BOOK

PROJECT = Path(__file__).parents[3]


@pytest.fixture
def folder(tmp_path, settings):
    settings.DATA = tmp_path / "data"
    (tmp_path / "small.toml").write_text(MAPPING)
    return write_book(tmp_path / "book", BOOK)


def bring_in(folder: Path, *more: str, business: str = "nordlicht", mapping: str = "") -> int:
    named = mapping or str(folder.parent / "small.toml")
    return main(["import", str(folder), "--business", business, "--mapping", named, *more])


def test_the_report_is_printed_and_the_full_list_is_kept(nordlicht, folder, capsys):
    assert bring_in(folder) == 0
    said = capsys.readouterr()
    assert "bookings.csv: 4 of 4 appointments came in" in said.out
    assert "5 new appointments: 1 completed, 2 no show" in said.out
    assert "1 × No customer is named" in said.out
    assert "Reading receipts.csv 100 %" in said.err
    (journal,) = (folder.parent / "data" / "imports").iterdir()
    assert str(journal) in said.out
    assert stat.S_IMODE(journal.stat().st_mode) == 0o600
    rows = list(csv.DictReader(journal.open(encoding="utf-8-sig")))
    assert [(row["what"], row["file"], row["line"]) for row in rows] == [
        ("settled", "bookings.csv", "5")
    ]


def test_one_of_a_kind_is_said_as_one(nordlicht, tmp_path, settings, capsys):
    settings.DATA = tmp_path / "data"
    (tmp_path / "small.toml").write_text(
        'name = "One"\n[[files]]\nfile = "a.csv"\nrow = "appointment"\n[files.columns]\n'
        'customer = "who"\ndate = "day"\nstaff = "by"\n'
    )
    (tmp_path / "book").mkdir()
    (tmp_path / "book" / "a.csv").write_text("who;day;by\nK-1;2026-01-05;Eva\nK-2;soon;Eva\n")

    assert bring_in(tmp_path / "book") == 0

    said = capsys.readouterr().out
    assert "a.csv: 1 of 2 appointments came in (1 refused, read with semicolons)" in said
    assert "\n1 new customer, 1 new staff member\n1 new appointment: 1 booked\n" in said
    assert "\n1 row was refused:\n" in said


def test_a_second_time_nothing_is_new(nordlicht, folder, capsys):
    bring_in(folder)
    capsys.readouterr()
    assert bring_in(folder) == 0
    assert "Nothing new: every row was in the book already." in capsys.readouterr().out


def test_a_dry_run_says_that_it_was_one(nordlicht, folder, capsys):
    assert bring_in(folder, "--dry-run") == 0
    assert "Dry run: nothing of this was kept." in capsys.readouterr().out
    assert not Appointment.objects.exists()


def test_a_refused_row_is_shown_with_file_line_and_column(nordlicht, folder, capsys):
    write_book(folder, BOOK | {"bookings": ["ANNA,JJ,=1+1,2018-02-30,10:00"]})
    assert bring_in(folder) == 0
    assert (
        "bookings.csv, line 2, column “Day”: “2018-02-30” is no day in the format YYYY-MM-DD."
        in capsys.readouterr().out
    )


def test_a_formula_in_a_cell_does_not_run_in_the_journal(nordlicht, folder):
    write_book(folder, BOOK | {"bookings": ["ANNA,JJ,CUT,=1+1,10:00"]})
    bring_in(folder)
    (journal,) = (folder.parent / "data" / "imports").iterdir()
    assert next(csv.DictReader(journal.open(encoding="utf-8-sig")))["says"] == "'=1+1"


def test_an_unknown_business_is_answered_with_those_there_are(nordlicht, lumiere, folder, capsys):
    assert bring_in(folder, business="nordlich") == 1
    assert "no business “nordlich”. There is: lumiere, nordlicht." in capsys.readouterr().err


def test_an_unknown_mapping_is_answered_with_those_that_come_along(nordlicht, folder, capsys):
    assert bring_in(folder, mapping="nowhere.toml") == 1
    assert "hair-salon-2018" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (('name = "Small salon"', "name ="), "It is not TOML: Invalid value (at line 2, column 7)."),
        (("notice_days", "notice"), "“rules.notice” means nothing here. What can stand here: notice_days"),
        (('"no_show"', '"noshow"'), "“files[no-shows.csv].row” says “noshow”. It can be: service, customer"),
    ],
)  # fmt: skip
def test_a_mistake_in_the_mapping_is_one_sentence(nordlicht, folder, capsys, change, sentence):
    (folder.parent / "small.toml").write_text(MAPPING.replace(*change))
    assert bring_in(folder) == 1
    assert sentence in capsys.readouterr().err


def test_a_file_that_cannot_be_read_leaves_nothing_behind(nordlicht, folder, capsys):
    write_book(folder, BOOK | {"receipts": ['1,2018-07-02,ANNA,JJ,"Cut,60']})
    assert bring_in(folder) == 1
    assert "a quotation mark is opened and never closed" in capsys.readouterr().err
    assert not Appointment.objects.exists()
    assert not (folder.parent / "data" / "imports").exists()


def stop(*args: object) -> None:
    raise KeyboardInterrupt


def test_whoever_stops_it_is_told_how_to_go_on(nordlicht, folder, capsys, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr("regulars.actions.imports.read_files.bring_payments", stop)
        assert bring_in(folder) == 130
    said = capsys.readouterr().err
    assert "Stopped when 78 % was read. What came in stays: run the same command to go on." in said
    assert Appointment.objects.count() == 5

    assert bring_in(folder) == 0
    said = capsys.readouterr()
    assert re.search(
        r"Going on with the import of \d+ \w+ 20\d\d, \d\d:\d\d, 78 % is read\.", said.err
    )
    assert "bookings.csv: 4 of 4 appointments came in" in said.out
    assert "5 new appointments: 1 completed, 2 no show" in said.out
    # The full list is that of both runs, each line once.
    (journal,) = (folder.parent / "data" / "imports").iterdir()
    assert [row["line"] for row in csv.DictReader(journal.open(encoding="utf-8-sig"))] == ["5"]


def test_whoever_stops_it_before_anything_came_in_is_told_so(
    nordlicht, folder, capsys, monkeypatch
):
    monkeypatch.setattr("regulars.actions.imports.run.take_up", stop)
    assert bring_in(folder) == 130
    assert "Stopped. Nothing came in." in capsys.readouterr().err


def test_a_dry_run_that_is_stopped_leaves_nothing(nordlicht, folder, capsys, monkeypatch):
    monkeypatch.setattr("regulars.actions.imports.run.settle", stop)
    assert bring_in(folder, "--dry-run") == 130
    assert "Stopped. Nothing came in." in capsys.readouterr().err
    assert not Appointment.objects.exists()
    assert list((folder.parent / "data" / "imports").iterdir()) == []


def test_the_command_does_it_as_a_process_of_its_own(tmp_path):
    write_book(tmp_path / "book", BOOK)
    (tmp_path / "small.toml").write_text(MAPPING)
    data = tmp_path / "var"
    owner = ["--owner-name", "Olive", "--owner-email", "olive@salon.example"]
    place = ["--time-zone", "America/Toronto", "--currency", "CAD", "--country", "CA"]
    opened = _regulars(data, "create-business", "salon", "--name", "Salon", *place, *owner)
    assert opened.returncode == 0, opened.stderr
    done = _regulars(
        data, "import", str(tmp_path / "book"), "--business", "salon",
        "--mapping", str(tmp_path / "small.toml"),
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "5 new appointments" in done.stdout
    with closing(sqlite3.connect(data / "regulars.sqlite3")) as database:
        counted = database.execute("SELECT count(*), sum(time_known) FROM regulars_appointment")
        assert counted.fetchone() == (5, 4)


def _regulars(data: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"REGULARS_DATA": str(data), "DATABASE_URL": ""}
    environment["DJANGO_SETTINGS_MODULE"] = "regulars.config.settings"
    return subprocess.run(
        [sys.executable, "-m", "regulars.faces.console.main", *arguments],
        cwd=PROJECT, env=environment, capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
