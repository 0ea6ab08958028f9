"""A line of the ledger may be a tip, and a deposit knows which one it was moved from.

The guards are lifted meanwhile: SQLite renames a table it has rebuilt, which it refuses while a
trigger of another table speaks of it.
"""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models

from regulars.records.guards import install_guards, lift_guards


def install(apps, schema_editor) -> None:  # noqa: ANN001
    install_guards(schema_editor.connection)


def lift(apps, schema_editor) -> None:  # noqa: ANN001
    lift_guards(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [
        ("regulars", "0011_calendar"),
    ]

    operations = [
        migrations.RunPython(lift, install),
        migrations.AddField(
            model_name="deposit",
            name="moved_from",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="regulars.deposit",
            ),
        ),
        migrations.AddField(
            model_name="ledgerline",
            name="is_tip",
            field=models.BooleanField(default=False),
        ),
        migrations.AddConstraint(
            model_name="ledgerline",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("is_tip", False), ("kind__in", ["payment", "refund"]), _connector="OR"
                ),
                name="ledger_tip_is_paid",
            ),
        ),
        migrations.RunPython(install, lift),
    ]
