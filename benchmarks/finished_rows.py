"""Which finished rows stand in the database, and how fast can they be written again?"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import connection, transaction

_BATCH = 10_000


@dataclass(frozen=True, slots=True)
class Table:
    """A table's finished rows, as the driver takes them."""

    name: str
    columns: tuple[str, ...]
    rows: list[tuple[Any, ...]]


def models() -> list[Any]:
    """Every kind of record, parents before their children."""
    ordered: dict[Any, None] = {}

    def add(model: Any) -> None:
        for field in model._meta.concrete_fields:
            parent = field.related_model
            if parent not in (None, model) and parent._meta.app_label == "regulars":
                add(parent)
        ordered.setdefault(model)

    for model in apps.get_app_config("regulars").get_models():
        add(model)
    return list(ordered)


def finished_rows() -> list[Table]:
    """Everything that stands in the database, parents first."""
    tables = []
    for model in models():
        columns = tuple(
            field.column for field in model._meta.concrete_fields if not field.generated
        )
        rows = _rows(model._meta.db_table, columns)
        if rows:
            tables.append(Table(model._meta.db_table, columns, rows))
    return tables


def _rows(table: str, columns: tuple[str, ...]) -> list[tuple[Any, ...]]:
    listed = ", ".join(f'"{column}"' for column in columns)
    if connection.vendor == "sqlite":
        # Past Django, which would make values of the texts that stand there.
        raw = sqlite3.connect(connection.settings_dict["NAME"])
        try:
            return raw.execute(f'SELECT {listed} FROM "{table}" ORDER BY id').fetchall()
        finally:
            raw.close()
    as_text = _json_columns(table)
    listed = ", ".join(
        f'"{column}"::text' if column in as_text else f'"{column}"' for column in columns
    )
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT {listed} FROM "{table}" ORDER BY id')
        return cursor.fetchall()


def _json_columns(table: str) -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT column_name FROM information_schema.columns "
            "WHERE table_name = %s AND data_type = 'jsonb'",
            [table],
        )
        return {name for (name,) in cursor.fetchall()}


def write(tables: list[Table]) -> None:
    """Write finished rows as fast as the engine takes them, a commit for each batch."""
    for table in tables:
        for start in range(0, len(table.rows), _BATCH):
            with transaction.atomic():
                _write(table, table.rows[start : start + _BATCH])


def _write(table: Table, rows: list[tuple[Any, ...]]) -> None:
    columns = ", ".join(f'"{column}"' for column in table.columns)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f'COPY "{table.name}" ({columns}) FROM STDIN') as copy:
                for row in rows:
                    copy.write_row(row)
            return
        places = ", ".join("?" * len(table.columns))
        connection.connection.executemany(
            f'INSERT INTO "{table.name}" ({columns}) VALUES ({places})', rows
        )
