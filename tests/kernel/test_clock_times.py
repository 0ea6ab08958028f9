"""A time of day on the wall clock of a place, as a moment."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from regulars.kernel.clock_times import instant

ZURICH = ZoneInfo("Europe/Zurich")
LORD_HOWE = ZoneInfo("Australia/Lord_Howe")


@pytest.mark.parametrize(
    ("day", "clock", "zone", "moment"),
    [
        (date(2026, 11, 24), time(13), ZURICH, datetime(2026, 11, 24, 12, tzinfo=UTC)),
        (date(2026, 3, 29), time(1, 59), ZURICH, datetime(2026, 3, 29, 0, 59, tzinfo=UTC)),
        (date(2026, 3, 29), time(3), ZURICH, datetime(2026, 3, 29, 1, tzinfo=UTC)),
        # An hour that comes twice means its first pass.
        (date(2026, 10, 25), time(2, 30), ZURICH, datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
        (date(2026, 4, 5), time(1, 45), LORD_HOWE, datetime(2026, 4, 4, 14, 45, tzinfo=UTC)),
    ],
)
def test_it_is_the_moment_that_the_clock_shows(
    day: date, clock: time, zone: ZoneInfo, moment: datetime
) -> None:
    assert instant(day, clock, zone) == moment


@pytest.mark.parametrize(
    ("day", "clock", "zone"),
    [
        (date(2026, 3, 29), time(2), ZURICH),
        (date(2026, 3, 29), time(2, 59), ZURICH),
        (date(2026, 10, 4), time(2, 15), LORD_HOWE),  # half an hour is left out there
        (date.max, time(23, 59), ZoneInfo("America/New_York")),
    ],
)
def test_a_time_that_the_clock_leaves_out_is_none(day: date, clock: time, zone: ZoneInfo) -> None:
    assert instant(day, clock, zone) is None
