"""Does a program learn about a customer what the screen shows, and no more than it may?"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ObjectDoesNotExist

from regulars.queries.businesses import business_at
from regulars.queries.customer_answers import customer_fields
from regulars.queries.customer_card import Origin, remembered
from regulars.queries.customer_detail import customer_detail
from regulars.queries.customer_document import (
    CustomerDocument,
    WhoseBook,
    customer_called,
    customer_document,
)
from regulars.queries.customer_history import customer_history
from regulars.queries.entrance import BusinessAtDoor
from regulars.queries.history_page import HistoryPage, customer_history_page
from regulars.queries.history_parts import HistoryVisit
from regulars.queries.withheld import Withheld
from regulars.records.appointments import Appointment
from regulars.records.businesses import Business
from regulars.records.customers import Customer
from regulars.records.group_sessions import Registration
from regulars.records.staff import StaffMember
from regulars.rules.appointment_status import Status
from tests import make
from tests.counting import counted

ZURICH = ZoneInfo("Europe/Zurich")
CONTACT = ("email", "phone", "street", "postal_code", "city", "country")


def at_door(business: Business) -> BusinessAtDoor:
    found = business_at(business.slug)
    assert found is not None
    return found


def document(
    business: Business, customer: Customer, *, contact_data: bool = True, money: bool = True
) -> CustomerDocument:
    return customer_document(
        business=at_door(business), customer_id=customer.id, at=make.NOW, zone=ZURICH,
        with_contact_data=contact_data, with_money=money,
    )  # fmt: skip


@pytest.fixture
def everything(nordlicht: Business, mueller: Customer, runa: StaffMember) -> Customer:
    """Mr Müller with one of everything."""
    origin = {"kind": "staff", "id": runa.id, "at": "2026-01-02T10:00:00+00:00"}
    Customer.objects.filter(id=mueller.id).update(
        street="Seestrasse 1", postal_code="8002", city="Zürich", country="CH", number="C-7",
        birthday=date(1980, 2, 29), origins={"phone": origin, "birthday": origin},
    )  # fmt: skip
    sleeve = make.project(mueller, expected_sessions=4, staff_member=runa)
    make.appointment(
        mueller, runa, make.NOW - timedelta(days=60), status=Status.COMPLETED, project=sleeve,
        price_minor=72000,
    )  # fmt: skip
    late = make.appointment(
        mueller, runa, make.NOW - timedelta(days=30), status=Status.CANCELLED_TOO_LATE,
        project=sleeve, notice_minutes=60, cancelled_by="customer",
        ending={"policy_minutes": 2880, "told_at": make.NOW - timedelta(days=30, hours=1)},
    )  # fmt: skip
    make.deposit(mueller, 15000, appointment=late, state="kept")
    unpaid = make.appointment(
        mueller, runa, make.NOW - timedelta(days=10), status=Status.CANCELLED_BY_NOTIFICATION,
        ending={"actor_kind": "clock"}, cancelled_by="notification",
    )  # fmt: skip
    make.deposit(
        mueller, 20000, appointment=unpaid, state="lapsed",
        asked_at=make.NOW - timedelta(days=20), due_at=make.NOW - timedelta(days=11),
    )  # fmt: skip
    make.deposit(mueller, 30000, project=sleeve, state="paid")
    make.appointment(mueller, runa, make.NOW + timedelta(days=5), price_minor=40000)
    flash = make.service(nordlicht, "Flash day", capacity=6)
    make.registration(
        make.group_session(flash, runa, make.NOW + timedelta(days=9)), mueller, price_minor=5000
    )
    make.ledger_line(mueller, 72000, paid_at=make.NOW - timedelta(days=60))
    make.alert(mueller, "Latex allergy", author=runa)
    make.tag(mueller, "Regular")
    make.note(mueller, "Sits well.", runa, is_pinned=True)
    faints = make.field(nordlicht, "Do you faint?", "yes_no", shows_as_alert=True)
    make.answer(mueller, faints, "no", is_current=False, given_at=make.NOW - timedelta(days=90))
    make.answer(mueller, faints, "yes", staff_member=runa)
    make.field(nordlicht, "Skin type", is_mandatory=True)
    mueller.refresh_from_db()
    return mueller


def test_it_tells_what_the_screens_queries_tell(
    nordlicht: Business, everything: Customer, runa: StaffMember
) -> None:
    told = document(nordlicht, everything)

    ids = {"business": nordlicht, "customer_id": everything.id}
    detail = customer_detail(**ids, at=make.NOW, zone=ZURICH)
    assert told.business == WhoseBook("nordlicht", "Nordlicht Tattoo", "Europe/Zurich", "CHF")
    assert (told.id, told.name, told.withheld) == (everything.id, "Jürg Müller", ())
    assert told.card == detail.card
    assert told.history == customer_history(**ids)
    assert told.answers == customer_fields(**ids)
    assert told.notes == remembered(**ids).notes
    assert told.tags == ("Regular",)
    assert [alert.title for alert in told.alerts] == ["Latex allergy", "Do you faint?"]
    assert told.coming == detail.coming
    assert told.statistics.record == detail.figures.record
    assert sum(count.number for count in told.statistics.counts) == 5
    assert [year.year for year in told.statistics.years] == [2026]
    typed = Origin("staff", "Runa Brandt", datetime(2026, 1, 2, 10, tzinfo=UTC))
    assert told.sources == {"phone": typed, "birthday": typed}
    assert told.older is None


def test_without_contact_data_nobody_can_be_reached(
    nordlicht: Business, everything: Customer
) -> None:
    whole, told = (
        document(nordlicht, everything),
        document(nordlicht, everything, contact_data=False),
    )

    assert told.withheld == (Withheld.CONTACT_DATA,)
    assert {line: getattr(told.card, line) for line in CONTACT} == dict.fromkeys(CONTACT, "")
    assert set(told.sources) == {"birthday"}
    assert "phone" not in told.card.origins
    blank: Any = dict.fromkeys(CONTACT, "") | {"origins": told.card.origins}
    assert told == replace(
        whole, withheld=told.withheld, sources=told.sources, card=replace(whole.card, **blank)
    )


def test_without_money_no_amount_is_told(nordlicht: Business, everything: Customer) -> None:
    told = document(nordlicht, everything, money=False)

    assert told.withheld == (Withheld.MONEY,)
    visits = [v for project in told.history.projects for v in project.visits] + [*told.coming]
    assert len(visits) == 7
    for visit in visits:
        assert (visit.price_minor, visit.paid_minor) == (None, None)
        assert visit.deposit is None or visit.deposit.amount_minor is None
        assert {step.amount_minor for step in visit.story} <= {None}
    assert any(visit.story for visit in visits)
    sleeve = next(project for project in told.history.projects if project.id)
    assert sleeve.deposit is not None
    assert (sleeve.deposit.state, sleeve.deposit.amount_minor) == ("paid", None)
    assert (told.statistics.together.income_minor, told.statistics.together.payments) == (
        None,
        None,
    )


def test_a_stranger_to_the_business_is_not_there(
    nordlicht: Business, lumiere: Business, mueller: Customer
) -> None:
    with pytest.raises(ObjectDoesNotExist):
        document(lumiere, mueller)
    with pytest.raises(ObjectDoesNotExist):
        customer_history_page(business=lumiere, customer_id=mueller.id, with_money=True)


def test_the_document_takes_eight_statements(nordlicht: Business, everything: Customer) -> None:
    business = at_door(nordlicht)

    with counted("customer document"):
        customer_document(
            business=business, customer_id=everything.id, at=make.NOW, zone=ZURICH,
            with_contact_data=True, with_money=True,
        )  # fmt: skip


def long_life(customer: Customer, staff: StaffMember, number: int) -> None:
    """Sessions of two projects in turn, every third cancelled, and a registration now and then."""
    projects = [make.project(customer, title) for title in ("Sleeve", "Back")]
    flash = make.service(customer.business, "Flash day", capacity=6)
    for nth in range(number):
        at = make.NOW - timedelta(days=nth // 2)  # two at each moment
        if nth % 10 == 7:
            session = make.group_session(flash, staff, at)
            Registration.objects.create(
                business=customer.business, group_session=session, customer=customer, starts_at=at,
                currency="CHF", created_at=at, status=Status.COMPLETED,
            )  # fmt: skip
            continue
        Appointment.objects.create(
            business=customer.business, customer=customer, staff_member=staff, starts_at=at,
            ends_at=at + timedelta(hours=1), created_at=at, changed_at=at, currency="CHF",
            status=Status.COMPLETED if nth % 3 else Status.CANCELLED_ON_TIME,
            project=projects[nth % 2] if nth % 5 else None,
        )  # fmt: skip
    Customer.objects.filter(id=customer.id).update(bookings=number)


def pages(business: Business, customer: Customer, page: str = "") -> list[HistoryPage]:
    read = []
    while True:
        told = customer_history_page(
            business=business, customer_id=customer.id, page=page, with_money=True
        )
        read.append(told)
        if told.next is None:
            return read
        page = told.next


def identity(visit: HistoryVisit) -> tuple[bool, int]:
    return visit.is_group, visit.id


def test_older_visits_are_read_page_by_page_to_the_last(
    nordlicht: Business, mueller: Customer, runa: StaffMember
) -> None:
    long_life(mueller, runa, 130)

    told = document(nordlicht, mueller)
    assert told.older is not None
    first = [visit for project in told.history.projects for visit in project.visits]
    assert (len(first), told.history.earlier) == (50, 80)
    older = pages(nordlicht, mueller, told.older)

    assert [len(page.visits) for page in older] == [50, 30]
    assert [page.earlier for page in older] == [30, 0]
    read = [identity(v) for v in first] + [identity(v) for page in older for v in page.visits]
    assert len(set(read)) == 130
    from_the_beginning = pages(nordlicht, mueller)
    assert sorted(map(identity, from_the_beginning[0].visits)) == sorted(map(identity, first))
    assert from_the_beginning[1:] == older
    moments = [visit.starts_at for page in from_the_beginning for visit in page.visits]
    assert moments == sorted(moments, reverse=True)


def test_sessions_are_numbered_on_over_the_pages(
    nordlicht: Business, mueller: Customer, runa: StaffMember
) -> None:
    long_life(mueller, runa, 130)

    visits = [visit for page in pages(nordlicht, mueller) for visit in page.visits]

    for title in ("Sleeve", "Back"):
        sessions = [visit for visit in visits if visit.project_title == title]
        held = [v.session_number for v in sessions if v.status is Status.COMPLETED]
        assert held == list(range(len(held), 0, -1))
        assert len(held) > 20
    shown = {identity(v): v for project in document(nordlicht, mueller).history.projects
             for v in project.visits}  # fmt: skip
    assert [shown[identity(v)] for v in visits[:50]] == visits[:50]


def test_a_page_of_the_history_takes_three_statements(
    nordlicht: Business, mueller: Customer, runa: StaffMember
) -> None:
    long_life(mueller, runa, 60)

    with counted("customer history page"):
        customer_history_page(business=nordlicht, customer_id=mueller.id, with_money=True)


@pytest.mark.parametrize(
    "page",
    ["", "🖋", "1.2", "\x00", "9" * 10_000, "1.1.1.1.1", "-99999999999999999999.0.1.1", "NaN"],
)
def test_a_place_that_somebody_made_up_is_the_beginning(
    nordlicht: Business, mueller: Customer, runa: StaffMember, page: str
) -> None:
    make.appointment(mueller, runa, make.NOW)

    told = customer_history_page(
        business=nordlicht, customer_id=mueller.id, page=page, with_money=False
    )

    assert [visit.starts_at for visit in told.visits] == [make.NOW]
    assert (told.next, told.earlier, told.visits[0].paid_minor) == (None, 0, None)


def test_a_number_is_looked_for_before_an_id(nordlicht: Business, mueller: Customer) -> None:
    other = make.customer(nordlicht, "Anna", "Frei", number=str(mueller.id))

    assert customer_called(business=nordlicht, called=str(mueller.id)) == other.id
    assert customer_called(business=nordlicht, called=str(other.id)) == other.id
    mueller.number = "C-7"
    mueller.save()
    assert customer_called(business=nordlicht, called="C-7") == mueller.id


@pytest.mark.parametrize(
    "called",
    ["", "0", "-1", "C-8", "🖋👩‍👩‍👧", "\x00", "a\x00b", "\ud83d", "x" * 10_000, "9" * 10_000, "٣",
     str(2**63), str(2**64), "العميل", "%", "' OR 1=1 --"],
)  # fmt: skip
def test_nobody_is_called_like_that(nordlicht: Business, mueller: Customer, called: str) -> None:
    assert customer_called(business=nordlicht, called=called) is None


def test_nobody_of_another_business_is_found(
    nordlicht: Business, lumiere: Business, mueller: Customer
) -> None:
    Customer.objects.filter(id=mueller.id).update(number="C-7")

    assert customer_called(business=lumiere, called="C-7") is None
    assert customer_called(business=lumiere, called=str(mueller.id)) is None
    with counted("customer by number or id"):
        assert customer_called(business=nordlicht, called="C-7") == mueller.id
