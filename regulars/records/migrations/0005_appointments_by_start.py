"""Appointments are listed by their start."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = (("regulars", "0004_imports_go_on"),)

    operations = (
        migrations.AddIndex(
            model_name="appointment",
            index=models.Index(
                fields=["business", "starts_at", "id", "status"], name="appointments_by_start"
            ),
        ),
    )
