"""Is every setting documented, and read as documented?"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from regulars.config import settings
from regulars.config.environment import Environment, database_of, mail_of

ROOT = Path(__file__).resolve().parent.parent.parent
# Read by the command line, not by the settings.
OF_THE_COMMAND_LINE = {"HOST", "PORT"}


def test_every_setting_stands_in_the_example_and_in_the_guide_for_operators():
    example = set(
        re.findall(r"^#?([A-Z][A-Z_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE)
    )
    read = settings.env.names | OF_THE_COMMAND_LINE

    assert example == read


@pytest.mark.parametrize("name", sorted(settings.env.names | OF_THE_COMMAND_LINE))
def test_a_setting_is_explained_to_operators(name):
    assert f"`{name}`" in (ROOT / "docs" / "operating.md").read_text()


def test_a_secret_may_come_from_a_file(tmp_path, monkeypatch):
    (tmp_path / "key").write_text("hush\n")
    monkeypatch.setenv("REGULARS_SECRET_KEY_FILE", str(tmp_path / "key"))

    assert Environment().secret(tmp_path) == "hush"


def test_a_secret_file_that_is_missing_is_named(tmp_path, monkeypatch):
    monkeypatch.setenv("REGULARS_SECRET_KEY_FILE", str(tmp_path / "nowhere"))

    with pytest.raises(ImproperlyConfigured, match=r"REGULARS_SECRET_KEY_FILE.*nowhere"):
        Environment().secret(tmp_path)


def test_a_secret_is_made_once_and_only_its_owner_may_read_it(tmp_path, monkeypatch):
    monkeypatch.delenv("REGULARS_SECRET_KEY", raising=False)
    first = Environment().secret(tmp_path)

    assert Environment().secret(tmp_path) == first
    assert len(first) >= 50
    assert (tmp_path / "secret-key").stat().st_mode & 0o777 == 0o600


def test_sqlite_takes_the_write_lock_at_the_start_of_a_transaction(tmp_path, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "")
    database = database_of(Environment(), tmp_path)

    assert database["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert "foreign_keys=ON" in database["OPTIONS"]["init_command"]
    assert database["NAME"] == str(tmp_path / "regulars.sqlite3")


@pytest.mark.parametrize("url", ["mysql://root@localhost/x", "regulars.sqlite3", "foo://x"])
def test_a_database_that_is_not_supported_is_refused_in_a_sentence(tmp_path, monkeypatch, url):
    monkeypatch.setenv("DATABASE_URL", url)

    with pytest.raises(ImproperlyConfigured, match="DATABASE_URL"):
        database_of(Environment(), tmp_path)


def test_a_flag_that_is_neither_yes_nor_no_is_refused_in_a_sentence(monkeypatch):
    monkeypatch.setenv("REGULARS_DEBUG", "perhaps")

    with pytest.raises(ImproperlyConfigured, match="REGULARS_DEBUG"):
        Environment().flag("REGULARS_DEBUG")


@pytest.mark.parametrize("given", ["0", "-5", "many", "1.5", "9" * 5000, "٣"])
def test_what_is_no_whole_number_above_zero_is_refused_in_a_sentence(monkeypatch, given):
    monkeypatch.setenv("REGULARS_API_QUESTIONS", given)

    with pytest.raises(ImproperlyConfigured, match="REGULARS_API_QUESTIONS"):
        Environment().number("REGULARS_API_QUESTIONS", 600)


@pytest.mark.parametrize(("given", "number"), [("30", 30), ("", 600)])
def test_a_number_is_read_or_left_as_it_is(monkeypatch, given, number):
    monkeypatch.setenv("REGULARS_API_QUESTIONS", given)

    assert Environment().number("REGULARS_API_QUESTIONS", 600) == number


@pytest.mark.parametrize(
    ("url", "host", "port", "tls", "starttls"),
    [
        ("smtp://mail.example", "mail.example", 25, False, False),
        ("smtps://mail.example", "mail.example", 465, True, False),
        ("smtp+starttls://mail.example", "mail.example", 587, False, True),
        ("smtp://mail.example:2525", "mail.example", 2525, False, False),
    ],
)
def test_mail_leaves_by_the_server_that_is_named(
    tmp_path, monkeypatch, url, host, port, tls, starttls
):
    monkeypatch.setenv("SMTP_URL", url)

    mail = mail_of(Environment(), tmp_path)

    assert (mail.host, mail.port, mail.tls, mail.starttls) == (host, port, tls, starttls)


def test_a_password_of_the_mail_server_may_hold_any_sign(tmp_path, monkeypatch):
    monkeypatch.setenv("SMTP_URL", "smtp://me%40example.org:p%2Fw%3A@mail.example")

    mail = mail_of(Environment(), tmp_path)

    assert (mail.user, mail.password) == ("me@example.org", "p/w:")


@pytest.mark.parametrize("url", ["mail.example", "http://mail.example", "smtp://", "smtp://x:port"])
def test_a_mail_server_that_cannot_be_read_is_refused_in_a_sentence(tmp_path, monkeypatch, url):
    monkeypatch.setenv("SMTP_URL", url)

    with pytest.raises(ImproperlyConfigured, match="SMTP_URL"):
        mail_of(Environment(), tmp_path)


def test_without_a_mail_server_mail_goes_into_a_folder(tmp_path, monkeypatch):
    monkeypatch.setenv("SMTP_URL", "")

    assert mail_of(Environment(), tmp_path).folder == str(tmp_path / "mail")
