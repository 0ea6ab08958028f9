"""A customer's row repeats the bookings truly."""

from __future__ import annotations

from datetime import timedelta

import pytest

from regulars.actions.customers.standing import refresh_standing
from regulars.records.appointments import Appointment
from regulars.records.businesses import Business
from regulars.records.customers import Customer
from regulars.records.staff import StaffMember
from regulars.rules.appointment_status import Status
from tests import make
from tests.counting import counted
from tests.make import NOW

DAY = timedelta(days=1)


def test_a_life_of_bookings_is_told_in_order_of_time(
    runa: StaffMember, mueller: Customer, nordlicht: Business
) -> None:
    flash_day = make.group_session(make.service(nordlicht, "Flash day"), runa, NOW - 15 * DAY)
    make.appointment(mueller, runa, NOW - 40 * DAY, status=Status.COMPLETED)
    make.appointment(mueller, runa, NOW - 30 * DAY, status=Status.CANCELLED_TOO_LATE)
    make.appointment(mueller, runa, NOW - 20 * DAY, status=Status.NO_SHOW)
    make.registration(flash_day, mueller, Status.COMPLETED)
    make.appointment(mueller, runa, NOW - 10 * DAY, status=Status.CANCELLED_BY_NOTIFICATION)
    make.appointment(mueller, runa, NOW + 18 * DAY)
    make.appointment(mueller, runa, NOW + 30 * DAY, status=Status.CANCELLED_ON_TIME)

    mueller.refresh_from_db()

    assert mueller.strokes == "|\\x|o:."
    assert mueller.bookings == 7
    assert mueller.no_shows == 1
    assert mueller.late_cancellations == 1
    assert mueller.first_booking_at == NOW - 40 * DAY
    assert mueller.last_visit_at == NOW - 15 * DAY
    assert mueller.last_visit_key == int((NOW - 15 * DAY).timestamp())
    assert mueller.latest_active_at == NOW + 18 * DAY


def test_the_latest_active_start_is_the_last_of_several(
    runa: StaffMember, mueller: Customer
) -> None:
    make.appointment(mueller, runa, NOW + 2 * DAY)
    make.appointment(mueller, runa, NOW + 9 * DAY)
    make.appointment(mueller, runa, NOW + 5 * DAY, status=Status.CONFIRMED)

    mueller.refresh_from_db()

    assert mueller.latest_active_at == NOW + 9 * DAY


def test_a_place_in_a_group_session_counts_as_upcoming(
    runa: StaffMember, mueller: Customer, nordlicht: Business
) -> None:
    flash_day = make.group_session(make.service(nordlicht, "Flash day"), runa, NOW + 3 * DAY)
    make.registration(flash_day, mueller)

    upcoming = Customer.objects.of(nordlicht).with_upcoming(NOW)

    assert list(upcoming) == [mueller]


def test_nobody_is_upcoming_once_everything_has_ended(
    runa: StaffMember, mueller: Customer, nordlicht: Business
) -> None:
    appointment = make.appointment(mueller, runa, NOW + DAY)
    Appointment.objects.filter(id=appointment.id).update(status=Status.CANCELLED_ON_TIME)

    refresh_standing(business=nordlicht, customer_ids=[mueller.id])

    mueller.refresh_from_db()
    assert mueller.latest_active_at is None
    assert not Customer.objects.of(nordlicht).with_upcoming(NOW).exists()


def test_only_the_latest_forty_strokes_are_kept(runa: StaffMember, mueller: Customer) -> None:
    for week in range(45):
        make.appointment(mueller, runa, NOW - week * 7 * DAY, status=Status.COMPLETED)

    mueller.refresh_from_db()

    assert mueller.strokes == "|" * 40
    assert mueller.bookings == 45


def test_a_walk_in_has_no_standing(nordlicht: Business) -> None:
    refresh_standing(business=nordlicht, customer_ids=[None])


def test_a_stranger_cannot_be_refreshed_through_another_business(
    runa: StaffMember, mueller: Customer, lumiere: Business
) -> None:
    make.appointment(mueller, runa, NOW - DAY, status=Status.COMPLETED)
    Customer.objects.filter(id=mueller.id).update(strokes="x")

    refresh_standing(business=lumiere, customer_ids=[mueller.id])

    mueller.refresh_from_db()
    assert mueller.strokes == "x"


@pytest.mark.parametrize("visits", [0, 3, 60])
def test_the_number_of_statements_does_not_grow_with_the_visits(
    runa: StaffMember, mueller: Customer, nordlicht: Business, visits: int
) -> None:
    for week in range(visits):
        make.appointment(mueller, runa, NOW - week * 7 * DAY, status=Status.COMPLETED)

    with counted("refresh standing"):
        refresh_standing(business=nordlicht, customer_ids=[mueller.id])
