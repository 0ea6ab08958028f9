"""The people of the tests: Nordlicht's team in Zürich, and Céline in Lyon who must see none of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client

from regulars.kernel.actor import Actor, ActorKind
from regulars.records.businesses import Business
from regulars.records.customers import Customer
from regulars.records.staff import StaffMember
from regulars.rules.permissions import Role
from tests import make


@pytest.fixture
def now() -> datetime:
    return make.NOW


@pytest.fixture
def nordlicht(db: None) -> Business:
    """Tattoo studio in Zürich, Expert Shop."""
    return make.business("nordlicht", staff_word="artist")


@pytest.fixture
def runa(nordlicht: Business) -> StaffMember:
    """Owns Nordlicht."""
    return make.staff(
        nordlicht,
        "Runa Brandt",
        Role.OWNER,
        hue=2,
        account=make.account("runa@nordlicht.example", name="Runa Brandt"),
    )


@pytest.fixture
def jonas(nordlicht: Business) -> StaffMember:
    """Tattoos at Nordlicht; sees no contact data."""
    return make.staff(
        nordlicht,
        "Jonas Wyss",
        Role.STAFF,
        account=make.account("jonas@nordlicht.example", name="Jonas Wyss"),
    )


@pytest.fixture
def nadia(nordlicht: Business) -> StaffMember:
    """Runs Nordlicht's front desk."""
    return make.staff(
        nordlicht,
        "Nadia Keller",
        Role.FRONT_DESK,
        account=make.account("nadia@nordlicht.example", name="Nadia Keller"),
    )


@pytest.fixture
def lumiere(db: None) -> Business:
    """Hair salon in Lyon, plan Shop."""
    return make.business(
        "lumiere",
        name="Salon Lumière",
        time_zone="Europe/Paris",
        currency="EUR",
        country="FR",
        language="fr",
        plan="shop",
        staff_word="stylist",
    )


@pytest.fixture
def celine(lumiere: Business) -> StaffMember:
    """Owns the salon and must never see anything of Nordlicht."""
    return make.staff(
        lumiere,
        "Céline Moreau",
        Role.OWNER,
        account=make.account("celine@lumiere.example", name="Céline Moreau"),
    )


@pytest.fixture
def mueller(nordlicht: Business) -> Customer:
    """Mr Müller, of the first article."""
    return make.customer(
        nordlicht, "Jürg", "Müller", email="juerg.mueller@example.ch", phone="+41442713390"
    )


def acting(member: StaffMember) -> Actor:
    """The actor that a staff member is."""
    return Actor(
        kind=ActorKind.STAFF,
        business_id=member.business_id,
        id=member.id,
        role=Role(member.role),
        sees_contact_data=member.sees_contact_data,
    )


@pytest.fixture
def signed_in() -> Callable[[StaffMember], Client]:
    """A browser without JavaScript in which this staff member is signed in."""

    def sign_in(member: StaffMember) -> Client:
        client = Client()
        client.force_login(
            member.account, backend="allauth.account.auth_backends.AuthenticationBackend"
        )
        return client

    return sign_in
