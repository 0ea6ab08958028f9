"""How does a measured database come into being, and go?"""

from __future__ import annotations

import psycopg
from psycopg import sql

from benchmarks.places import DATA, Place, on_server


def is_there(place: Place) -> bool:
    """Whether the database exists, full or not."""
    if place.engine == "sqlite":
        return place.file.exists()
    with _server() as server:
        found = server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [place.name])
        return found.fetchone() is not None


def make_database(place: Place) -> None:
    """Make an empty database."""
    DATA.mkdir(parents=True, exist_ok=True)
    if place.engine == "postgresql":
        with _server() as server:
            server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(place.name)))


def drop_database(place: Place) -> None:
    """Take the database away, with everything that lies beside it."""
    if place.engine == "sqlite":
        for file in DATA.glob(f"{place.file.name}*"):
            file.unlink()
        return
    with _server() as server:
        server.execute(
            sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(place.name))
        )


def why_no_server() -> str:
    """Why PostgreSQL cannot be measured here; empty when it can."""
    try:
        _server().close()
    except psycopg.Error as fault:
        return " ".join(str(fault).split())
    return ""


def _server() -> psycopg.Connection:
    return psycopg.connect(on_server("postgres"), autocommit=True, connect_timeout=3)
