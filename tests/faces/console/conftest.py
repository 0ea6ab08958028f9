"""An installation of its own for each test of the command line: a data folder and a database."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
import pytest
from django.db import connection

ROOT = Path(__file__).resolve().parents[3]
OPEN_NORDLICHT = (
    *("create-business", "nordlicht", "--name", "Nordlicht Tattoo", "--time-zone"),
    *("Europe/Zurich", "--currency", "CHF", "--country", "CH", "--staff-word", "artist"),
    *("--owner-name", "Runa Brandt", "--owner-email", "Runa@Nordlicht.example"),
    *("--owner-password", "ink-and-needles-7"),
)


@dataclass(frozen=True)
class Installation:
    """One installation: every command runs in a process of its own, as for an operator."""

    data: Path
    database_url: str
    variables: dict[str, str] = field(default_factory=dict)

    @property
    def environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME")}
        return (
            kept
            | {
                "REGULARS_DATA": str(self.data),
                "DATABASE_URL": self.database_url,
                "SMTP_URL": "",
                "PYTHONPATH": str(ROOT),
            }
            | self.variables
        )

    def command(self, *words: str) -> list[str]:
        return [sys.executable, "-m", "regulars.faces.console.main", *words]

    def run(self, *words: str, code: int = 0) -> str:
        """Run one command to its end; returns what it printed, both ways."""
        ended = subprocess.run(
            self.command(*words), env=self.environment, cwd=self.data, capture_output=True,
            text=True, stdin=subprocess.DEVNULL, timeout=300, check=False,
        )  # fmt: skip
        printed = ended.stdout + ended.stderr
        assert ended.returncode == code, printed
        assert "Traceback" not in printed, printed
        return printed

    def tell_the_database(self, statement: str) -> list[tuple]:
        """Run one statement behind the product's back."""
        if self.database_url:
            with psycopg.connect(self.database_url, autocommit=True) as other:
                answer = other.execute(statement)
                return answer.fetchall() if answer.description else []
        with sqlite3.connect(self.data / "regulars.sqlite3") as file:
            return file.execute(statement).fetchall()


def _server() -> str:
    options = connection.settings_dict
    secret = f":{options['PASSWORD']}" if options["PASSWORD"] else ""
    return f"postgres://{options['USER']}{secret}@{options['HOST']}:{options['PORT'] or 5432}"


def _make_database(name: str, like: str = "template0") -> str:
    with psycopg.connect(f"{_server()}/postgres", autocommit=True) as server:
        server.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        server.execute(f'CREATE DATABASE "{name}" TEMPLATE "{like}"')
    return f"{_server()}/{name}"


def _drop_database(name: str) -> None:
    with psycopg.connect(f"{_server()}/postgres", autocommit=True) as server:
        server.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Installation]:
    """Nothing yet: an empty folder and, on PostgreSQL, an empty database."""
    if connection.vendor == "sqlite":
        yield Installation(tmp_path, "")
        return
    name = f"regulars_empty_{os.getpid()}"
    yield Installation(tmp_path, _make_database(name))
    _drop_database(name)


@pytest.fixture(scope="session")
def _opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """Nordlicht without customers, made once by the real command and copied for each test."""
    data = tmp_path_factory.mktemp("nordlicht")
    name = f"regulars_opened_{os.getpid()}"
    url = "" if connection.vendor == "sqlite" else _make_database(name)
    installation = Installation(data, url)
    installation.run(*OPEN_NORDLICHT)
    yield installation
    if url:
        _drop_database(name)


@pytest.fixture
def opened(_opened: Installation, tmp_path: Path) -> Iterator[Installation]:
    """An installation with Nordlicht and its owner in it."""
    data = tmp_path / "var"
    shutil.copytree(_opened.data, data)
    if not _opened.database_url:
        yield Installation(data, "")
        return
    name = f"regulars_copy_{os.getpid()}"
    yield Installation(data, _make_database(name, like=f"regulars_opened_{os.getpid()}"))
    _drop_database(name)
