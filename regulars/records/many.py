"""How are very many rows written at once?

Django's own bulk methods build an expression for every value, which makes a book of 100,000 rows
take minutes. Here values go to the driver as they are: executemany on SQLite, COPY on PostgreSQL.
Constraints and guards hold as always; `save()` and signals are not called (there are none).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from operator import itemgetter
from typing import Any, TypeAlias

from django.db import connection, models

from regulars.kernel.tenant import Tenant
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
        for record, id_ in zip(records, new_ids(model, len(records)), strict=True):
            record.pk = id_
    _insert(model, fields, _rows(records, fields), unless_there=unless_there)


def insert_values(
    model: type[Owned], names: Sequence[str], rows: Sequence[Row], *, unless_there: bool = False
) -> None:
    """Insert rows that say these columns in this order; all others take what they are born with.

    Without `id` among them the database gives one; those of `new_ids` may be given. JSON may be
    written already. What it spares is the making of records, dearer than storing them.
    """
    if not rows:
        return
    named = {field.attname: field for field in model._meta.concrete_fields}
    unsaid = [
        field
        for field in model._meta.concrete_fields
        if field.attname not in names and not (field.null or field.generated or field.primary_key)
    ]
    fields = [*(named[name] for name in names), *unsaid]
    born_with = tuple(field.get_default() for field in unsaid)
    whole = [row + born_with for row in rows] if unsaid else rows
    _insert(model, fields, _ready(whole, fields), unless_there=unless_there)


def _insert(
    model: type[Owned], fields: Sequence[Column], rows: Iterable[Row], *, unless_there: bool
) -> None:
    table = model._meta.db_table
    columns = ", ".join(f'"{field.column}"' for field in fields)
    conflict = " ON CONFLICT DO NOTHING" if unless_there else ""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            places = ", ".join(["%s"] * len(fields))
            cursor.executemany(
                f'INSERT INTO "{table}" ({columns}) VALUES ({places}){conflict}', list(rows)
            )
        elif unless_there:
            # COPY cannot pass over anything.
            listed, lists = _as_lists(rows, fields)
            cursor.execute(
                f'INSERT INTO "{table}" ({columns}) SELECT * FROM {listed}{conflict}', lists
            )
        else:
            copying = f'COPY "{table}" ({columns}) FROM STDIN'
            with connection.wrap_database_errors, cursor.copy(copying) as copy:
                for row in rows:
                    copy.write_row(row)


def update_many(records: Sequence[Owned], names: Sequence[str]) -> None:
    """Write these fields of records that are there already."""
    if not records:
        return
    meta = type(records[0])._meta
    named = {field.name: field for field in meta.concrete_fields}
    fields = [named[name] for name in names]
    where = [named["business"], named["id"]]
    rows = _rows(records, [*fields, *where])
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            changes = ", ".join(f'"{field.column}" = %s' for field in fields)
            cursor.executemany(
                f'UPDATE "{meta.db_table}" SET {changes} WHERE business_id = %s AND id = %s',
                list(rows),
            )
            return
        listed, lists = _as_lists(rows, [*fields, *where])
        changes = ", ".join(f'"{field.column}" = new."{field.column}"' for field in fields)
        columns = ", ".join(f'"{field.column}"' for field in (*fields, *where))
        cursor.execute(
            f'UPDATE "{meta.db_table}" SET {changes} FROM {listed} AS new ({columns}) '
            f'WHERE "{meta.db_table}".business_id = new.business_id '
            f'AND "{meta.db_table}".id = new.id',
            lists,
        )


def values_there(
    model: type[Owned], business: Tenant, name: str, values: Sequence[str]
) -> set[str]:
    """Which of these texts stand in that column of the business's rows, however many they are."""
    named = {field.attname: field.column for field in model._meta.concrete_fields}
    column, lists = named[name], connection.vendor == "postgresql"
    among = "= ANY(%s)" if lists else "IN (SELECT value FROM json_each(%s))"
    with connection.cursor() as cursor:
        cursor.execute(
            f'SELECT "{column}" FROM "{model._meta.db_table}" '
            f'WHERE business_id = %s AND "{column}" {among}',
            [business.id, list(values) if lists else json.dumps(values)],
        )
        return {value for (value,) in cursor.fetchall()}


def new_ids(model: type[Owned], count: int) -> Sequence[int]:
    """Ids that nobody has had; on SQLite the transaction must hold the write lock already."""
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


def _as_lists(rows: Iterable[Row], fields: Sequence[Column]) -> tuple[str, list[list[Any]]]:
    """The rows as one table for PostgreSQL, sent as a list for each column."""
    places = ", ".join(f"%s::{field.db_type(connection)}[]" for field in _plain(fields))
    return f"unnest({places})", [list(column) for column in zip(*rows, strict=True)]


def _plain(fields: Sequence[Column]) -> Iterable[Column]:
    """A key that counts by itself, or that points to a row, is sent as the number that it is."""
    for field in fields:
        if isinstance(field, models.AutoField | models.BigAutoField | models.ForeignKey):
            yield models.BigIntegerField()
        else:
            yield field


def _rows(records: Iterable[Owned], fields: Sequence[Column]) -> Iterable[Row]:
    # Past the attributes, whose descriptors cost more than the row itself.
    values = itemgetter(*(field.attname for field in fields))
    return _ready([values(vars(record)) for record in records], fields)


def _ready(rows: Sequence[Row], fields: Sequence[Column]) -> Iterable[Row]:
    """The values as the driver wants them: only moments and JSON are not taken as they are."""
    turns = {
        place: turn for place, field in enumerate(fields) if (turn := _turn(field)) is not None
    }
    if not turns or not rows:
        return rows
    columns: list[Iterable[Any]] = list(zip(*rows, strict=True))
    for place, turn in turns.items():
        columns[place] = map(turn, columns[place])
    return zip(*columns, strict=True)


def _turn(field: Column) -> Turn | None:
    if isinstance(field, models.JSONField):
        return _written
    if isinstance(field, models.DateTimeField) and connection.vendor == "sqlite":
        return _without_offset
    return None


def _written(value: Any) -> str | None:
    return value if value is None or isinstance(value, str) else json.dumps(value)


# Most moments of an import are the same few: now, and the days' midnights and noons.
@lru_cache(maxsize=4096)
def _without_offset(moment: datetime | None) -> str | None:
    """As Django has SQLite keep it: text in UTC that does not say so."""
    return None if moment is None else str(moment.astimezone(UTC).replace(tzinfo=None))
