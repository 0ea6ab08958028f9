"""Takes away the indexes of the business alone.

Every table that is read by its business has an index that begins with it. The lone one cost each
insert a place, and worse: PostgreSQL looked up the guards' foreign keys in it while a new database
had no statistics yet, passing by every row of the business for each row that came in.
"""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models

OWNED = (
    "Alert", "Answer", "ApiToken", "Appointment", "AppointmentEvent", "AuditEntry", "BusyTime",
    "Customer", "CustomerPicture", "CustomerTag", "Deposit", "DepositStep", "Field", "FieldService",
    "GroupSession", "Import", "ImportedEnding", "ImportedRow", "LedgerLine", "Location", "Message",
    "Note", "Project", "Registration", "RegistrationEvent", "Room", "SearchAddress", "SearchName",
    "Service", "StaffMember", "Tag", "ToldConflict", "Vocabulary", "VocabularySlip",
    "VocabularyTail",
)  # fmt: skip


def tables() -> list[str]:
    return [f"regulars_{name.lower()}" for name in OWNED]


def take_away(apps, schema_editor) -> None:  # noqa: ANN001
    # By hand: Django would make each table of SQLite anew to drop an index.
    connection = schema_editor.connection
    for table in tables():
        with connection.cursor() as cursor:
            found = connection.introspection.get_constraints(cursor, table)
        for name, each in found.items():
            if each["index"] and not each["unique"] and each["columns"] == ["business_id"]:
                schema_editor.execute(f'DROP INDEX "{name}"')


def put_back(apps, schema_editor) -> None:  # noqa: ANN001
    for table in tables():
        schema_editor.execute(f"CREATE INDEX {table}_business_id ON {table} (business_id)")


class Migration(migrations.Migration):
    dependencies = (("regulars", "0007_registrations_by_start"),)

    operations = (
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunPython(take_away, put_back)],
            state_operations=[
                migrations.AlterField(
                    model_name=name.lower(),
                    name="business",
                    field=models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="regulars.business",
                    ),
                )
                for name in OWNED
            ],
        ),
    )
