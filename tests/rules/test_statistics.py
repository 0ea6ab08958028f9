from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regulars.rules.appointment_status import COUNTED, Status
from regulars.rules.statistics import BookingFact, Favourite, no_show_rate, year_statistics


def booking(on, service="Tattoo", status=Status.COMPLETED, *, is_group=False):
    day = date.fromisoformat(on)
    starts_at = datetime.combine(day, time(9), tzinfo=UTC)
    return BookingFact(
        on=day, starts_at=starts_at, status=status, service=service, is_group=is_group
    )


def year_of(*bookings, year=2026):
    return year_statistics(bookings=bookings, income_minor=41900, reminders=3, year=year)


def test_no_shows_count_as_bookings_and_cancellations_do_not():
    year = year_of(
        booking("2026-01-10"),
        booking("2026-02-10", status=Status.NO_SHOW),
        booking("2026-03-10", status=Status.CANCELLED_ON_TIME),
        booking("2026-03-11", status=Status.CANCELLED_TOO_LATE),
        booking("2026-03-12", status=Status.CANCELLED_BY_NOTIFICATION),
        booking("2026-12-31", status=Status.BOOKED),
        booking("2026-05-05", is_group=True, service="Workshop"),
    )
    assert year.bookings == 4
    assert year.group_bookings == 1
    assert year.endings == {
        Status.COMPLETED: 2,
        Status.NO_SHOW: 1,
        Status.CANCELLED_ON_TIME: 1,
        Status.CANCELLED_TOO_LATE: 1,
        Status.CANCELLED_BY_NOTIFICATION: 1,
    }
    assert year.no_show_rate == pytest.approx(1 / 3)
    assert (year.income_minor, year.reminders) == (41900, 3)


def test_another_year_is_left_out_by_its_day_in_the_business():
    new_year = datetime(2025, 12, 31, 23, 30, tzinfo=UTC)  # half past midnight in Zürich
    fact = BookingFact(on=date(2026, 1, 1), starts_at=new_year, status=Status.COMPLETED)
    assert year_of(fact, booking("2025-12-31")).bookings == 1
    assert year_of(fact, year=2025).bookings == 0


def test_the_favourite_is_what_was_booked_most():
    year = year_of(
        booking("2026-01-10", "Tattoo"),
        booking("2026-01-11", "Tattoo"),
        booking("2026-06-01", "Piercing"),
    )
    assert year.favourite == Favourite(service="Tattoo", bookings=2)


def test_a_tie_goes_to_the_most_recent_service():
    year = year_of(
        booking("2026-06-01", "Piercing"),
        booking("2026-01-10", "Tattoo"),
        booking("2026-02-10", "Piercing"),
        booking("2026-06-02", "Tattoo"),
    )
    assert year.favourite == Favourite(service="Tattoo", bookings=2)


def test_what_was_cancelled_or_has_no_service_is_no_favourite():
    year = year_of(
        booking("2026-06-01", "Piercing", Status.CANCELLED_ON_TIME), booking("2026-06-02", None)
    )
    assert year.favourite is None


def test_a_year_has_twelve_points_with_their_days():
    year = year_of(
        booking("2026-05-20"),
        booking("2026-05-04"),
        booking("2026-05-04"),
        booking("2026-05-06", is_group=True),
        booking("2026-05-07", status=Status.CANCELLED_ON_TIME),
    )
    assert [point.label_key for point in year.periods] == list(range(1, 13))
    may = year.periods[4]
    assert may.appointments == 3
    assert may.group_bookings == 1
    assert may.appointment_days == (date(2026, 5, 4), date(2026, 5, 4), date(2026, 5, 20))
    assert may.group_days == (date(2026, 5, 6),)
    assert year.periods[5].appointments == 0
    assert year.most_in_a_period == 3


def test_all_years_have_a_point_each_and_show_their_gaps():
    everything = year_of(booking("2023-05-20"), booking("2026-05-04", is_group=True), year=None)
    assert [(p.label_key, p.appointments, p.group_bookings) for p in everything.periods] == [
        (2023, 1, 0),
        (2024, 0, 0),
        (2025, 0, 0),
        (2026, 0, 1),
    ]
    assert everything.bookings == 2


def test_a_mistyped_year_does_not_stretch_the_graph():
    everything = year_of(booking("0026-05-20"), booking("2026-05-04"), year=None)
    assert [point.label_key for point in everything.periods] == [26, 2026]


def test_a_year_without_bookings_is_all_noughts():
    year = year_of()
    assert (year.bookings, year.favourite, year.no_show_rate) == (0, None, None)
    assert len(year.periods) == 12
    assert year.most_in_a_period == 0
    assert set(year.endings.values()) == {0}
    assert year_of(year=None).periods == ()


def test_the_no_show_rate_is_of_those_who_came_or_should_have():
    assert no_show_rate(completed=3, no_shows=1) == 0.25
    assert no_show_rate(completed=0, no_shows=0) is None


FACTS = st.lists(
    st.tuples(st.integers(2024, 2027), st.integers(1, 12), st.sampled_from(Status), st.booleans()),
    max_size=6,
)


@given(FACTS, st.sampled_from([None, 2024, 2025, 2027]))
def test_the_points_add_up_to_the_bookings(drawn, year):
    facts = [
        booking(f"{year}-{month:02}-15", status=status, is_group=is_group)
        for year, month, status, is_group in drawn
    ]
    figures = year_of(*facts, year=year)
    of_year = [fact for fact in facts if year in (None, fact.on.year)]
    assert sum(p.appointments + p.group_bookings for p in figures.periods) == figures.bookings
    assert figures.bookings == sum(fact.status in COUNTED for fact in of_year)
