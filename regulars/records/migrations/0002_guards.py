"""Installs the guards, and on PostgreSQL the byte-wise order of the search keys.

A range over search keys must mean the same on every server, so their collation is "C" there;
`db_collation` on the field would be refused by SQLite, whose default already compares bytes.
"""

from __future__ import annotations

from django.db import migrations

from regulars.records.guards import install_guards, lift_guards

SEARCH_KEYS = (
    ("regulars_searchname", "key", 200),
    ("regulars_searchword", "word", 60),
    ("regulars_vocabulary", "word", 60),
    ("regulars_vocabularyslip", "slip", 60),
    ("regulars_vocabularyslip", "word", 60),
    ("regulars_customer", "sort_name", 200),
    ("regulars_customer", "email_key", 254),
    ("regulars_customer", "phone_digits", 20),
    ("regulars_customer", "phone_reversed", 20),
)


def order_by_bytes(apps, schema_editor) -> None:  # noqa: ANN001
    if schema_editor.connection.vendor != "postgresql":
        return
    for table, column, length in SEARCH_KEYS:
        schema_editor.execute(
            f'ALTER TABLE {table} ALTER COLUMN "{column}" TYPE varchar({length}) COLLATE "C"'
        )


def install(apps, schema_editor) -> None:  # noqa: ANN001
    install_guards(schema_editor.connection)


def lift(apps, schema_editor) -> None:  # noqa: ANN001
    lift_guards(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = (("regulars", "0001_records"),)

    operations = (
        migrations.RunPython(order_by_bytes, migrations.RunPython.noop),
        migrations.RunPython(install, lift),
    )
