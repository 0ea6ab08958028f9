"""Does every year, counted at once, say what the customer's page says of it?"""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ObjectDoesNotExist

import regulars
from regulars.actions.imports.run import run_import
from regulars.faces.console.import_book import SHIPPED
from regulars.kernel.actor import Actor
from regulars.kernel.tenant import Tenant
from regulars.queries.customer_card import customer_card
from regulars.queries.customer_statistics import CustomerFigures, customer_figures
from regulars.queries.customer_years import customer_years
from regulars.queries.year_by_year import YearByYear, year_by_year
from regulars.records.appointments import Appointment
from regulars.records.businesses import Business
from regulars.records.customers import Customer
from regulars.records.group_sessions import GroupSession, Registration
from regulars.records.ledger import LedgerLine
from regulars.records.staff import StaffMember
from regulars.rules.appointment_status import Status
from regulars.rules.import_mapping_text import read_mapping
from tests import make
from tests.counting import counted

ZURICH = ZoneInfo("Europe/Zurich")
# Far from Greenwich on both sides, and where a day was left out at the end of 2011.
ZONES = [ZURICH, ZoneInfo("Pacific/Apia"), ZoneInfo("America/Toronto"), ZoneInfo("Asia/Kathmandu")]
SAMPLE = Path(regulars.__file__).parents[2] / "shared" / "samples" / "hair-salon-2018"


def at_once(business: Tenant, customer_id: int, zone: ZoneInfo) -> YearByYear:
    card = customer_card(business=business, customer_id=customer_id)
    return year_by_year(
        business=business, customer_id=customer_id, zone=zone,
        first_at=card.first_at, last_at=card.last_at,
    )  # fmt: skip


def on_screen(
    business: Tenant, customer_id: int, zone: ZoneInfo, year: int | None
) -> CustomerFigures:
    card = customer_card(business=business, customer_id=customer_id)
    return customer_figures(
        business=business, customer_id=customer_id, zone=zone, year=year,
        first_at=card.first_at, last_at=card.last_at,
    )  # fmt: skip


def assert_equal_to_the_screen(business: Tenant, customer_id: int, zone: ZoneInfo) -> YearByYear:
    told = at_once(business, customer_id, zone)
    together = on_screen(business, customer_id, zone, None)

    assert told.together == together
    assert tuple(figures.statistics.year for figures in told.years) == together.years
    for figures in told.years:
        assert figures == on_screen(business, customer_id, zone, figures.statistics.year)
    return told


def random_moments(chance: random.Random, number: int) -> list[datetime]:
    """Many of them within hours of a New Year."""
    eve = [datetime(year, 12, 31, 12, tzinfo=UTC) for year in range(2009, 2020)]
    return [
        chance.choice(eve) + timedelta(minutes=chance.randrange(-900, 900))
        if chance.random() < 0.6
        else datetime(2009, 6, 1, tzinfo=UTC) + timedelta(minutes=chance.randrange(5_000_000))
        for _ in range(number)
    ]


def a_random_life(customer: Customer, staff: StaffMember, chance: random.Random) -> None:
    owner = customer.business
    services = [make.service(owner, name) for name in ("Cut", "Colour", "Beard")]
    own = {"business": owner, "customer": customer, "currency": "CHF"}
    Appointment.objects.bulk_create(
        Appointment(
            **own, staff_member=staff, starts_at=at, ends_at=at + timedelta(hours=1),
            created_at=at, changed_at=at, status=chance.choice(list(Status)),
            service=chance.choice([*services, None]),
        )
        for at in random_moments(chance, 40)
    )  # fmt: skip
    for at in random_moments(chance, 8):
        session = GroupSession.objects.create(
            business=owner, service=services[0], staff_member=staff, title="Class", capacity=9,
            starts_at=at, ends_at=at + timedelta(hours=1), created_at=at,
        )  # fmt: skip
        Registration.objects.create(
            **own, group_session=session, starts_at=at, created_at=at,
            status=chance.choice(list(Status)),
        )  # fmt: skip
    for at in random_moments(chance, 20):
        kind, amount = chance.choice(
            [("payment", 9000), ("refund", -500), ("deposit_received", 70), ("deposit_kept", 70)]
        )
        make.ledger_line(customer, amount, kind=kind, paid_at=at)
    for at in random_moments(chance, 12):
        kind = chance.choice(["reminder", "deposit_reminder", "confirmation"])
        state = chance.choice(["sent", "failed"])
        make.message(customer, kind, at, channel=chance.choice(["email", "sms"]), state=state)


@pytest.mark.parametrize("zone", ZONES, ids=str)
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_random_life_reads_the_same_year_by_year(
    nordlicht: Business, mueller: Customer, runa: StaffMember, zone: ZoneInfo, seed: int
) -> None:
    a_random_life(mueller, runa, random.Random(seed))

    told = assert_equal_to_the_screen(nordlicht, mueller.id, zone)

    assert len(told.years) >= 8
    assert sum(year.payments for year in told.years) == told.together.payments > 0


def test_whoever_is_new_has_no_years(nordlicht: Business, mueller: Customer) -> None:
    told = assert_equal_to_the_screen(nordlicht, mueller.id, ZURICH)

    assert told.years == ()
    assert told.together.statistics.bookings == 0
    assert told.together.record.bookings == 0


def test_a_mistyped_date_takes_no_year_away_and_adds_none(
    nordlicht: Business, mueller: Customer, runa: StaffMember
) -> None:
    for year in (1026, 2024, 2026):
        moment = datetime(year, 5, 3, 10, tzinfo=UTC)
        make.appointment(mueller, runa, moment, status=Status.COMPLETED)
        make.ledger_line(mueller, 5000, paid_at=moment)

    told = assert_equal_to_the_screen(nordlicht, mueller.id, ZURICH)

    assert [figures.statistics.year for figures in told.years] == [2026, 2024]
    assert told.together.statistics.income_minor == 15000


def test_nothing_of_another_business_counts(
    nordlicht: Business, mueller: Customer, celine: StaffMember, lumiere: Business
) -> None:
    madame = make.customer(lumiere, "Madame", "Petit")
    make.appointment(madame, celine, make.NOW, status=Status.COMPLETED)
    make.ledger_line(madame, 9900)

    told = year_by_year(
        business=nordlicht, customer_id=madame.id, zone=ZURICH,
        first_at=make.NOW, last_at=make.NOW,
    )  # fmt: skip

    assert told.years == ()
    assert told.together.statistics.income_minor == 0
    with pytest.raises(ObjectDoesNotExist):
        customer_years(
            business=nordlicht, customer_id=madame.id, zone=ZURICH, currency="CHF", with_money=True
        )


@pytest.mark.parametrize("bookings", [2, 30])
def test_all_years_take_two_statements_however_many_they_are(
    nordlicht: Business, mueller: Customer, runa: StaffMember, bookings: int
) -> None:
    for nth in range(bookings):
        make.appointment(mueller, runa, make.NOW - timedelta(days=200 * nth + 1))

    with counted("customer years"):
        told = customer_years(
            business=nordlicht, customer_id=mueller.id, zone=ZURICH, currency="CHF", with_money=True
        )

    assert sum(year.bookings for year in told.years) == told.together.bookings == bookings


def test_without_money_there_is_neither_income_nor_how_often_was_paid(
    nordlicht: Business, mueller: Customer, runa: StaffMember
) -> None:
    make.appointment(mueller, runa, make.NOW, status=Status.COMPLETED)
    make.ledger_line(mueller, 9900)

    told = customer_years(
        business=nordlicht, customer_id=mueller.id, zone=ZURICH, currency="CHF", with_money=False
    )

    assert [(year.bookings, year.income_minor, year.payments) for year in told.years] == [
        (1, None, None)
    ]
    assert (told.together.income_minor, told.together.payments) == (None, None)


@pytest.fixture
def salon(db: None) -> Business:
    """The real salon's book of 2018."""
    if not SAMPLE.is_dir():
        pytest.skip("the sample hair-salon-2018 is not here")
    salon = make.business(
        "toronto", name="Hair salon", time_zone="America/Toronto", currency="CAD", country="CA"
    )
    run_import(
        business=salon, folder=SAMPLE, actor=Actor.operator(salon), at=make.NOW,
        mapping=read_mapping((SHIPPED / "hair-salon-2018.toml").read_text()),
    )  # fmt: skip
    return salon


def test_every_customer_of_the_real_salon_reads_the_same_year_by_year(salon: Business) -> None:
    income = 0
    for customer_id in Customer.objects.of(salon).values_list("id", flat=True):
        told = assert_equal_to_the_screen(salon, customer_id, ZoneInfo(salon.time_zone))
        income += sum(year.statistics.income_minor for year in told.years)

    assert income == sum(
        LedgerLine.objects.of(salon)
        .filter(customer__isnull=False, is_income=True)
        .values_list("amount_minor", flat=True)
    )
