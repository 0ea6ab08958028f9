"""What the calendar needs: working hours, blocks and their time, places, waiting, skills.

The guards are lifted meanwhile: SQLite renames a table it has rebuilt, which it refuses while a
trigger of another table speaks of it.
"""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models

import regulars.rules.appointment_status
import regulars.rules.blocks
import regulars.rules.capacity
from regulars.records.guards import install_guards, lift_guards


def install(apps, schema_editor) -> None:  # noqa: ANN001
    install_guards(schema_editor.connection)


def lift(apps, schema_editor) -> None:  # noqa: ANN001
    lift_guards(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [
        ("regulars", "0010_those_ahead_before_all"),
    ]

    operations = [
        migrations.RunPython(lift, install),
        migrations.CreateModel(
            name="Block",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("occurs_on", models.DateField(null=True)),
                (
                    "kind",
                    models.CharField(
                        default=regulars.rules.blocks.BlockKind["BREAK"], max_length=20
                    ),
                ),
                ("title", models.CharField(blank=True, max_length=160)),
                ("note", models.CharField(blank=True, max_length=240)),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                ("created_at", models.DateTimeField()),
                ("removed_at", models.DateTimeField(null=True)),
                ("version", models.PositiveIntegerField(default=1)),
            ],
        ),
        migrations.CreateModel(
            name="BlockSeries",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        default=regulars.rules.blocks.BlockKind["BREAK"], max_length=20
                    ),
                ),
                ("title", models.CharField(blank=True, max_length=160)),
                ("note", models.CharField(blank=True, max_length=240)),
                ("rule", models.CharField(max_length=200)),
                ("first_on", models.DateField()),
                ("last_on", models.DateField(null=True)),
                ("start_minute", models.PositiveSmallIntegerField()),
                ("end_minute", models.PositiveSmallIntegerField()),
                ("laid_until", models.DateField(null=True)),
                ("created_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="DayHours",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("day", models.DateField()),
                ("start_minute", models.PositiveSmallIntegerField(null=True)),
                ("end_minute", models.PositiveSmallIntegerField(null=True)),
                ("reason", models.CharField(blank=True, max_length=120)),
            ],
        ),
        migrations.CreateModel(
            name="IdempotencyKey",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=120)),
                ("request_digest", models.CharField(max_length=64)),
                ("status", models.PositiveSmallIntegerField()),
                ("location", models.CharField(blank=True, max_length=200)),
                ("body", models.TextField(blank=True)),
                ("created_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Skill",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="WaitingPlace",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("rank", models.PositiveIntegerField()),
                (
                    "state",
                    models.CharField(
                        default=regulars.rules.capacity.WaitingState["WAITING"], max_length=20
                    ),
                ),
                ("created_at", models.DateTimeField()),
                ("changed_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="WorkingHours",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("weekday", models.PositiveSmallIntegerField()),
                ("start_minute", models.PositiveSmallIntegerField()),
                ("end_minute", models.PositiveSmallIntegerField()),
                ("first_on", models.DateField(null=True)),
                ("last_on", models.DateField(null=True)),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="busytime",
            name="busy_time_one_holder",
        ),
        migrations.AddField(
            model_name="business",
            name="horizon_days",
            field=models.PositiveIntegerField(default=540),
        ),
        migrations.AddField(
            model_name="business",
            name="lead_minutes",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="business",
            name="slot_minutes",
            field=models.PositiveSmallIntegerField(default=15),
        ),
        migrations.AddField(
            model_name="groupsession",
            name="version",
            field=models.PositiveIntegerField(default=1),
        ),
        migrations.AddField(
            model_name="message",
            name="attempts",
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="message",
            name="claimed_until",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="message",
            name="failure",
            field=models.CharField(blank=True, max_length=240),
        ),
        migrations.AddField(
            model_name="message",
            name="registration",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="regulars.registration",
            ),
        ),
        migrations.AddField(
            model_name="registration",
            name="notes",
            field=models.CharField(blank=True, max_length=240),
        ),
        migrations.AddField(
            model_name="registration",
            name="place",
            field=models.PositiveIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="registration",
            name="version",
            field=models.PositiveIntegerField(default=1),
        ),
        migrations.AddField(
            model_name="room",
            name="position",
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="staffmember",
            name="takes_bookings",
            field=models.BooleanField(default=True),
        ),
        migrations.AddIndex(
            model_name="message",
            index=models.Index(
                condition=models.Q(
                    (
                        "state__in",
                        (
                            regulars.rules.messages.MessageState["QUEUED"],
                            regulars.rules.messages.MessageState["SENDING"],
                        ),
                    )
                ),
                fields=["due_at"],
                name="messages_to_send",
            ),
        ),
        migrations.AddConstraint(
            model_name="business",
            constraint=models.CheckConstraint(
                condition=models.Q(("horizon_days__gte", 1), ("slot_minutes__gte", 5)),
                name="business_offers_starts",
            ),
        ),
        migrations.AddField(
            model_name="registration",
            name="takes_place",
            field=models.GeneratedField(
                db_persist=True,
                expression=models.Case(
                    models.When(
                        status__in=[
                            "cancelled_by_notification",
                            "cancelled_on_time",
                            "cancelled_too_late",
                        ],
                        then=False,
                    ),
                    default=True,
                ),
                output_field=models.BooleanField(),
            ),
        ),
        migrations.AddConstraint(
            model_name="registration",
            constraint=models.UniqueConstraint(
                condition=models.Q(("takes_place", True)),
                fields=("business", "group_session", "place"),
                name="place_taken_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="registration",
            constraint=models.CheckConstraint(
                condition=models.Q(("place__isnull", True), ("place__gte", 1), _connector="OR"),
                name="place_counted_from_one",
            ),
        ),
        migrations.AddField(
            model_name="block",
            name="business",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="regulars.business",
            ),
        ),
        migrations.AddField(
            model_name="block",
            name="room",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="regulars.room",
            ),
        ),
        migrations.AddField(
            model_name="block",
            name="staff_member",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="regulars.staffmember",
            ),
        ),
        migrations.AddField(
            model_name="busytime",
            name="block",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="regulars.block",
            ),
        ),
        migrations.AddConstraint(
            model_name="busytime",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("appointment__isnull", False), ("block", None), ("group_session", None)
                    ),
                    models.Q(
                        ("appointment", None), ("block", None), ("group_session__isnull", False)
                    ),
                    models.Q(
                        ("appointment", None), ("block__isnull", False), ("group_session", None)
                    ),
                    _connector="OR",
                ),
                name="busy_time_one_holder",
            ),
        ),
        migrations.AddField(
            model_name="blockseries",
            name="business",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="regulars.business",
            ),
        ),
        migrations.AddField(
            model_name="blockseries",
            name="room",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="regulars.room",
            ),
        ),
        migrations.AddField(
            model_name="blockseries",
            name="staff_member",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="regulars.staffmember",
            ),
        ),
        migrations.AddField(
            model_name="block",
            name="series",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="regulars.blockseries",
            ),
        ),
        migrations.AddField(
            model_name="dayhours",
            name="business",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="regulars.business",
            ),
        ),
        migrations.AddField(
            model_name="dayhours",
            name="staff_member",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="regulars.staffmember",
            ),
        ),
        migrations.AddField(
            model_name="idempotencykey",
            name="business",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="regulars.business",
            ),
        ),
        migrations.AddField(
            model_name="idempotencykey",
            name="token",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="regulars.apitoken",
            ),
        ),
        migrations.AddField(
            model_name="skill",
            name="business",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="regulars.business",
            ),
        ),
        migrations.AddField(
            model_name="skill",
            name="service",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="regulars.service"
            ),
        ),
        migrations.AddField(
            model_name="skill",
            name="staff_member",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="regulars.staffmember",
            ),
        ),
        migrations.AddField(
            model_name="waitingplace",
            name="business",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="regulars.business",
            ),
        ),
        migrations.AddField(
            model_name="waitingplace",
            name="customer",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="regulars.customer",
            ),
        ),
        migrations.AddField(
            model_name="waitingplace",
            name="group_session",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="regulars.groupsession",
            ),
        ),
        migrations.AddField(
            model_name="waitingplace",
            name="registration",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="regulars.registration",
            ),
        ),
        migrations.AddField(
            model_name="workinghours",
            name="business",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="regulars.business",
            ),
        ),
        migrations.AddField(
            model_name="workinghours",
            name="location",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="regulars.location",
            ),
        ),
        migrations.AddField(
            model_name="workinghours",
            name="staff_member",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="regulars.staffmember",
            ),
        ),
        migrations.AddConstraint(
            model_name="blockseries",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ("break", "meeting", "time_off", "guest_spot"))),
                name="block_series_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="blockseries",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("end_minute__gt", models.F("start_minute")), ("end_minute__lte", 1440)
                ),
                name="block_series_ends_after_it_starts",
            ),
        ),
        migrations.AddConstraint(
            model_name="blockseries",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("room__isnull", True), ("staff_member__isnull", False)),
                    models.Q(("room__isnull", False), ("staff_member__isnull", True)),
                    _connector="OR",
                ),
                name="block_series_of_one",
            ),
        ),
        migrations.AddIndex(
            model_name="block",
            index=models.Index(
                condition=models.Q(("removed_at__isnull", True)),
                fields=["business", "ends_at", "starts_at"],
                name="blocks_by_end",
            ),
        ),
        migrations.AddConstraint(
            model_name="block",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ("break", "meeting", "time_off", "guest_spot"))),
                name="block_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="block",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_at__gt", models.F("starts_at"))),
                name="block_ends_after_it_starts",
            ),
        ),
        migrations.AddConstraint(
            model_name="block",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("room__isnull", True), ("staff_member__isnull", False)),
                    models.Q(("room__isnull", False), ("staff_member__isnull", True)),
                    _connector="OR",
                ),
                name="block_of_one",
            ),
        ),
        migrations.AddConstraint(
            model_name="block",
            constraint=models.UniqueConstraint(
                condition=models.Q(("series__isnull", False)),
                fields=("business", "series", "occurs_on"),
                name="block_of_series_once",
            ),
        ),
        migrations.AddIndex(
            model_name="dayhours",
            index=models.Index(fields=["business", "staff_member", "day"], name="hours_of_day"),
        ),
        migrations.AddConstraint(
            model_name="dayhours",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("end_minute__isnull", True), ("start_minute__isnull", True)),
                    models.Q(
                        ("end_minute__gt", models.F("start_minute")), ("end_minute__lte", 1440)
                    ),
                    _connector="OR",
                ),
                name="day_hours_end_after_they_start",
            ),
        ),
        migrations.AddIndex(
            model_name="idempotencykey",
            index=models.Index(fields=["created_at"], name="idempotency_keys_by_age"),
        ),
        migrations.AddConstraint(
            model_name="idempotencykey",
            constraint=models.UniqueConstraint(
                fields=("business", "token", "key"), name="idempotency_key_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="skill",
            constraint=models.UniqueConstraint(
                fields=("business", "service", "staff_member"), name="skill_once"
            ),
        ),
        migrations.AddIndex(
            model_name="waitingplace",
            index=models.Index(
                fields=["business", "group_session", "rank"], name="waiting_of_session"
            ),
        ),
        migrations.AddConstraint(
            model_name="waitingplace",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["waiting", "promoted", "left"])),
                name="waiting_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="waitingplace",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", regulars.rules.capacity.WaitingState["WAITING"])),
                fields=("business", "group_session", "customer"),
                name="waits_once",
            ),
        ),
        migrations.AddIndex(
            model_name="workinghours",
            index=models.Index(
                fields=["business", "staff_member", "weekday"], name="hours_of_staff"
            ),
        ),
        migrations.AddConstraint(
            model_name="workinghours",
            constraint=models.CheckConstraint(
                condition=models.Q(("weekday__gte", 0), ("weekday__lte", 6)),
                name="working_hours_on_a_weekday",
            ),
        ),
        migrations.AddConstraint(
            model_name="workinghours",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("end_minute__gt", models.F("start_minute")), ("end_minute__lte", 1440)
                ),
                name="working_hours_end_after_they_start",
            ),
        ),
        migrations.AddConstraint(
            model_name="workinghours",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("first_on__isnull", True),
                    ("last_on__isnull", True),
                    ("last_on__gte", models.F("first_on")),
                    _connector="OR",
                ),
                name="working_hours_period",
            ),
        ),
        migrations.RunPython(install, lift),
    ]
