"""A flash day at Nordlicht with two places, and people who want one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial

import pytest

from regulars.actions.group_sessions.plan import plan_group_session
from regulars.actions.group_sessions.register import register
from regulars.records.businesses import Business
from regulars.records.catalogue import Service
from regulars.records.customers import Customer
from regulars.records.group_sessions import GroupSession, Registration
from regulars.records.staff import StaffMember
from tests import make
from tests.cast import acting
from tests.make import NOW

HOUR = timedelta(hours=1)


@pytest.fixture
def flash(nordlicht: Business) -> Service:
    return make.service(nordlicht, "Flash day", capacity=2, duration_minutes=120, price_minor=12000)


@pytest.fixture
def session(nordlicht: Business, flash: Service, runa: StaffMember) -> GroupSession:
    """With Runa, in 29 hours, for two; its time is held."""
    session_id = plan_group_session(
        business=nordlicht,
        service_id=flash.id,
        staff_member_id=runa.id,
        starts_at=NOW + 29 * HOUR,
        title="Mini moons",
        actor=acting(runa),
        at=NOW - 72 * HOUR,
    )
    return GroupSession.objects.get(id=session_id)


@pytest.fixture
def people(nordlicht: Business) -> list[Customer]:
    names = ("Priya", "Óscar", "Eleni", "Zoë", "Anouk", "Kim")
    return [make.customer(nordlicht, name, "Aalto") for name in names]


@pytest.fixture
def place(session: GroupSession, runa: StaffMember) -> Callable[..., Registration]:
    """Gives somebody a place, as Runa, now."""

    def give(customer: Customer, **told: object) -> Registration:
        registration_id = register(
            session_id=session.id,
            customer_id=customer.id,
            **{"business": session.business, "actor": acting(runa), "at": NOW} | told,
        )
        return Registration.objects.get(id=registration_id)

    return give


@pytest.fixture
def as_runa(nordlicht: Business, runa: StaffMember) -> dict:
    """What Runa tells every action now."""
    return {"business": nordlicht, "actor": acting(runa), "at": NOW}


@pytest.fixture
def run(as_runa: dict) -> Callable[..., object]:
    """Does something as Runa, now, unless told otherwise."""

    def do(action: Callable[..., object], **told: object) -> object:
        return partial(action, **as_runa | told)()

    return do
