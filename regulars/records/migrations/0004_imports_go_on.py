"""An import is taken up where it stood: its claim, its progress, and what waits to be settled.

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
        ("regulars", "0003_tokens"),
    ]

    operations = [
        migrations.RunPython(lift, install),
        migrations.CreateModel(
            name="ImportedEnding",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("file", models.CharField(blank=True, max_length=120)),
                ("line", models.PositiveIntegerField(default=0)),
                ("status", models.CharField(max_length=30)),
                ("from_status", models.CharField(max_length=30)),
                ("cancelled_by", models.CharField(blank=True, max_length=20)),
                ("told_at", models.DateTimeField(null=True)),
                ("notice_minutes", models.IntegerField(null=True)),
                ("reason", models.TextField(blank=True)),
            ],
        ),
        migrations.CreateModel(
            name="ToldConflict",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=40)),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="import",
            name="import_state_known",
        ),
        migrations.AddField(
            model_name="import",
            name="claim",
            field=models.CharField(blank=True, max_length=120),
        ),
        migrations.AddField(
            model_name="import",
            name="claimed_until",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="import",
            name="fingerprint",
            field=models.CharField(blank=True, max_length=32),
        ),
        migrations.AddField(
            model_name="import",
            name="newest_before",
            field=models.BigIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="import",
            name="progress",
            field=models.JSONField(default=dict),
        ),
        migrations.AddField(
            model_name="importedrow",
            name="line",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddConstraint(
            model_name="import",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["running", "settling", "done", "undoing"])),
                name="import_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="import",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["running", "settling"])),
                fields=("business",),
                name="one_import_at_a_time",
            ),
        ),
        migrations.AddField(
            model_name="importedending",
            name="appointment",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="regulars.appointment",
            ),
        ),
        migrations.AddField(
            model_name="importedending",
            name="business",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="regulars.business",
            ),
        ),
        migrations.AddField(
            model_name="importedending",
            name="imported_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="regulars.import"
            ),
        ),
        migrations.AddField(
            model_name="toldconflict",
            name="appointment",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="regulars.appointment",
            ),
        ),
        migrations.AddField(
            model_name="toldconflict",
            name="business",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="regulars.business",
            ),
        ),
        migrations.AddField(
            model_name="toldconflict",
            name="imported_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="regulars.import"
            ),
        ),
        migrations.AddIndex(
            model_name="importedending",
            index=models.Index(fields=["imported_by", "appointment"], name="endings_of_an_import"),
        ),
        migrations.AddConstraint(
            model_name="toldconflict",
            constraint=models.UniqueConstraint(
                fields=("imported_by", "appointment", "kind"), name="conflict_told_once"
            ),
        ),
        migrations.RunPython(install, lift),
    ]
