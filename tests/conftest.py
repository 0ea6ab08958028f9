"""Fixtures for every test: the cast, and a database that is really committed to."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import connection

from regulars.records.guards import install_guards, lift_guards
from tests.cast import *  # noqa: F403


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
