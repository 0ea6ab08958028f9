"""Which statements does a page run, and how long do they take with nothing around them?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db import connection, connections
from django.db.backends.sqlite3.base import SQLiteCursorWrapper

from benchmarks.places import Place

# Who is it, and may they in: pinned apart from what a page itself asks (PERFORMANCE.md).
_AT_THE_DOOR = ("django_session", "regulars_account", "s.account_id")


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement as Django handed it to the driver."""

    sql: str
    params: Any

    @property
    def is_at_the_door(self) -> bool:
        return any(table in self.sql for table in _AT_THE_DOOR)

    @property
    def is_reading(self) -> bool:
        return self.sql.lstrip(" (\n").upper().startswith(("SELECT", "WITH"))


@contextmanager
def captured() -> Iterator[list[Statement]]:
    """Gather the statements that run in the block on the database that is chosen."""
    found: list[Statement] = []

    def keep(execute: Any, sql: str, params: Any, many: Any, context: Any) -> Any:
        found.append(Statement(sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(keep):
        yield found


def of_the_page(statements: list[Statement]) -> list[Statement]:
    """Without those that let a person in."""
    return [one for one in statements if one.is_reading and not one.is_at_the_door]


def bare(place: Place, statements: list[Statement]) -> Callable[[], None]:
    """The same statements on a cursor of the driver, every row fetched and thrown away."""
    cursor = _alone(place).cursor()
    ready = [_for_the_driver(place, one) for one in statements if one.is_reading]

    def run() -> None:
        for sql, params in ready:
            cursor.execute(sql, params)
            cursor.fetchall()

    return run


@cache
def _alone(place: Place) -> Any:
    """One connection of the driver that nobody else uses, as Django opens it."""
    held = connections.create_connection(place.alias)
    held.connect()
    return held.connection


def _for_the_driver(place: Place, statement: Statement) -> tuple[str, Any]:
    """SQLite knows other placeholders; Django turns them at every call, the floor turns once."""
    if place.engine != "sqlite":
        return statement.sql, statement.params
    params = statement.params
    wrapper = SQLiteCursorWrapper.__new__(SQLiteCursorWrapper)
    if params is None:
        return statement.sql, ()
    names = list(params) if isinstance(params, dict) else None
    return wrapper.convert_query(statement.sql, param_names=names), params
