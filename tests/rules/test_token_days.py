"""The last day of a token."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regulars.rules.tokens import TokenState, expiry_after, last_day_before, state_of

ZURICH = ZoneInfo("Europe/Zurich")


@pytest.mark.parametrize(
    ("last_day", "expires_at"),
    [
        (date(2026, 12, 31), datetime(2026, 12, 31, 23, tzinfo=UTC)),
        (date(2026, 7, 31), datetime(2026, 7, 31, 22, tzinfo=UTC)),
        (date(2026, 3, 28), datetime(2026, 3, 28, 23, tzinfo=UTC)),  # clocks change the next day
    ],
)
def test_it_ends_with_the_midnight_on_the_wall(last_day, expires_at):
    assert expiry_after(last_day, ZURICH) == expires_at


def test_it_is_let_in_until_the_last_moment_of_that_day():
    ends = expiry_after(date(2026, 12, 31), ZURICH)
    moments = (ends - timedelta.resolution, ends)

    assert [state_of(expires_at=ends, revoked_at=None, at=at) for at in moments] == [
        TokenState.VALID,
        TokenState.EXPIRED,
    ]


@given(st.dates(date(1980, 1, 1), date(2200, 1, 1)), st.sampled_from(
    ["Europe/Zurich", "Pacific/Kiritimati", "America/Santiago", "Africa/Cairo", "UTC"]
))  # fmt: skip
def test_the_day_that_was_typed_is_the_day_that_is_shown(day, zone):
    assert last_day_before(expiry_after(day, ZoneInfo(zone)), ZoneInfo(zone)) == day


def test_the_calendar_ends_somewhere():
    with pytest.raises(OverflowError):
        expiry_after(date.max, ZURICH)
