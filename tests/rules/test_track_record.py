from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from regulars.rules.appointment_status import Status
from regulars.rules.track_record import tally, track_record


def test_every_booking_counts_whatever_became_of_it():
    record = track_record(
        {
            Status.COMPLETED: 20,
            Status.BOOKED: 2,
            Status.NO_SHOW: 1,
            Status.CANCELLED_TOO_LATE: 2,
            Status.CANCELLED_ON_TIME: 1,
        },
        first_on=date(2019, 3, 2),
        last_too_late_on=date(2026, 3, 4),
    )
    assert record.bookings == 26
    assert record.completed == 20
    assert record.no_shows == 1
    assert record.cancelled_too_late == 2
    assert record.cancelled_on_time == 1
    assert record.cancelled_by_notification == 0
    assert record.first_on == date(2019, 3, 2)
    assert record.last_too_late_on == date(2026, 3, 4)
    assert record.last_no_show_on is None
    assert not record.is_spotless


def test_cancelling_on_time_leaves_no_spot():
    record = track_record({Status.COMPLETED: 3, Status.CANCELLED_ON_TIME: 5}, first_on=None)
    assert record.is_spotless


def test_a_newcomer_has_no_bookings():
    assert track_record({}, first_on=None).bookings == 0


def test_a_tally_is_one_stroke_per_booking_in_order_of_time():
    drawn = tally(Status)
    assert drawn.strokes == ":;+|x.\\o"
    assert drawn.earlier == 0
    assert drawn.statuses == tuple(Status)


def test_a_long_tally_keeps_the_latest_forty():
    drawn = tally([Status.NO_SHOW] * 3 + [Status.COMPLETED] * 39)
    assert drawn.strokes == "x" + "|" * 39
    assert drawn.earlier == 2


@given(st.lists(st.sampled_from(Status), max_size=12), st.integers(0, 10))
def test_strokes_and_earlier_ones_are_all_there_are(statuses, limit):
    drawn = tally(statuses, limit=limit)
    assert len(drawn.strokes) + drawn.earlier == len(statuses)
    assert list(drawn.statuses) == statuses[drawn.earlier :]
