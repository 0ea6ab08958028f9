"""The start page asks for open deposits and for notes to look at again, of which there are few."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = (("regulars", "0012_tips_and_moved_deposits"),)

    operations = (
        migrations.AddIndex(
            model_name="deposit",
            index=models.Index(
                fields=["business", "due_at"],
                name="deposits_open",
                condition=models.Q(("state__in", ["asked", "reminded"])),
            ),
        ),
        migrations.AddIndex(
            model_name="note",
            index=models.Index(
                fields=["business", "follow_up_on"],
                name="notes_to_follow_up",
                condition=models.Q(("deleted_at__isnull", True), ("follow_up_on__isnull", False)),
            ),
        ),
    )
