"""What no row may ever become: the triggers and constraints that Django cannot declare.

Three families, each for both engines:

* no double booking: a span of busy time never overlaps another of the same person or room;
* append-only: ledger lines, status events, deposit steps and the audit trail stay as written;
* tenancy: a foreign key between two rows of businesses stays inside one business.

All are re-installable. SQLite rebuilds a table when a later migration alters it and drops its
triggers silently, so every migration on a guarded table ends with `install_guards`; a house test
and `regulars doctor` compare what is there with `guard_names`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from django.apps import apps
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

from regulars.records import guards_postgresql, guards_sqlite
from regulars.records.guard_plan import Guard, Tie

APPEND_ONLY = {
    # table: the columns that may still change (a merge moves a ledger line to another customer)
    "regulars_ledgerline": ("customer_id",),
    "regulars_appointmentevent": (),
    "regulars_registrationevent": (),
    "regulars_depositstep": (),
    "regulars_auditentry": (),
}
BUSY = "regulars_busytime"


def tenancy_ties() -> Iterator[Tie]:
    """Every foreign key from a row of a business to another row of a business."""
    for model in apps.get_app_config("regulars").get_models():
        if not _is_owned(model):
            continue
        for field in model._meta.concrete_fields:
            if not isinstance(field, models.ForeignKey) or field.name == "business":
                continue
            if _is_owned(field.related_model):
                yield Tie(
                    table=model._meta.db_table,
                    column=field.column,
                    parent=field.related_model._meta.db_table,
                )


def _is_owned(model: object) -> bool:
    return (
        isinstance(model, type)
        and issubclass(model, models.Model)
        and any(field.name == "business" for field in model._meta.concrete_fields)
    )


def _engine(connection: BaseDatabaseWrapper):
    return guards_postgresql if connection.vendor == "postgresql" else guards_sqlite


def guards(connection: BaseDatabaseWrapper) -> list[Guard]:
    """Every guard of this engine, with the SQL that makes and removes it.

    Only of tables and columns that are there: a migration of the past runs before later ones.
    """
    engine = _engine(connection)
    there = _columns_there(connection)
    columns = {
        model._meta.db_table: tuple(
            field.column for field in model._meta.concrete_fields if not field.generated
        )
        for model in apps.get_app_config("regulars").get_models()
    }
    return [
        *engine.no_overlap(BUSY),
        *(
            guard
            for table, mutable in APPEND_ONLY.items()
            for guard in engine.append_only(
                table,
                [
                    column
                    for column in columns[table]
                    if column not in mutable and column in there[table]
                ],
            )
        ),
        *(
            guard
            for tie in tenancy_ties()
            if tie.column in there.get(tie.table, ())
            for guard in engine.one_business(tie)
        ),
    ]


def _columns_there(connection: BaseDatabaseWrapper) -> dict[str, set[str]]:
    there: dict[str, set[str]] = defaultdict(set)
    with connection.cursor() as cursor:
        cursor.execute(_engine(connection).COLUMNS)
        for table, column in cursor.fetchall():
            there[table].add(column)
    return there


def install_guards(connection: BaseDatabaseWrapper) -> None:
    """Make every guard, replacing those that are there."""
    with connection.cursor() as cursor:
        for guard in guards(connection):
            for statement in (*guard.remove, *guard.make):
                cursor.execute(statement)


def lift_guards(connection: BaseDatabaseWrapper) -> None:
    """Take the guards away; for the tests' flush and for moving a database, nothing else."""
    with connection.cursor() as cursor:
        for guard in reversed(guards(connection)):
            for statement in guard.remove:
                cursor.execute(statement)


def missing_guards(connection: BaseDatabaseWrapper) -> list[str]:
    """The names of guards that should be there and are not."""
    with connection.cursor() as cursor:
        cursor.execute(_engine(connection).NAMES)
        present = {name for (name,) in cursor.fetchall()}
    return sorted(guard.name for guard in guards(connection) if guard.name not in present)
