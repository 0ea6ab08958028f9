"""The book that the journeys open: few people, each with something to find.

It is Sunday, 22 November 2026, 10:00 in Zürich (`make.NOW`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from regulars.records.appointments import Appointment
from regulars.records.businesses import Business
from regulars.records.catalogue import Service
from regulars.records.customers import Customer
from regulars.records.fields import Field
from regulars.records.staff import StaffMember
from regulars.records.tokens import ApiToken
from regulars.rules.appointment_status import Status
from regulars.rules.permissions import Role
from tests import make

HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Scene:
    """Who and what the journeys need by name."""

    nordlicht: Business
    runa: StaffMember
    jonas: StaffMember
    celine: StaffMember
    tattoo: Service
    gosia: Customer
    juerg: Customer
    allergies: Field
    tomorrow: Appointment  # Jürg's, 25 hours ahead, of 48 that are asked for
    lost: Appointment  # Gosia's, cancelled by notification
    website: ApiToken


def utc(month: int, day: int, hour: int = 9, minute: int = 0, *, year: int = 2026) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=UTC)


def set_scene() -> Scene:
    """Nordlicht with Gosia's long history and Jürg, who comes tomorrow; Céline's salon beside it."""
    nordlicht = make.business("nordlicht", staff_word="artist")
    runa = make.staff(
        nordlicht, "Runa Brandt", Role.OWNER, hue=2, account=make.account("runa@nordlicht.example")
    )
    jonas = make.staff(
        nordlicht, "Jonas Wyss", Role.STAFF, account=make.account("jonas@nordlicht.example")
    )
    tattoo = make.service(nordlicht, "Tattoo, two hours", price_minor=40_000)
    allergies = make.field(nordlicht, "Which allergies do you have?", is_mandatory=True)
    gosia = a_long_history(nordlicht, runa, tattoo, allergies)
    juerg = make.customer(
        nordlicht, "Jürg", "Müller", email="juerg.mueller@example.ch", phone="+41442713390"
    )
    tomorrow = make.appointment(
        juerg, runa, utc(11, 23, 10), lasting=2 * HOUR, service=tattoo, price_minor=30_000,
        project=make.project(juerg, "Forearm band", expected_sessions=3),
    )  # fmt: skip
    return Scene(
        nordlicht, runa, jonas, a_stranger(), tattoo, gosia, juerg, allergies, tomorrow,
        lost=a_lost_deposit(gosia, runa, tattoo), website=programs(nordlicht),
    )  # fmt: skip


def a_long_history(
    nordlicht: Business, runa: StaffMember, tattoo: Service, allergies: Field
) -> Customer:
    """Małgorzata Wójcik, who goes by Gosia: every ending, a group booking, notes, answers, money."""
    gosia = make.customer(
        nordlicht, "Małgorzata", "Wójcik", nickname="Gosia", pronouns="she/her", language="de",
        email="gosia@example.pl", phone="+41791234567", city="Zürich", postal_code="8004",
    )  # fmt: skip
    make.tag(gosia, "Botanical")
    make.alert(gosia, "Latex allergy", detail="Nitrile gloves only.")
    make.note(gosia, "Oat flat white, no small talk before ten.", runa, is_pinned=True)
    make.note(gosia, "Bring the stencil of the fern.", runa, follow_up_on=make.NOW.date())
    make.answer(
        gosia, allergies, "None that I know of", source="booking", is_current=False,
        given_at=utc(10, 20, year=2025),
    )  # fmt: skip
    make.answer(gosia, allergies, "Latex", given_at=utc(3, 14), staff_member=runa)
    sleeve = make.project(gosia, "Fern sleeve", staff_member=runa, expected_sessions=6)
    of_sleeve = {"service": tattoo, "project": sleeve, "lasting": 2 * HOUR, "price_minor": 40_000}
    for month, day in ((3, 14), (6, 13), (6, 27), (9, 19)):
        done = make.appointment(gosia, runa, utc(month, day), status=Status.COMPLETED, **of_sleeve)
        make.ledger_line(gosia, 40_000, paid_at=done.ends_at, appointment=done)
        make.message(gosia, "reminder", done.starts_at - 24 * HOUR, appointment=done)
    make.appointment(gosia, runa, utc(8, 15), status=Status.NO_SHOW, **of_sleeve)
    make.appointment(
        gosia, runa, utc(5, 9), status=Status.CANCELLED_TOO_LATE, notice_minutes=20 * 60,
        cancelled_by="customer", **of_sleeve,
        ending={"at": utc(5, 8, 13), "told_at": utc(5, 8, 13), "policy_minutes": 48 * 60,
                "notice_minutes": 20 * 60, "cancelled_by": "customer"},
    )  # fmt: skip
    make.appointment(gosia, runa, utc(12, 3, 12), **of_sleeve | {"lasting": 4 * HOUR})
    make.appointment(
        gosia, runa, utc(11, 5, year=2025), status=Status.COMPLETED, title="First talk"
    )
    flash = make.group_session(make.service(nordlicht, "Flash Friday"), runa, utc(6, 26, 15))
    make.registration(flash, gosia, Status.COMPLETED)
    return gosia


def a_lost_deposit(customer: Customer, runa: StaffMember, tattoo: Service) -> Appointment:
    """Asked for on 1 May, reminded on 3 and 7 May, due on 10 May, cancelled on 11 May at 00:10."""
    lettering = make.project(customer, "Collarbone lettering", created_at=utc(5, 1))
    lost = make.appointment(
        customer, runa, utc(5, 14), status=Status.CANCELLED_BY_NOTIFICATION, service=tattoo,
        project=lettering, cancelled_by="notification", created_at=utc(5, 1, 8),
        ending={"at": utc(5, 10, 22, 10), "actor_kind": "clock", "actor_id": None},
    )  # fmt: skip
    reminded = (utc(5, 3, 7), utc(5, 7, 7))
    deposit = make.deposit(
        customer, 20_000, appointment=lost, asked_at=utc(5, 1, 8), due_at=utc(5, 10, 22),
        state="lapsed", steps=(("asked", utc(5, 1, 8)), *(("reminded", at) for at in reminded)),
    )  # fmt: skip
    make.message(customer, "deposit_asked", utc(5, 1, 8), deposit=deposit)
    make.message(customer, "deposit_reminder", reminded[0], deposit=deposit)
    make.message(customer, "deposit_reminder", reminded[1], deposit=deposit, channel="sms")
    return lost


def programs(nordlicht: Business) -> ApiToken:
    """The website, which asks every day, and an assistant that nobody uses any more."""
    given = {"business": nordlicht, "created_at": utc(3, 2), "scopes": "customers:read"}
    ApiToken.objects.create(
        name="Assistant", start="regulars_Zx81Qw", digest="assistant", revoked_at=utc(9, 1), **given
    )
    return ApiToken.objects.create(
        name="Website", start="regulars_k3Jx0Q", digest="website", last_used_at=utc(11, 21),
        expires_at=utc(12, 31, 23), **given,
    )  # fmt: skip


def a_crowd(nordlicht: Business, count: int) -> list[Customer]:
    """People without a history, in the order of their names: Ada 001, Ada 002 …"""
    return [make.customer(nordlicht, f"Ada {number:03}") for number in range(1, count + 1)]


def a_stranger() -> StaffMember:
    """Céline, who owns a salon in Lyon."""
    lumiere = make.business(
        "lumiere", name="Salon Lumière", time_zone="Europe/Paris", currency="EUR", country="FR",
        language="fr", plan="shop", staff_word="stylist",
    )  # fmt: skip
    make.customer(lumiere, "Odile", "Marchand")
    return make.staff(
        lumiere, "Céline Moreau", Role.OWNER, account=make.account("celine@lumiere.example")
    )
