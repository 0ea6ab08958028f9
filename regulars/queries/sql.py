"""The one door for raw SQL: binds moments and lists as each engine wants them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Any, NamedTuple

from django.db import connection

Row = tuple[Any, ...]


def select(statement: str, **values: Any) -> list[Row]:
    """Run one SELECT with `%(name)s` placeholders and return its rows.

    A moment is bound as the engine stores it (SQLite keeps text without an offset, so an aware
    datetime bound by hand would find nothing); a list or tuple after IN becomes one placeholder
    for each element, and an empty one matches nothing.
    """
    bound: dict[str, Any] = {}
    for name, value in values.items():
        if isinstance(value, list | tuple | set | frozenset):
            statement = statement.replace(f"%({name})s", _spread(name, value, bound))
        else:
            bound[name] = _bound(value)
    with connection.cursor() as cursor:
        cursor.execute(statement, bound)
        return list(cursor.fetchall())


class Step(NamedTuple):
    """A table to be read, and which of its rows; they may speak of the steps before."""

    table: str
    alias: str
    columns: str
    where: str


def in_this_order(*steps: Step) -> str:
    """FROM and WHERE that read the steps one after the other, row by row, on either engine.

    For a statement that stops early: left to itself, PostgreSQL guesses how many rows there are
    between two keys, and SQLite what a filter leaves; a wrong guess reads a million rows.
    """
    first, *further = steps
    if connection.vendor == "postgresql":
        nested = "".join(
            f" CROSS JOIN LATERAL (SELECT {step.columns} FROM {step.table} {step.alias}"
            f" WHERE {step.where} OFFSET 0) {step.alias}"
            for step in further
        )
        return f"FROM {first.table} {first.alias}{nested} WHERE {first.where}"
    tables = " CROSS JOIN ".join(f"{step.table} {step.alias}" for step in steps)
    return f"FROM {tables} WHERE {' AND '.join(step.where for step in steps)}"


def _spread(name: str, elements: Iterable[Any], bound: dict[str, Any]) -> str:
    names = []
    for position, element in enumerate(elements):
        bound[f"{name}_{position}"] = _bound(element)
        names.append(f"%({name}_{position})s")
    return f"({', '.join(names) or 'NULL'})"


def _bound(value: Any) -> Any:
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    if isinstance(value, date):
        return connection.ops.adapt_datefield_value(value)
    return value


def can_be_asked_for(text: str) -> bool:
    """Whether both engines take this text: no zero, no half of a surrogate pair."""
    return "\x00" not in text and not any("\ud800" <= sign <= "\udfff" for sign in text)


def moment(value: Any) -> datetime:
    """A moment as a SELECT returned it, aware and in UTC."""
    found: datetime = datetime.fromisoformat(value) if isinstance(value, str) else value
    return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)


def moment_or_none(value: Any) -> datetime | None:
    """A moment, or None where the column is empty."""
    return None if value is None else moment(value)


def day(value: Any) -> date:
    """A day as a SELECT returned it."""
    found: date = date.fromisoformat(value) if isinstance(value, str) else value
    return found
