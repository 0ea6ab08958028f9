"""Registrations are listed by their start."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = (("regulars", "0006_search_by_keys"),)

    operations = (
        migrations.AddIndex(
            model_name="registration",
            index=models.Index(
                fields=["business", "starts_at", "id", "status"], name="registrations_by_start"
            ),
        ),
    )
