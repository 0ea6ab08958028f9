"""The demo, loaded once for all tests of a file."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import transaction

from regulars.actions.demo.load import DemoReport, load_demo
from regulars.records.businesses import Business
from tests.make import NOW


@pytest.fixture(scope="module")
def demo(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[DemoReport]:
    """The demo loaded once for all tests here, and taken away again."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield load_demo(at=NOW)
        transaction.set_rollback(True)


@pytest.fixture
def nordlicht(demo: DemoReport) -> Business:
    return Business.objects.get(slug="nordlicht")


@pytest.fixture
def lumiere(demo: DemoReport) -> Business:
    return Business.objects.get(slug="lumiere")
