"""Programs at the door: tokens of Nordlicht and of Salon Lumière."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from django.core.cache import caches

from regulars.records.businesses import Business
from regulars.rules.permissions import Scope
from tests.programs import Program, a_token


@pytest.fixture(autouse=True)
def _nobody_has_asked_yet() -> Iterator[None]:
    caches["counters"].clear()
    yield
    caches["counters"].clear()


@pytest.fixture
def program_of() -> Callable[..., Program]:
    return a_token


@pytest.fixture
def program(nordlicht: Business) -> Program:
    """May read everything of Nordlicht."""
    return a_token(nordlicht)


@pytest.fixture
def stranger(lumiere: Business) -> Program:
    """May read everything of Salon Lumière."""
    return a_token(lumiere)


@pytest.fixture
def writer(nordlicht: Business) -> Program:
    """May read and write everything of Nordlicht."""
    return a_token(nordlicht, *Scope, name="Writer")
