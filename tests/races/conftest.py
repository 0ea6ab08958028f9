"""An installation with several web processes for the races, on the engine that is being tested."""

from __future__ import annotations

import json
import os
import socket
import sqlite3
import subprocess
import sys
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
from django.db import connection

from tests.races.track import Track, served

ROOT = Path(__file__).resolve().parents[2]
_WEB_PROCESSES = "4"


@pytest.fixture(scope="session")
def track(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Track]:
    """The product, served by several processes over a database of its own."""
    folder = tmp_path_factory.mktemp("races")
    name = f"races_{uuid.uuid4().hex[:10]}"
    url = _make_database(name) if connection.vendor == "postgresql" else ""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {
        **{key: os.environ[key] for key in ("PATH", "HOME") if key in os.environ},
        "REGULARS_DATA": str(folder),
        "DATABASE_URL": url,
        "SMTP_URL": "",
        "PYTHONPATH": str(ROOT),
        "REGULARS_API_QUESTIONS": "1000000",
    }
    furnished = subprocess.run(
        [sys.executable, "-m", "tests.races.furnish"],
        env=environment | {"DJANGO_SETTINGS_MODULE": "regulars.config.settings"},
        cwd=ROOT, capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip
    assert furnished.returncode == 0, furnished.stderr
    serve = [sys.executable, "-m", "regulars.faces.console.main", "serve", "--no-worker"]
    serve += ["--port", str(port), "--workers", _WEB_PROCESSES]
    with served(serve, environment, port):
        yield Track(port, json.loads(furnished.stdout.splitlines()[-1]), _counter(folder, url))
    if url:
        _drop_database(name)


def _counter(folder: Path, url: str) -> Callable[[str], int]:
    """Asks the database behind the product's back for a number."""

    def count(statement: str) -> int:
        if url:
            with psycopg.connect(url, autocommit=True) as other:
                return int(other.execute(statement).fetchone()[0])
        with sqlite3.connect(folder / "regulars.sqlite3", timeout=60) as file:
            return int(file.execute(statement).fetchone()[0])

    return count


def _server() -> str:
    options = connection.settings_dict
    secret = f":{options['PASSWORD']}" if options["PASSWORD"] else ""
    return f"postgres://{options['USER']}{secret}@{options['HOST']}:{options['PORT'] or 5432}"


def _make_database(name: str) -> str:
    with psycopg.connect(f"{_server()}/postgres", autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{name}" TEMPLATE template0')
    return f"{_server()}/{name}"


def _drop_database(name: str) -> None:
    with psycopg.connect(f"{_server()}/postgres", autocommit=True) as server:
        server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
