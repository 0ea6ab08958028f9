"""Every command of an operator, each as a real process."""

from __future__ import annotations

import pytest
from django.db import connection

from regulars.faces.console.main import COMMANDS

ONE_GUARD_LESS = {
    "sqlite": "DROP TRIGGER {name}",
    "postgresql": "DROP TRIGGER {name} ON {table}",
}


def ask(installation, statement):
    return installation.tell_the_database(statement)


def test_the_command_lists_all_it_can_do(empty):
    printed = empty.run("--help")

    assert all(name in printed for name in COMMANDS)


def test_a_business_is_opened_in_an_empty_database(opened):
    assert ask(opened, "SELECT slug, name, currency FROM regulars_business") == [
        ("nordlicht", "Nordlicht Tattoo", "CHF")
    ]
    assert ask(opened, "SELECT email, name FROM regulars_account") == [
        ("runa@nordlicht.example", "Runa Brandt")
    ]
    ((password,),) = ask(opened, "SELECT password FROM regulars_account")
    assert password.startswith("argon2$")


SECOND = (
    *("create-business", "lumiere", "--name", "Salon Lumière", "--time-zone", "Europe/Paris"),
    *("--currency", "eur", "--country", "fr", "--language", "fr", "--notice-hours", "24"),
    *("--owner-name", "Céline Moreau", "--owner-email", "celine@lumiere.example"),
)


def test_a_second_business_gets_a_password_that_is_shown_once(opened):
    printed = opened.run(*SECOND)

    assert "Salon Lumière is open: http://127.0.0.1:8000/at/lumiere/" in printed
    assert "Password, shown this once: " in printed
    assert (
        "EUR",
        "FR",
        "fr",
        24 * 60,
    ) in ask(opened, "SELECT currency, country, language, notice_minutes FROM regulars_business")


def test_a_short_name_is_given_once(opened):
    words = [*SECOND]
    words[1] = "nordlicht"

    assert "short name already" in opened.run(*words, code=1)


def test_a_backup_is_restored_row_for_row_and_what_was_there_can_come_back(opened, tmp_path):
    backup = tmp_path / "monday.backup"
    everything = "SELECT id, email, password FROM regulars_account ORDER BY id"
    before = ask(opened, everything)

    assert "Backed up to" in opened.run("backup", str(backup))
    opened.run(*SECOND)
    assert len(ask(opened, everything)) == 2
    printed = opened.run("restore", str(backup), "--yes")

    assert "Restored: 1 businesses, 0 customers, 0 appointments" in printed
    assert ask(opened, everything) == before
    doctor = opened.run("doctor")
    assert "All is well." in doctor
    assert "1 businesses, 0 customers, 0 appointments" in doctor

    (former,) = (opened.data / "backups").glob("before-restore-*")
    opened.run("restore", str(former), "--yes")
    assert len(ask(opened, everything)) == 2


def test_a_backup_without_a_name_goes_into_the_data_folder(opened):
    opened.run("backup")

    (file,) = (opened.data / "backups").iterdir()
    assert file.name.startswith("regulars-20")
    assert file.stat().st_mode & 0o077 == 0


def test_restoring_asks_first(opened, tmp_path):
    opened.run("backup", str(tmp_path / "monday"))

    assert "Nothing was changed" in opened.run("restore", str(tmp_path / "monday"), code=1)


def test_the_doctor_sees_a_missing_guard(opened):
    kind = connection.vendor
    if kind == "sqlite":
        ((name, table),) = ask(
            opened,
            "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger'"
            " AND tbl_name = 'regulars_ledgerline' ORDER BY name LIMIT 1",
        )
    else:
        ((name, table),) = ask(
            opened,
            "SELECT tgname, 'regulars_ledgerline' FROM pg_trigger WHERE NOT tgisinternal"
            " AND tgrelid = 'regulars_ledgerline'::regclass ORDER BY tgname LIMIT 1",
        )
    ask(opened, ONE_GUARD_LESS[kind].format(name=name, table=table))

    printed = opened.run("doctor", code=1)

    assert f"Guards are missing in the database: {name}" in printed
    assert "1 to mend." in printed
    assert "regulars serve" in printed


def test_the_doctor_tells_how_to_start_an_empty_installation(empty):
    printed = empty.run("doctor", code=1)

    assert "migrations" in printed


def test_the_worker_does_one_round_as_of_a_moment(opened):
    printed = opened.run("worker", "--once", "--at", "2026-11-22T02:00:00+00:00")

    assert "nightly backup" in printed
    assert "job.failed" not in printed
    nightly = [file.name for file in (opened.data / "backups").glob("*")]
    assert nightly == (["nightly-2026-11-22.sqlite3"] if connection.vendor == "sqlite" else [])


def test_the_demo_is_loaded_only_into_an_empty_database(opened):
    assert "There is a business already" in opened.run("demo", code=1)


@pytest.mark.hard
def test_the_demo_fills_an_empty_database(empty):
    printed = empty.run("demo")

    assert "runa@nordlicht.example" in printed
    ((customers,),) = ask(empty, "SELECT count(*) FROM regulars_customer")
    assert customers > 1_000
    assert "All is well." in empty.run("doctor")


def test_a_setting_that_is_wrong_is_named_in_a_sentence(empty):
    empty.variables["DATABASE_URL"] = "mysql://root@localhost/regulars"

    printed = empty.run("doctor", code=1)

    assert printed.startswith("regulars: DATABASE_URL: ")


def test_a_database_that_does_not_answer_is_said_in_a_sentence(empty):
    empty.variables["DATABASE_URL"] = "postgres://nobody@127.0.0.1:1/nothing"

    assert "does not answer" in empty.run("doctor", code=1)
