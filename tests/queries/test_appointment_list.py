"""Are the bookings of a span of time all there, once, and in order, page by page?"""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.db import connection

from regulars.queries import appointment_list as module
from regulars.queries.appointment_list import AppointmentPage, ListedBooking, appointment_list
from regulars.queries.sql import select
from regulars.records.appointments import Appointment
from regulars.records.businesses import Business
from regulars.records.customers import Customer
from regulars.records.group_sessions import Registration
from regulars.records.staff import StaffMember
from regulars.rules.appointment_status import ACTIVE, Status
from tests import make
from tests.counting import counted

LONG_AGO, ONE_DAY = make.NOW - timedelta(days=4000), make.NOW + timedelta(days=4000)


def listed(business: Business, **asked: object) -> AppointmentPage:
    asked = {"starts_at": LONG_AGO, "ends_at": ONE_DAY, "with_money": True} | asked
    return appointment_list(business=business, **asked)  # type: ignore[arg-type]


def whole(business: Business, **asked: object) -> list[ListedBooking]:
    """Every page, one after the other."""
    items, page = [], ""
    while True:
        told = listed(business, page=page, **asked)
        items += told.items
        if told.next is None:
            return items
        page = told.next


def keys(items: list[ListedBooking] | tuple[ListedBooking, ...]) -> list[tuple[bool, int]]:
    return [(item.is_group, item.id) for item in items]


def test_an_appointment_is_listed_with_all_that_belongs_to_it(
    nordlicht: Business, mueller: Customer, runa: StaffMember
) -> None:
    sleeve = make.project(mueller)
    session = make.service(nordlicht, "Tattoo session")
    made = make.appointment(
        mueller, runa, make.NOW, service=session, project=sleeve, title="Outlines",
        price_minor=72000, status=Status.CANCELLED_TOO_LATE, notice_minutes=-5,
        cancelled_by="customer",
    )  # fmt: skip

    expected = ListedBooking(
        id=made.id, is_group=False, starts_at=make.NOW, ends_at=make.NOW + timedelta(hours=1),
        time_known=True, status=Status.CANCELLED_TOO_LATE, title="Outlines",
        service_id=session.id, service_name="Tattoo session",
        staff_member_id=runa.id, staff_name="Runa Brandt", room="",
        customer_id=mueller.id, customer_name="Jürg Müller",
        project_id=sleeve.id, project_title="Botanical sleeve",
        group_session_id=None, places=None, price_minor=72000, currency="CHF",
        notice_minutes=-5, cancelled_by="customer",
    )  # fmt: skip
    assert listed(nordlicht) == AppointmentPage((expected,), None)
    assert listed(nordlicht, with_money=False).items[0].price_minor is None


def test_a_place_in_a_group_session_is_a_booking_too(
    nordlicht: Business, mueller: Customer, runa: StaffMember
) -> None:
    flash = make.service(nordlicht, "Flash day", capacity=6)
    session = make.group_session(flash, runa, make.NOW)
    made = make.registration(session, mueller, Status.CONFIRMED, price_minor=5000)

    (item,) = listed(nordlicht).items

    assert (item.id, item.is_group, item.status) == (made.id, True, Status.CONFIRMED)
    assert (item.title, item.service_name, item.staff_name) == (
        "Flash day", "Flash day", "Runa Brandt",
    )  # fmt: skip
    assert (item.group_session_id, item.places) == (session.id, 6)
    assert (item.starts_at, item.ends_at) == (session.starts_at, session.ends_at)
    assert (item.customer_name, item.price_minor) == ("Jürg Müller", 5000)
    assert listed(nordlicht, customer_id=mueller.id).items == (item,)


def test_an_imported_one_may_lack_customer_and_staff_member(nordlicht: Business) -> None:
    made = make.appointment(
        None, None, make.NOW, business=nordlicht, is_imported=True, time_known=False
    )

    (item,) = listed(nordlicht).items

    assert (item.id, item.customer_id, item.customer_name) == (made.id, None, "")
    assert (item.staff_member_id, item.staff_name, item.time_known) == (None, "", False)


def test_the_span_is_half_open(nordlicht: Business, mueller: Customer, runa: StaffMember) -> None:
    hours = [make.NOW + timedelta(hours=nth) for nth in range(3)]
    made = [make.appointment(mueller, runa, at) for at in hours]

    assert keys(listed(nordlicht, starts_at=hours[0], ends_at=hours[2]).items) == [
        (False, made[0].id),
        (False, made[1].id),
    ]
    assert listed(nordlicht, starts_at=hours[2], ends_at=hours[0]).items == ()
    assert listed(nordlicht, starts_at=hours[1], ends_at=hours[1]).items == ()


@pytest.fixture
def crowd(nordlicht: Business, runa: StaffMember, jonas: StaffMember) -> list[tuple[bool, int]]:
    """Ninety bookings of three customers, often several at one moment; their keys in order."""
    people = [make.customer(nordlicht, name) for name in ("Ada", "Bo", "Cy")]
    flash = make.service(nordlicht, "Flash day", capacity=60)
    found: list[tuple[datetime, bool, int]] = []
    for nth in range(60):
        at = make.NOW + timedelta(hours=nth * 7 % 12)
        made = Appointment.objects.create(
            business=nordlicht, customer=people[nth % 3], staff_member=(runa, jonas)[nth % 2],
            starts_at=at, ends_at=at + timedelta(hours=1), currency="CHF", created_at=at,
            changed_at=at, status=list(Status)[nth % 8],
        )  # fmt: skip
        found.append((at, False, made.id))
    for nth in range(10):
        at = make.NOW + timedelta(hours=nth)
        session = make.group_session(flash, (runa, jonas)[nth % 2], at)
        for person in people:
            place = Registration.objects.create(
                business=nordlicht, group_session=session, customer=person, starts_at=at,
                currency="CHF", created_at=at, status=list(Status)[nth % 8],
            )  # fmt: skip
            found.append((at, True, place.id))
    return [(is_group, id_) for _, is_group, id_ in sorted(found)]


@pytest.mark.parametrize("limit", [1, 7, 90, 200])
def test_page_by_page_all_come_once_and_in_order(
    nordlicht: Business, crowd: list[tuple[bool, int]], limit: int
) -> None:
    assert keys(whole(nordlicht, limit=limit)) == crowd


def test_a_filter_leaves_exactly_the_others_out(
    nordlicht: Business, crowd: list[tuple[bool, int]], runa: StaffMember
) -> None:
    items = whole(nordlicht, limit=200)
    ada = next(item.customer_id for item in items if item.customer_name == "Ada")

    for asked in (
        {"staff_member_id": runa.id},
        {"customer_id": ada},
        {"status": Status.NO_SHOW},
        {"staff_member_id": runa.id, "customer_id": ada, "status": Status.BOOKED},
    ):
        expected = [
            item for item in items if all(getattr(item, name) == it for name, it in asked.items())
        ]
        assert whole(nordlicht, limit=4, **asked) == expected
        assert expected


def test_a_page_has_at_least_one_and_at_most_two_hundred(
    nordlicht: Business, crowd: list[tuple[bool, int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MOST_BOOKINGS", 20)

    assert len(listed(nordlicht, limit=0).items) == 1
    assert len(listed(nordlicht, limit=-5).items) == 1
    assert len(listed(nordlicht, limit=10**9).items) == 20


def test_a_place_before_the_span_changes_nothing(
    nordlicht: Business, crowd: list[tuple[bool, int]]
) -> None:
    early = listed(nordlicht, limit=3).next
    later = make.NOW + timedelta(hours=6)

    told = listed(nordlicht, starts_at=later, page=early, limit=200)

    assert told == listed(nordlicht, starts_at=later, limit=200)
    assert listed(nordlicht, ends_at=make.NOW, page=early).items == ()


@pytest.mark.parametrize(
    "page", ["🖋", "x", "1.2", "\x00", "9" * 10_000, "1.1.1.1.1", "NaN", "0.0.-1.0", "1e9.0.1.1"]
)
def test_a_page_that_somebody_made_up_is_the_first(
    nordlicht: Business, crowd: list[tuple[bool, int]], page: str
) -> None:
    assert keys(listed(nordlicht, page=page, limit=200).items) == crowd


@pytest.mark.parametrize(
    "page",
    ["-62135596800000000.0.1.1", "253402300799999999.1.9223372036854775807.2147483647", "0.7.0.0"],
)
def test_a_page_at_the_ends_of_the_calendar_is_answered(
    nordlicht: Business, crowd: list[tuple[bool, int]], page: str
) -> None:
    assert listed(nordlicht, page=page, limit=200).items in ((), tuple(whole(nordlicht)))


def test_nothing_of_another_business_is_listed(
    nordlicht: Business, lumiere: Business, crowd: list[tuple[bool, int]], runa: StaffMember
) -> None:
    ada = Customer.objects.of(nordlicht).first()
    assert ada is not None

    assert listed(lumiere).items == ()
    assert listed(lumiere, staff_member_id=runa.id).items == ()
    assert listed(lumiere, customer_id=ada.id).items == ()


@pytest.mark.parametrize("limit", [3, 90])
def test_a_page_takes_one_statement(
    nordlicht: Business, crowd: list[tuple[bool, int]], limit: int
) -> None:
    with counted("bookings by time"):
        listed(nordlicht, limit=limit, status=Status.COMPLETED)


def planned(monkeypatch: pytest.MonkeyPatch, business: Business, **asked: object) -> list[str]:
    """How SQLite goes about it."""
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL plans small tables otherwise")
    plan: list[str] = []

    def explained(statement: str, **values: object) -> list[tuple[object, ...]]:
        plan.extend(str(row[-1]) for row in select(f"EXPLAIN QUERY PLAN {statement}", **values))
        return []

    monkeypatch.setattr(module, "select", explained)
    listed(business, **asked)
    return plan


@pytest.mark.parametrize(
    ("asked", "appointments", "registrations"),
    [
        ({}, "appointments_by_start", "registrations_by_start"),
        ({"status": Status.NO_SHOW}, "appointments_by_start", "registrations_by_start"),
        ({"staff_member_id": 1}, "staff_days", "group_sessions_by_start"),
        ({"customer_id": 1}, "appointments_of_customer", "registrations_of_customer"),
        (
            {"customer_id": 1, "status": Status.BOOKED},
            "upcoming_of_customer",
            "registrations_of_customer",
        ),
    ],
)
@pytest.mark.parametrize("is_later_page", [False, True])
def test_sqlite_enters_an_index_at_the_span(
    nordlicht: Business, crowd: list[tuple[bool, int]], asked: dict[str, object],
    appointments: str, registrations: str, is_later_page: bool, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    page = listed(nordlicht, limit=3).next if is_later_page else ""

    plan = planned(monkeypatch, nordlicht, page=page, **asked)

    own = ("SCAN picked", "SCAN some_appointments", "SCAN some_registrations")
    assert [step for step in plan if step.startswith("SCAN") and step not in own] == []
    assert not any(step.endswith("(business_id=?)") for step in plan), plan
    for index in (appointments, registrations):
        assert any(f"{index} (business_id=?" in step and "starts_at>" in step for step in plan), (
            plan
        )


@pytest.mark.parametrize("status", sorted(ACTIVE))
def test_those_that_hold_time_are_found_among_their_like(
    nordlicht: Business, crowd: list[tuple[bool, int]], status: Status,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    plan = planned(monkeypatch, nordlicht, status=status)

    assert any("upcoming_of_business (business_id=?" in step for step in plan), plan


def test_who_comes_next_is_still_found_among_those_ahead(
    nordlicht: Business, crowd: list[tuple[bool, int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL plans small tables otherwise")
    plan = select(
        "EXPLAIN QUERY PLAN SELECT b.customer_id FROM regulars_appointment b"
        " WHERE b.business_id = %(business)s AND b.occupies AND b.starts_at > %(at)s"
        " ORDER BY b.starts_at LIMIT 50",
        business=nordlicht.id,
        at=make.NOW,
    )

    assert "upcoming_of_business" in plan[0][-1]
