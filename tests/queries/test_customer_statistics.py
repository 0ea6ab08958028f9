"""What was a customer's year, in figures that can be checked by hand?"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from regulars.queries.customer_detail import ALL_YEARS, customer_statistics
from regulars.queries.customer_statistics import CustomerFigures, customer_figures, default_year
from regulars.records.businesses import Business
from regulars.records.customers import Customer
from regulars.records.staff import StaffMember
from regulars.rules.appointment_status import Status
from tests import make
from tests.counting import counted

ZURICH = ZoneInfo("Europe/Zurich")


def at(year: int, month: int, day: int, hour: int = 10, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=UTC)


def figures(business: Business, customer: Customer, year: int | None = None) -> CustomerFigures:
    return customer_statistics(
        business=business, customer_id=customer.id, at=make.NOW, zone=ZURICH, year=year
    )


@pytest.fixture
def year_of_mueller(nordlicht: Business, mueller: Customer, runa: StaffMember) -> None:
    """2026: three sessions, a check, a no show, two cancellations, and a flash day."""
    session = make.service(nordlicht, "Tattoo session")
    check = make.service(nordlicht, "Aftercare check")
    for month, service, status in (
        (3, session, Status.COMPLETED),
        (4, session, Status.CANCELLED_TOO_LATE),
        (5, session, Status.NO_SHOW),
        (6, session, Status.COMPLETED),
        (6, check, Status.COMPLETED),
        (7, session, Status.CANCELLED_BY_NOTIFICATION),
        (12, session, Status.BOOKED),
    ):
        day = 20 if service is check else 5
        make.appointment(mueller, runa, at(2026, month, day), status=status, service=service)
    flash = make.service(nordlicht, "Flash day", capacity=6)
    make.registration(make.group_session(flash, runa, at(2026, 6, 12)), mueller, Status.COMPLETED)
    for kind, amount in (
        ("payment", 72000),
        ("deposit_received", 15000),
        ("deposit_kept", 15000),
        ("deposit_received", 20000),
        ("deposit_refunded", -20000),
        ("refund", -2000),
        ("deposit_used", 15000),
    ):
        make.ledger_line(mueller, amount, kind=kind, paid_at=at(2026, 6, 5, 12))
    make.message(mueller, "reminder", at(2026, 6, 4))
    make.message(
        mueller,
        "deposit_reminder",
        at(2026, 7, 1),
        channel="sms",
    )
    make.message(mueller, "confirmation", at(2026, 6, 1))


def test_the_four_figures_of_a_year(
    nordlicht: Business, mueller: Customer, year_of_mueller: None
) -> None:
    of_2026 = figures(nordlicht, mueller, 2026)

    year = of_2026.statistics
    assert year.favourite is not None
    assert (year.favourite.service, year.favourite.bookings) == ("Tattoo session", 4)
    assert (year.bookings, year.group_bookings) == (6, 1)
    assert year.income_minor == 72000 + 15000 + 20000 - 20000 - 2000
    assert of_2026.payments == 5
    assert year.reminders == 2
    assert of_2026.reminders == {"email": 1, "sms": 1}


def test_a_no_show_is_on_the_graph_and_a_cancellation_is_not(
    nordlicht: Business, mueller: Customer, year_of_mueller: None
) -> None:
    points = figures(nordlicht, mueller, 2026).statistics.periods

    assert [point.appointments for point in points] == [0, 0, 1, 0, 1, 2, 0, 0, 0, 0, 0, 1]
    assert [point.group_bookings for point in points] == [0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0]


def test_a_tie_goes_to_the_service_booked_last(
    nordlicht: Business, mueller: Customer, runa: StaffMember
) -> None:
    older, newer = make.service(nordlicht, "Consultation"), make.service(nordlicht, "Touch-up")
    make.appointment(mueller, runa, at(2026, 2, 1), status=Status.COMPLETED, service=older)
    make.appointment(mueller, runa, at(2026, 3, 1), status=Status.COMPLETED, service=newer)

    favourite = figures(nordlicht, mueller, 2026).statistics.favourite

    assert favourite is not None
    assert favourite.service == "Touch-up"


def test_the_year_begins_on_the_wall_clock_of_the_business(
    nordlicht: Business, mueller: Customer, runa: StaffMember
) -> None:
    eve = at(2025, 12, 31, 23, 30)  # half past midnight in Zürich
    make.appointment(mueller, runa, eve, status=Status.COMPLETED)
    make.ledger_line(mueller, 5000, paid_at=eve)
    make.message(mueller, "reminder", eve)

    assert figures(nordlicht, mueller, 2025).statistics.bookings == 0
    assert figures(nordlicht, mueller, 2025).years == (2026, 2025)
    of_2026 = figures(nordlicht, mueller, 2026)
    assert of_2026.years == (2026,)
    year = of_2026.statistics
    assert (year.bookings, year.income_minor, year.reminders) == (1, 5000, 1)
    assert year.periods[0].appointments == 1


def test_all_years_stand_year_by_year(
    nordlicht: Business, mueller: Customer, runa: StaffMember
) -> None:
    for year in (2019, 2021, 2021, 2026):
        make.appointment(
            mueller, runa, at(year, 5, year % 9 + 1, 10), status=Status.COMPLETED, holds_time=False
        )

    every = figures(nordlicht, mueller, ALL_YEARS)

    assert every.statistics.year is None
    assert every.years == (2026, 2021, 2019)
    assert every.statistics.bookings == 4
    assert [(p.label_key, p.appointments) for p in every.statistics.periods] == [
        (2019, 1),
        (2020, 0),
        (2021, 2),
        (2022, 0),
        (2023, 0),
        (2024, 0),
        (2025, 0),
        (2026, 1),
    ]


def test_the_track_record_counts_every_booking_and_knows_the_latest(
    nordlicht: Business, mueller: Customer, year_of_mueller: None
) -> None:
    found = figures(nordlicht, mueller)

    record = found.record
    assert (record.bookings, record.no_shows, record.cancelled_too_late) == (8, 1, 1)
    assert str(record.first_on) == "2026-03-05"
    assert str(record.last_too_late_on) == "2026-04-05"
    assert found.count(status=Status.COMPLETED) == 4
    assert found.count(is_group=True) == 1
    assert found.count(status=Status.COMPLETED, is_group=False) == 3


def test_payments_alone_make_a_year_worth_choosing(nordlicht: Business, mueller: Customer) -> None:
    make.ledger_line(mueller, 75600, paid_at=at(2018, 6, 1))

    found = figures(nordlicht, mueller)

    assert found.years == (2018,)
    assert found.statistics.income_minor == 75600


def test_a_message_that_failed_is_no_reminder(nordlicht: Business, mueller: Customer) -> None:
    make.message(mueller, "reminder", at(2026, 6, 4), state="failed")

    assert figures(nordlicht, mueller, 2026).statistics.reminders == 0


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [(None, None, 2026), (2019, 2021, 2021), (2019, 2027, 2026), (2027, 2028, 2027)],
)
def test_the_year_that_says_most_comes_first(
    first: int | None, last: int | None, expected: int
) -> None:
    assert expected == default_year(
        first_at=at(first, 5, 1) if first else None,
        last_at=at(last, 5, 1) if last else None,
        at=make.NOW,
        zone=ZURICH,
    )


@pytest.mark.parametrize("bookings", [0, 3])
def test_the_statistics_take_two_statements(
    bookings: int, nordlicht: Business, mueller: Customer, runa: StaffMember
) -> None:
    for number in range(bookings):
        make.appointment(mueller, runa, at(2020 + number, 5, 1) + timedelta(days=number))

    with counted("customer statistics"):
        figures(nordlicht, mueller)


def test_a_date_at_the_end_of_the_calendar_breaks_nothing(
    nordlicht: Business, mueller: Customer, runa: StaffMember
) -> None:
    make.appointment(mueller, runa, at(9999, 6, 1))

    for moment in (at(9999, 6, 1), datetime.max.replace(tzinfo=UTC), at(1, 1, 1)):
        year = default_year(first_at=moment, last_at=moment, at=make.NOW, zone=ZURICH)
        shown = customer_figures(
            business=nordlicht,
            customer_id=mueller.id,
            zone=ZURICH,
            year=year,
            first_at=moment,
            last_at=moment,
        )
        assert shown.years == (year,)
