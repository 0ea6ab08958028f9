"""How are very many rows written at once?

Django's own bulk methods build an expression for every value, which makes a book of 100,000 rows
take minutes. Here values go to the driver as they are: executemany on SQLite, COPY on PostgreSQL.
Constraints and guards hold as always; `save()` and signals are not called (there are none).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from operator import attrgetter
from typing import Any, TypeAlias

from django.db import connection, models

from regulars.records.tenancy import Owned

Row = tuple[Any, ...]
Turn = Callable[[Any], Any]
Column: TypeAlias = "models.Field[Any, Any]"


def insert_many(
    records: Sequence[Owned], *, give_ids: bool = False, unless_there: bool = False
) -> None:
    """Insert new records of one kind, with `give_ids` telling each its id.

    With `unless_there` a record that a unique constraint would refuse is passed over.
    """
    if not records:
        return
    model = type(records[0])
    fields = [
        field
        for field in model._meta.concrete_fields
        if not field.generated and (give_ids or not field.primary_key)
    ]
    if give_ids:
        for record, id_ in zip(records, _new_ids(model, len(records)), strict=True):
            record.pk = id_
    _insert(model, fields, _rows(records, fields), unless_there=unless_there)


def insert_values(
    model: type[Owned], names: Sequence[str], rows: Sequence[Row], *, unless_there: bool = False
) -> None:
    """Insert rows that say these columns in this order; the id comes from the database.

    For search words and the like, of which there are dozens for each customer: what it spares is
    the making of records.
    """
    if rows:
        named = {field.attname: field for field in model._meta.concrete_fields}
        fields = [named[name] for name in names]
        _insert(model, fields, _ready(rows, fields), unless_there=unless_there)


def _insert(
    model: type[Owned], fields: Sequence[Column], rows: Iterable[Row], *, unless_there: bool
) -> None:
    table = model._meta.db_table
    columns = ", ".join(f'"{field.column}"' for field in fields)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql" and not unless_there:
            copying = f'COPY "{table}" ({columns}) FROM STDIN'
            with connection.wrap_database_errors, cursor.copy(copying) as copy:
                for row in rows:
                    copy.write_row(row)
            return
        places = ", ".join(["%s"] * len(fields))
        conflict = " ON CONFLICT DO NOTHING" if unless_there else ""
        cursor.executemany(
            f'INSERT INTO "{table}" ({columns}) VALUES ({places}){conflict}', list(rows)
        )


def update_many(records: Sequence[Owned], names: Sequence[str]) -> None:
    """Write these fields of records that are there already."""
    if not records:
        return
    meta = type(records[0])._meta
    named = {field.name: field for field in meta.concrete_fields}
    fields = [named[name] for name in names]
    changes = ", ".join(f'"{field.column}" = %s' for field in fields)
    where = [named["business"], named["id"]]
    with connection.cursor() as cursor:
        cursor.executemany(
            f'UPDATE "{meta.db_table}" SET {changes} WHERE business_id = %s AND id = %s',
            list(_rows(records, [*fields, *where])),
        )


def _rows(records: Iterable[Owned], fields: Sequence[Column]) -> Iterable[Row]:
    return _ready(map(attrgetter(*(field.attname for field in fields)), records), fields)


def _ready(rows: Iterable[Row], fields: Sequence[Column]) -> Iterable[Row]:
    """The values as the driver wants them: only moments and JSON are not taken as they are."""
    # Most moments of an import are the same few: now, and the days' midnights and noons.
    adapt = lru_cache(maxsize=4096)(connection.ops.adapt_datetimefield_value)
    turns: list[tuple[int, Turn]] = [
        (place, json.dumps if isinstance(field, models.JSONField) else adapt)
        for place, field in enumerate(fields)
        if isinstance(field, models.DateTimeField | models.JSONField)
    ]
    return (_turned(row, turns) for row in rows) if turns else rows


def _turned(row: Row, turns: Sequence[tuple[int, Turn]]) -> Row:
    values = list(row)
    for place, turn in turns:
        if values[place] is not None:
            values[place] = turn(values[place])
    return tuple(values)


def _new_ids(model: type[Owned], count: int) -> Sequence[int]:
    """Ids that nobody has had; on SQLite the transaction holds the write lock already."""
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
                [table, count],
            )
            return [id_ for (id_,) in cursor.fetchall()]
        cursor.execute("SELECT COALESCE(MAX(seq), 0) FROM sqlite_sequence WHERE name = %s", [table])
        last = int(cursor.fetchone()[0])
    return range(last + 1, last + 1 + count)
