"""Is this installation in order, and how much stands in it?"""

from __future__ import annotations

from pathlib import Path

from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from regulars.queries.condition import census, condition
from regulars.records import migrations
from regulars.records.guards import lift_guards
from tests import make
from tests.make import NOW

MIGRATIONS = Path(migrations.__file__).parent


def test_a_migrated_and_guarded_installation_is_sound(db):
    assert condition().is_sound
    assert condition().faults == ()


def test_a_migration_that_was_not_applied_is_a_fault(db):
    latest = max(path.stem for path in MIGRATIONS.glob("0*.py"))
    MigrationRecorder(connection).record_unapplied("regulars", latest)

    assert condition().faults == ("Not all migrations are applied: 1 to go.",)


def test_missing_guards_are_named(committed_db):
    lift_guards(connection)

    (fault,) = condition().faults
    assert "Guards are missing in the database: " in fault
    assert "overlap" in fault


def test_the_census_counts_what_is_there(runa, jonas, mueller, lumiere):
    make.appointment(mueller, runa, NOW)
    make.appointment(mueller, jonas, NOW)

    found = census()

    assert (found.businesses, found.customers, found.appointments, found.overlaps) == (2, 1, 2, 0)


def test_the_census_sees_an_overlap_that_came_in_while_a_guard_was_lifted(
    committed_db, runa, mueller
):
    lift_guards(connection)
    make.appointment(mueller, runa, NOW)
    make.appointment(mueller, runa, NOW)

    assert census().overlaps == 1
