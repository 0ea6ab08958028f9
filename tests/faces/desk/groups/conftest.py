"""A flash day on the desk, at ten in the morning in Zürich."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from regulars.actions.group_sessions.plan import plan_group_session
from regulars.records.customers import Customer
from regulars.records.group_sessions import GroupSession, Registration
from tests import make
from tests.cast import acting
from tests.make import NOW

HOUR = timedelta(hours=1)
HTMX = {"HX-Request": "true"}
TOLD = {"by": "customer", "told_on": "22.11.2026", "told_time": "10:00"}


@pytest.fixture(autouse=True)
def _it_is_ten_in_zurich() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def desk(signed_in, runa) -> Client:
    """Runa's browser."""
    return signed_in(runa)


@pytest.fixture
def flash(nordlicht):
    return make.service(nordlicht, "Flash day", capacity=2, price_minor=12000, duration_minutes=120)


@pytest.fixture
def session(nordlicht, runa, flash) -> GroupSession:
    """In 29 hours, at 15:00, for two."""
    session_id = plan_group_session(
        business=nordlicht,
        service_id=flash.id,
        staff_member_id=runa.id,
        starts_at=NOW + 29 * HOUR,
        title="Mini moons",
        actor=acting(runa),
        at=NOW,
    )
    return GroupSession.objects.get(id=session_id)


@pytest.fixture
def begun(runa, flash) -> GroupSession:
    return make.group_session(flash, runa, NOW - HOUR, capacity=4)


@pytest.fixture
def priya(nordlicht) -> Customer:
    return make.customer(nordlicht, "Priya", "Raghunathan")


def at(session: GroupSession, what: str = "") -> str:
    return f"/at/nordlicht/groups/{session.id}/{what}"


def of(registration: Registration, what: str = "") -> str:
    return f"/at/nordlicht/registrations/{registration.id}/{what}"


def text_of(answer: object) -> str:
    return " ".join(answer.content.decode().split())  # type: ignore[attr-defined]


def filled(session: GroupSession, *names: str) -> list[Registration]:
    people = [make.customer(session.business, name) for name in names]
    return [
        make.registration(session, one, place=place) for place, one in enumerate(people, start=1)
    ]
