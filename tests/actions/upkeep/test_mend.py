"""Guards that were lost are put back."""

from __future__ import annotations

from django.db import connection

from regulars.actions.upkeep.mend import mend_guards
from regulars.records.guards import lift_guards, missing_guards


def test_a_database_that_lost_its_guards_gets_them_all_back(committed_db):
    lift_guards(connection)

    mend_guards()

    assert missing_guards(connection) == []


def test_mending_twice_is_mending_once(committed_db):
    mend_guards()
    mend_guards()

    assert missing_guards(connection) == []
