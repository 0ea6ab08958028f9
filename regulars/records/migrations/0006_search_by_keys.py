"""Names are found by keys that tell where a name ends, addresses by their later parts as well."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models

from regulars.records.guards import install_guards

SEARCH_KEYS = (
    ("regulars_searchname", "key", 610),
    ("regulars_searchaddress", "key", 254),
    ("regulars_vocabularytail", "tail", 60),
    ("regulars_vocabularytail", "word", 60),
)


def _id() -> models.BigAutoField:
    return models.BigAutoField(
        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
    )


def _whose(owner: str, on_delete: object) -> models.ForeignKey:
    return models.ForeignKey(on_delete=on_delete, related_name="+", to=f"regulars.{owner}")


def order_by_bytes(apps, schema_editor) -> None:  # noqa: ANN001
    # A range over search keys must mean the same on every server.
    if schema_editor.connection.vendor != "postgresql":
        return
    for table, column, length in SEARCH_KEYS:
        schema_editor.execute(
            f'ALTER TABLE {table} ALTER COLUMN "{column}" TYPE varchar({length}) COLLATE "C"'
        )


def install(apps, schema_editor) -> None:  # noqa: ANN001
    install_guards(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = (("regulars", "0005_appointments_by_start"),)

    operations = (
        migrations.DeleteModel(name="SearchWord"),
        migrations.AlterField(
            model_name="searchname", name="key", field=models.CharField(max_length=610)
        ),
        migrations.CreateModel(
            name="SearchAddress",
            fields=[
                ("id", _id()),
                ("key", models.CharField(max_length=254)),
                ("business", _whose("business", django.db.models.deletion.PROTECT)),
                ("customer", _whose("customer", django.db.models.deletion.CASCADE)),
            ],
            options={
                "indexes": (
                    models.Index(fields=["business", "key", "customer"], name="search_address_key"),
                    models.Index(fields=["business", "customer"], name="search_address_customer"),
                ),
            },
        ),
        migrations.CreateModel(
            name="VocabularyTail",
            fields=[
                ("id", _id()),
                ("tail", models.CharField(max_length=60)),
                ("word", models.CharField(max_length=60)),
                ("business", _whose("business", django.db.models.deletion.PROTECT)),
            ],
            options={
                "constraints": (
                    models.UniqueConstraint(
                        fields=("business", "tail", "word"), name="vocabulary_tail_once"
                    ),
                ),
            },
        ),
        migrations.RunPython(order_by_bytes, migrations.RunPython.noop),
        migrations.RunPython(install, migrations.RunPython.noop),
    )
