"""Fixtures for every test: the cast, and a database that is really committed to."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from django.db import connection
from hypothesis import settings

from regulars.records.guards import install_guards, lift_guards
from tests.cast import *  # noqa: F403

# Every day few enough examples for the whole rule book to take some seconds; each run draws
# others. No deadline: a busy machine is no fault of a rule.
settings.register_profile("everyday", max_examples=100, deadline=None)
settings.register_profile("hard", max_examples=10_000, deadline=None)
settings.load_profile("hard" if os.environ.get("REGULARS_TEST_HARD") else "everyday")


@pytest.fixture
def _guards_again(django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    """Re-installs the guards after the flush that `transactional_db` ends with."""
    yield
    with django_db_blocker.unblock():
        install_guards(connection)


@pytest.fixture
def committed_db(_guards_again: None, transactional_db: None) -> Iterator[None]:
    """A database with real commits, for races and processes; flushed afterwards.

    A flush deletes ledger lines, which the guards refuse: they are lifted for that moment only.
    """
    yield
    lift_guards(connection)
