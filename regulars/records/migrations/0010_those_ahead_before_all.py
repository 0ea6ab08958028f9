"""Of two indexes that serve alike, SQLite takes the one made last: those that hold time are few."""

from __future__ import annotations

from django.db import migrations, models

UPCOMING = models.Index(
    fields=["business", "starts_at"],
    name="upcoming_of_business",
    condition=models.Q(("occupies", True)),
)


class Migration(migrations.Migration):
    dependencies = (("regulars", "0009_customers_indexed_anew"),)

    operations = (
        migrations.RemoveIndex(model_name="appointment", name="upcoming_of_business"),
        migrations.AddIndex(model_name="appointment", index=UPCOMING),
    )
