"""Does the customer's page hold everything, in a fixed number of statements?"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from regulars.actions.customers.standing import refresh_standing
from regulars.queries.customer_detail import (
    BookingList,
    CustomerDetail,
    customer_bookings,
    customer_detail,
)
from regulars.queries.visits import Filter, Place
from regulars.records.appointments import Appointment
from regulars.records.businesses import Business
from regulars.records.customers import Customer
from regulars.records.staff import StaffMember
from regulars.rules.appointment_status import Status
from tests import make
from tests.counting import counted

ZURICH = ZoneInfo("Europe/Zurich")
DAY = timedelta(days=1)
START = datetime(2025, 1, 1, 10, tzinfo=UTC)


def detail(business: Business, customer: Customer, listed: Filter | None = None) -> CustomerDetail:
    return customer_detail(
        business=business, customer_id=customer.id, at=make.NOW, zone=ZURICH, listed=listed
    )


def listing(business: Business, customer: Customer, **chosen: object) -> BookingList:
    return customer_bookings(
        business=business,
        customer_id=customer.id,
        at=make.NOW,
        zone=ZURICH,
        listed=Filter(**chosen),  # type: ignore[arg-type]
    )


def visit_daily(customer: Customer, staff_member: StaffMember, visits: int) -> None:
    """So many completed appointments, every tenth a no show, all at once."""
    Appointment.objects.bulk_create(
        Appointment(
            business_id=customer.business_id,
            customer=customer,
            staff_member=staff_member,
            starts_at=START + day * DAY,
            ends_at=START + day * DAY + timedelta(hours=1),
            status=Status.COMPLETED if day % 10 else Status.NO_SHOW,
            currency="CHF",
            created_at=START,
            changed_at=START,
        )
        for day in range(visits)
    )
    refresh_standing(business=customer.business, customer_ids=[customer.id])


@pytest.mark.parametrize("visits", [0, 5, 200])
def test_the_page_takes_seven_statements_whatever_the_history(
    visits: int, nordlicht: Business, mueller: Customer, runa: StaffMember
) -> None:
    visit_daily(mueller, runa, visits)

    with counted("customer page"):
        page = detail(nordlicht, mueller)

    assert len(page.bookings.visits) == min(visits, 50)
    assert page.bookings.total == visits


def test_the_page_filtered_takes_as_many(
    nordlicht: Business, mueller: Customer, runa: StaffMember
) -> None:
    visit_daily(mueller, runa, 60)

    with counted("customer page"):
        page = detail(nordlicht, mueller, Filter(status=Status.NO_SHOW))

    assert [visit.status for visit in page.bookings.visits] == [Status.NO_SHOW] * 6
    assert page.history.earlier == 10


def test_pages_of_bookings_follow_each_other_without_gap_or_repeat(
    nordlicht: Business, mueller: Customer, runa: StaffMember
) -> None:
    visit_daily(mueller, runa, 130)
    flash = make.service(nordlicht, "Flash day")
    for day in (3, 60, 100):  # at the very moment of an appointment
        make.registration(
            make.group_session(flash, runa, START + day * DAY), mueller, Status.COMPLETED
        )

    seen: list[tuple[bool, int]] = []
    before, pages = None, []
    while True:
        with counted("customer bookings"):
            shown = listing(nordlicht, mueller, before=before)
        pages.append((shown.first, shown.last))
        seen += [(visit.is_group, visit.id) for visit in shown.visits]
        if shown.next is None:
            break
        before = Place.read(str(shown.next))

    assert pages == [(1, 50), (51, 100), (101, 133)]
    assert len(seen) == len(set(seen)) == shown.total == 133


def test_bookings_filter_by_status_and_kind(
    nordlicht: Business, mueller: Customer, runa: StaffMember
) -> None:
    visit_daily(mueller, runa, 20)
    flash = make.service(nordlicht, "Flash day")
    make.registration(make.group_session(flash, runa, START), mueller, Status.NO_SHOW)

    assert listing(nordlicht, mueller, status=Status.NO_SHOW).total == 3
    assert len(listing(nordlicht, mueller, status=Status.NO_SHOW, is_group=False).visits) == 2
    (only,) = listing(nordlicht, mueller, is_group=True).visits
    assert only.is_group
    assert listing(nordlicht, mueller, status=Status.BOOKED).visits == ()


def test_the_next_two_are_the_soonest_active_ones(
    nordlicht: Business, mueller: Customer, runa: StaffMember
) -> None:
    now = make.NOW
    make.appointment(mueller, runa, now - 9 * DAY)  # without an ending, but over
    make.appointment(mueller, runa, now + DAY, status=Status.CANCELLED_ON_TIME)
    flash = make.service(nordlicht, "Flash day")
    make.registration(make.group_session(flash, runa, now + 3 * DAY), mueller)
    soonest = make.appointment(mueller, runa, now + 2 * DAY)
    make.appointment(mueller, runa, now + 30 * DAY)

    coming = detail(nordlicht, mueller).coming

    assert [(visit.is_group, visit.starts_at - now) for visit in coming] == [
        (False, 2 * DAY),
        (True, 3 * DAY),
    ]
    assert coming[0].id == soonest.id


def test_an_appointment_that_has_begun_is_still_the_next_one(
    nordlicht: Business, mueller: Customer, runa: StaffMember
) -> None:
    begun = make.appointment(
        mueller, runa, make.NOW - timedelta(minutes=20), status=Status.CHECKED_IN
    )

    (now,) = detail(nordlicht, mueller).coming

    assert now.id == begun.id


def test_lines_know_where_they_came_from(nordlicht: Business, runa: StaffMember) -> None:
    typed = {"kind": "staff", "id": runa.id, "at": "2026-03-10T10:00:00+00:00"}
    customer = make.customer(nordlicht, "Ana", phone="+41441112233", origins={"phone": typed})

    page = detail(nordlicht, customer)

    origin = page.card.origin("phone", page.remembered.staff_names)
    assert origin is not None
    assert (origin.kind, origin.staff_name) == ("staff", "Runa Brandt")
    assert origin.at == datetime(2026, 3, 10, 10, tzinfo=UTC)
    assert page.card.origin("email", page.remembered.staff_names) is None


def test_every_question_stands_there_answered_or_not(
    nordlicht: Business, mueller: Customer, runa: StaffMember
) -> None:
    allergies = make.field(nordlicht, "Allergies?", is_mandatory=True)
    make.field(nordlicht, "Skin type", is_mandatory=True)
    make.field(nordlicht, "Please eat before", "information")
    gone = make.field(nordlicht, "Blood type", archived_at=make.NOW)
    make.field(nordlicht, "Never answered", archived_at=make.NOW)
    make.answer(
        mueller, allergies, "None", is_current=False, source="booking", given_at=make.NOW - 9 * DAY
    )
    make.answer(mueller, allergies, "Latex", staff_member=runa)
    make.answer(mueller, gone, "0+")

    fields = detail(nordlicht, mueller).fields

    assert [(field.label, field.value, field.is_missing) for field in fields] == [
        ("Allergies?", "Latex", False),
        ("Skin type", "", True),
        ("Blood type", "0+", False),
    ]
    assert fields[0].answer is not None
    assert fields[0].answer.staff_name == "Runa Brandt"
    assert [answer.value for answer in fields[0].earlier] == ["None"]


def test_alerts_hold_what_questions_set_off(nordlicht: Business, mueller: Customer) -> None:
    make.alert(mueller, "Prepay only")
    allergies = make.field(nordlicht, "Allergies?", shows_as_alert=True)
    thinners = make.field(nordlicht, "Blood thinners?", "yes_no", shows_as_alert=True)
    pregnant = make.field(nordlicht, "Pregnant?", "yes_no", shows_as_alert=True)
    make.answer(mueller, allergies, "Latex")
    make.answer(mueller, thinners, "yes")
    make.answer(mueller, pregnant, "no")

    titles = [alert.title for alert in detail(nordlicht, mueller).alerts]

    assert titles == ["Prepay only", "Latex", "Blood thinners?"]


def test_pinned_notes_come_first_and_deleted_ones_not_at_all(
    nordlicht: Business, mueller: Customer, runa: StaffMember
) -> None:
    make.note(mueller, "older", runa, created_at=make.NOW - 2 * DAY)
    make.note(mueller, "newer", runa, created_at=make.NOW - DAY)
    make.note(mueller, "pinned", runa, created_at=make.NOW - 9 * DAY, is_pinned=True)
    make.note(mueller, "gone", runa, deleted_at=make.NOW)

    notes = detail(nordlicht, mueller).remembered.notes

    assert [note.body for note in notes] == ["pinned", "newer", "older"]


def test_a_stranger_does_not_exist(lumiere: Business, mueller: Customer) -> None:
    with pytest.raises(Customer.DoesNotExist):
        detail(lumiere, mueller)


@pytest.mark.parametrize("text", ["", "x", "1.2.3", "1.0.-4.0", "9" * 40 + ".0.1.1", "1.0.1.1.1"])
def test_an_address_that_names_no_place_begins_at_the_newest(text: str) -> None:
    assert Place.read(text) is None


@pytest.mark.parametrize("year", [1, 1969, 1970, 2026, 9999])
def test_a_place_is_read_as_it_was_written(year: int) -> None:
    place = Place(datetime(year, 7, 1, 12, 30, tzinfo=UTC), True, 7, 3)

    assert Place.read(str(place)) == place
