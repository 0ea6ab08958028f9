from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regulars.rules.appointment_status import Status
from regulars.rules.cancellation import CancellationPolicy, CancelledBy, judge_days

START = datetime(2026, 5, 4, 8, 0, tzinfo=UTC)
TWO_DAYS = CancellationPolicy(notice=timedelta(hours=48))


def judged(notice, by=CancelledBy.CUSTOMER, policy=TWO_DAYS):
    return policy.judge(starts_at=START, told_at=START - notice, by=by)


def test_exactly_the_notice_is_on_time():
    verdict = judged(timedelta(hours=48))
    assert verdict.status is Status.CANCELLED_ON_TIME
    assert verdict.short_by == timedelta(0)
    assert verdict.notice == timedelta(hours=48)
    assert not verdict.is_too_late


def test_one_minute_inside_the_notice_is_too_late():
    verdict = judged(timedelta(hours=48) - timedelta(minutes=1))
    assert verdict.status is Status.CANCELLED_TOO_LATE
    assert verdict.short_by == timedelta(minutes=1)
    assert verdict.notice_minutes == 2879
    assert verdict.is_too_late


def test_a_second_short_never_looks_like_the_full_notice():
    verdict = judged(timedelta(hours=48) - timedelta(seconds=1))
    assert verdict.is_too_late
    assert verdict.notice_minutes == 2879


def test_nineteen_hours_are_said_to_be_missing():
    assert judged(timedelta(hours=29)).short_by == timedelta(hours=19)


def test_being_told_after_the_start_is_too_late_with_negative_notice():
    verdict = judged(timedelta(minutes=-30))
    assert verdict.status is Status.CANCELLED_TOO_LATE
    assert verdict.notice_minutes == -30
    assert verdict.short_by == timedelta(hours=48, minutes=30)


def test_the_studio_is_always_on_time_for_the_customer():
    verdict = judged(timedelta(minutes=5), by=CancelledBy.STUDIO)
    assert verdict.status is Status.CANCELLED_ON_TIME
    assert verdict.short_by == timedelta(0)
    assert verdict.notice_minutes == 5


@pytest.mark.parametrize("hours", [1, 48, 1000])
def test_a_notification_cancels_in_its_own_way(hours):
    verdict = judged(timedelta(hours=hours), by=CancelledBy.NOTIFICATION)
    assert verdict.status is Status.CANCELLED_BY_NOTIFICATION
    assert verdict.short_by == timedelta(0)


def test_without_a_notice_period_the_start_itself_is_still_on_time():
    policy = CancellationPolicy(notice=timedelta(0))
    assert judged(timedelta(0), policy=policy).status is Status.CANCELLED_ON_TIME
    assert judged(timedelta(seconds=-1), policy=policy).status is Status.CANCELLED_TOO_LATE


def test_a_negative_notice_period_is_refused():
    with pytest.raises(ValueError, match="negative"):
        CancellationPolicy(notice=timedelta(hours=-1))


def test_the_night_the_clocks_change_has_its_real_hours():
    zurich = ZoneInfo("Europe/Zurich")
    policy = CancellationPolicy(notice=timedelta(hours=24))
    verdict = policy.judge(
        starts_at=datetime(2026, 3, 29, 10, 0, tzinfo=zurich),
        told_at=datetime(2026, 3, 28, 10, 0, tzinfo=zurich),
        by=CancelledBy.CUSTOMER,
    )
    assert verdict.short_by == timedelta(hours=1)


@given(st.timedeltas(timedelta(days=-30), timedelta(days=30)))
def test_notice_and_what_is_short_always_add_up(notice):
    verdict = judged(notice)
    assert verdict.is_too_late == (verdict.short_by > timedelta(0))
    assert max(verdict.notice + verdict.short_by, TWO_DAYS.notice) == max(notice, TWO_DAYS.notice)


@pytest.mark.parametrize(
    ("days", "status"),
    [
        (None, Status.CANCELLED_TOO_LATE),
        (-37, Status.CANCELLED_TOO_LATE),
        (0, Status.CANCELLED_TOO_LATE),
        (1, Status.CANCELLED_TOO_LATE),
        (2, Status.CANCELLED_ON_TIME),
        (66, Status.CANCELLED_ON_TIME),
    ],
)
def test_whole_days_are_judged_against_two_days_of_notice(days, status):
    assert judge_days(days=days, notice_days=2) is status


def test_negative_days_are_too_late_even_without_a_notice_period():
    assert judge_days(days=-1, notice_days=0) is Status.CANCELLED_TOO_LATE
    assert judge_days(days=0, notice_days=0) is Status.CANCELLED_ON_TIME
