from __future__ import annotations

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from regulars.rules.appointment_status import Status
from regulars.rules.cancellation import CancelledBy
from regulars.rules.import_matching import (
    Candidate,
    ConflictKind,
    first_open,
    judge_cancellation,
    read_receipt,
)
from regulars.rules.import_moments import ClockChange, day_begins, midday, moment_of

DAY = date(2018, 7, 11)
NOON = datetime(2018, 7, 11, 12, tzinfo=UTC)
TORONTO = ZoneInfo("America/Toronto")


def candidate(id_: int, status: Status = Status.BOOKED, *, hour: int = 9, staff: int = 1):
    starts_at = NOON.replace(hour=hour)
    return Candidate(
        id=id_, customer_id=1, staff_id=staff, service="SBD", day=DAY, status=status,
        starts_at=starts_at, created_at=starts_at,
    )  # fmt: skip


def judge(**said):
    usual = {
        "on": DAY, "told_on": None, "stated_days": None, "states_days": True, "notice_days": 2,
        "by": CancelledBy.CUSTOMER,
    }  # fmt: skip
    return judge_cancellation(**(usual | said))


@pytest.mark.parametrize(
    ("days", "status", "settled"),
    [
        (2, Status.CANCELLED_ON_TIME, None),
        (66, Status.CANCELLED_ON_TIME, None),
        (1, Status.CANCELLED_TOO_LATE, None),
        (0, Status.CANCELLED_TOO_LATE, None),
        (-37, Status.CANCELLED_TOO_LATE, ConflictKind.NOTICE_NEGATIVE),
        (None, Status.CANCELLED_TOO_LATE, ConflictKind.NOTICE_NOT_STATED),
    ],
)
def test_stated_days_of_notice_decide(days, status, settled):
    judgement = judge(stated_days=days)
    assert (judgement.status, judgement.settled) == (status, settled)
    assert judgement.notice_minutes == (None if days is None else days * 1440)


def test_an_empty_cell_is_no_notice_whatever_the_dates_say():
    judgement = judge(told_on=date(2018, 6, 1))
    assert judgement.status is Status.CANCELLED_TOO_LATE
    assert judgement.notice_minutes is None


def test_a_book_without_days_is_judged_by_its_dates():
    assert judge(states_days=False, told_on=date(2018, 7, 9)).status is Status.CANCELLED_ON_TIME
    assert judge(states_days=False, told_on=date(2018, 7, 10)).status is Status.CANCELLED_TOO_LATE


def test_days_that_are_not_those_of_the_dates_are_believed_and_reported():
    judgement = judge(stated_days=5, told_on=date(2018, 7, 10))
    assert judgement.status is Status.CANCELLED_ON_TIME
    assert judgement.settled is ConflictKind.NOTICE_DISAGREES


def test_the_studio_cancels_on_time_always():
    assert judge(stated_days=0, by=CancelledBy.STUDIO).status is Status.CANCELLED_ON_TIME


def test_the_earliest_appointment_without_an_ending_is_meant():
    late, early = candidate(1, hour=15), candidate(2, hour=9)
    ended = candidate(3, Status.NO_SHOW, hour=8)
    assert first_open([late, ended, early]) is early
    assert first_open([ended]) is None


def test_a_receipt_completes_what_is_past_and_open_on_its_day():
    past, ahead = candidate(1, hour=9), candidate(2, hour=18)
    receipt = read_receipt([past, ahead], staff_id=1, at=NOON)
    assert receipt.completes == (past,)
    assert receipt.belongs_to is past
    assert receipt.unexplained == ()


def test_of_two_visits_a_receipt_belongs_to_the_one_with_its_staff_member():
    first, second = candidate(1), candidate(2, Status.COMPLETED, staff=2)
    assert read_receipt([first, second], staff_id=2, at=NOON).belongs_to is second
    assert read_receipt([first, second], staff_id=3, at=NOON).belongs_to is None


def test_endings_of_other_files_stand_whatever_was_paid():
    missed = candidate(1, Status.NO_SHOW)
    receipt = read_receipt([missed], staff_id=1, at=NOON)
    assert (receipt.completes, receipt.belongs_to) == ((), None)
    assert receipt.unexplained == (missed,)


def test_a_receipt_that_another_visit_explains_is_no_conflict():
    receipt = read_receipt(
        [candidate(1, Status.CANCELLED_ON_TIME), candidate(2)], staff_id=1, at=NOON
    )
    assert receipt.unexplained == ()


def test_what_is_compared_can_be_less_than_everything():
    assert candidate(1).key(("customer", "date")) == candidate(2, staff=9).key(("customer", "date"))
    assert candidate(1).key(("customer", "staff")) != candidate(2, staff=9).key(
        ("customer", "staff")
    )


def test_a_wall_clock_time_is_read_in_the_zone_of_the_files():
    assert moment_of(DAY, time(10), TORONTO).at == datetime(2018, 7, 11, 14, tzinfo=UTC)
    assert midday(DAY, TORONTO) == datetime(2018, 7, 11, 16, tzinfo=UTC)


def test_a_time_that_the_clocks_skipped_is_an_hour_later():
    moment = moment_of(date(2018, 3, 11), time(2, 30), TORONTO)
    assert moment.at.astimezone(TORONTO).time() == time(3, 30)
    assert moment.oddity is ClockChange.SKIPPED


def test_a_time_that_came_by_twice_is_the_first():
    moment = moment_of(date(2018, 11, 4), time(1, 30), TORONTO)
    assert moment.at == datetime(2018, 11, 4, 5, 30, tzinfo=UTC)
    assert moment.oddity is ClockChange.TWICE


def test_a_day_begins_on_that_day_even_where_its_midnight_is_skipped():
    cairo = ZoneInfo("Africa/Cairo")
    day = date(2024, 4, 26)  # clocks went from 00:00 to 01:00
    assert day_begins(day, cairo).astimezone(cairo).date() == day
