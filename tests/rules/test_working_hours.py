"""When somebody works, once the wall clock has become moments."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from regulars.rules.intervals import Span, joined
from regulars.rules.working_hours import Hours, HoursOfDay, begins, exists, working_spans

ZURICH = ZoneInfo("Europe/Zurich")
NEW_YORK = ZoneInfo("America/New_York")
LORD_HOWE = ZoneInfo("Australia/Lord_Howe")  # its clocks change by half an hour
SAO_PAULO = ZoneInfo("America/Sao_Paulo")  # changed its clocks at midnight, until 2019
HAVANA = ZoneInfo("America/Havana")  # sets its clocks back to midnight
KATHMANDU = ZoneInfo("Asia/Kathmandu")  # five hours and three quarters ahead
APIA = ZoneInfo("Pacific/Apia")  # left out 30 December 2011

MONDAY = date(2026, 11, 23)
HOUR = timedelta(hours=1)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def on(day: str, start: str, end: str, zone: ZoneInfo) -> tuple[Span, ...]:
    """What hours of the wall clock come to on one day."""
    own = HoursOfDay(date.fromisoformat(day), _minute(start), _minute(end))
    return working_spans([], [own], first=own.day, last=own.day, zone=zone)


def _minute(text: str) -> int:
    hours, minutes = text.split(":")
    return int(hours) * 60 + int(minutes)


def test_hours_of_a_weekday_come_every_week() -> None:
    spans = working_spans(
        [Hours(0, 540, 1080), Hours(2, 600, 720)],
        [],
        first=MONDAY,
        last=MONDAY + timedelta(days=7),
        zone=ZURICH,
    )

    assert spans == (
        Span(utc("2026-11-23T08:00"), utc("2026-11-23T17:00")),
        Span(utc("2026-11-25T09:00"), utc("2026-11-25T11:00")),
        Span(utc("2026-11-30T08:00"), utc("2026-11-30T17:00")),
    )


def test_a_period_holds_with_both_its_days() -> None:
    stay = [
        Hours(weekday, 600, 660, first_on=MONDAY + timedelta(1), last_on=MONDAY + timedelta(3))
        for weekday in range(7)
    ]

    spans = working_spans(stay, [], first=MONDAY, last=MONDAY + timedelta(13), zone=ZURICH)

    assert [span.starts_at.day for span in spans] == [24, 25, 26]


def test_who_has_hours_of_another_period_only_does_not_work() -> None:
    gone = [Hours(0, 600, 660, last_on=MONDAY - timedelta(1))]

    assert working_spans(gone, [], first=MONDAY, last=MONDAY, zone=ZURICH) == ()


def test_a_day_of_its_own_replaces_the_hours_of_its_weekday() -> None:
    spans = working_spans(
        [Hours(0, 540, 1080), Hours(1, 540, 1080)],
        [HoursOfDay(MONDAY, 840, 900), HoursOfDay(MONDAY + timedelta(1))],
        first=MONDAY,
        last=MONDAY + timedelta(1),
        zone=ZURICH,
    )

    assert spans == (Span(utc("2026-11-23T13:00"), utc("2026-11-23T14:00")),)


def test_who_has_no_hours_works_every_day_from_midnight_to_midnight() -> None:
    day_off = HoursOfDay(MONDAY + timedelta(1))

    spans = working_spans([], [day_off], first=MONDAY, last=MONDAY + timedelta(2), zone=ZURICH)

    assert spans == (
        Span(utc("2026-11-22T23:00"), utc("2026-11-23T23:00")),
        Span(utc("2026-11-24T23:00"), utc("2026-11-25T23:00")),
    )


def test_hours_that_overlap_or_touch_are_one_span_but_every_day_keeps_its_own() -> None:
    hours = [Hours(0, 540, 720), Hours(0, 660, 780), Hours(0, 780, 1440), Hours(1, 0, 60)]

    spans = working_spans(hours, [], first=MONDAY, last=MONDAY + timedelta(1), zone=ZURICH)

    assert spans == (
        Span(utc("2026-11-23T08:00"), utc("2026-11-23T23:00")),
        Span(utc("2026-11-23T23:00"), utc("2026-11-24T00:00")),
    )


def test_spans_are_joined_whatever_their_order() -> None:
    nine = utc("2026-11-23T09:00")

    found = list(
        joined(
            [
                Span(nine + 4 * HOUR, nine + 5 * HOUR),
                Span(nine, nine + 3 * HOUR),
                Span(nine + HOUR, nine + 2 * HOUR),
                Span(nine + 3 * HOUR, nine + 3.5 * HOUR),
            ]
        )
    )

    assert found == [
        Span(nine, nine + 3.5 * HOUR),
        Span(nine + 4 * HOUR, nine + 5 * HOUR),
    ]
    assert list(joined([])) == []


@pytest.mark.parametrize(
    ("zone", "day", "hours", "found"),
    [
        # Zürich leaves out 02:00 to 03:00 and later has it twice.
        (ZURICH, "2026-03-29", ("01:00", "04:00"), ("2026-03-29T00:00", "2026-03-29T02:00")),
        (ZURICH, "2026-03-29", ("02:30", "10:00"), ("2026-03-29T01:00", "2026-03-29T08:00")),
        (ZURICH, "2026-03-29", ("01:00", "02:30"), ("2026-03-29T00:00", "2026-03-29T01:00")),
        (ZURICH, "2026-03-29", ("01:00", "02:00"), ("2026-03-29T00:00", "2026-03-29T01:00")),
        (ZURICH, "2026-03-29", ("01:00", "03:00"), ("2026-03-29T00:00", "2026-03-29T01:00")),
        (ZURICH, "2026-03-29", ("09:00", "18:00"), ("2026-03-29T07:00", "2026-03-29T16:00")),
        (ZURICH, "2026-10-25", ("01:00", "04:00"), ("2026-10-24T23:00", "2026-10-25T03:00")),
        (ZURICH, "2026-10-25", ("02:30", "04:00"), ("2026-10-25T00:30", "2026-10-25T03:00")),
        (ZURICH, "2026-10-25", ("01:00", "02:30"), ("2026-10-24T23:00", "2026-10-25T01:30")),
        (ZURICH, "2026-10-25", ("01:00", "02:00"), ("2026-10-24T23:00", "2026-10-25T00:00")),
        (ZURICH, "2026-10-25", ("03:00", "04:00"), ("2026-10-25T02:00", "2026-10-25T03:00")),
        (ZURICH, "2026-10-25", ("00:00", "24:00"), ("2026-10-24T22:00", "2026-10-25T23:00")),
        (NEW_YORK, "2026-03-08", ("00:00", "24:00"), ("2026-03-08T05:00", "2026-03-09T04:00")),
        (NEW_YORK, "2026-03-08", ("02:15", "09:00"), ("2026-03-08T07:00", "2026-03-08T13:00")),
        (NEW_YORK, "2026-11-01", ("01:30", "09:00"), ("2026-11-01T05:30", "2026-11-01T14:00")),
        (NEW_YORK, "2026-11-01", ("00:30", "01:30"), ("2026-11-01T04:30", "2026-11-01T06:30")),
        # Lord Howe leaves out 02:00 to 02:30, and has 01:30 to 02:00 twice.
        (LORD_HOWE, "2026-10-04", ("02:10", "09:00"), ("2026-10-03T15:30", "2026-10-03T22:00")),
        (LORD_HOWE, "2026-10-04", ("00:00", "24:00"), ("2026-10-03T13:30", "2026-10-04T13:00")),
        (LORD_HOWE, "2026-04-05", ("01:00", "01:45"), ("2026-04-04T14:00", "2026-04-04T15:15")),
        (LORD_HOWE, "2026-04-05", ("00:00", "24:00"), ("2026-04-04T13:00", "2026-04-05T13:30")),
        # São Paulo left out midnight itself, and had the last hour of a day twice.
        (SAO_PAULO, "2018-11-04", ("00:00", "10:00"), ("2018-11-04T03:00", "2018-11-04T12:00")),
        (SAO_PAULO, "2018-11-04", ("00:00", "24:00"), ("2018-11-04T03:00", "2018-11-05T02:00")),
        (SAO_PAULO, "2018-11-03", ("10:00", "24:00"), ("2018-11-03T13:00", "2018-11-04T03:00")),
        (SAO_PAULO, "2018-02-17", ("10:00", "24:00"), ("2018-02-17T12:00", "2018-02-18T03:00")),
        (SAO_PAULO, "2018-02-17", ("23:30", "24:00"), ("2018-02-18T01:30", "2018-02-18T03:00")),
        (SAO_PAULO, "2018-02-18", ("00:00", "10:00"), ("2018-02-18T03:00", "2018-02-18T13:00")),
        # Havana has the first hour of a day twice: both belong to the day that begins.
        (HAVANA, "2018-11-03", ("10:00", "24:00"), ("2018-11-03T14:00", "2018-11-04T04:00")),
        (HAVANA, "2018-11-04", ("00:00", "10:00"), ("2018-11-04T04:00", "2018-11-04T15:00")),
        (KATHMANDU, "2026-11-23", ("09:00", "17:00"), ("2026-11-23T03:15", "2026-11-23T11:15")),
        (APIA, "2011-12-29", ("10:00", "24:00"), ("2011-12-29T20:00", "2011-12-30T10:00")),
        (APIA, "2011-12-31", ("00:00", "10:00"), ("2011-12-30T10:00", "2011-12-30T20:00")),
    ],
)
def test_the_hours_of_a_day_hold_where_clocks_change(
    zone: ZoneInfo, day: str, hours: tuple[str, str], found: tuple[str, str]
) -> None:
    assert on(day, *hours, zone) == (Span(utc(found[0]), utc(found[1])),)


def test_nobody_works_in_time_that_the_clock_left_out() -> None:
    assert on("2026-03-29", "02:00", "03:00", ZURICH) == ()
    assert on("2026-03-29", "02:15", "02:45", ZURICH) == ()
    assert on("2011-12-30", "00:00", "24:00", APIA) == ()


def test_a_week_over_the_missing_day_has_six_days() -> None:
    spans = working_spans([], [], first=date(2011, 12, 26), last=date(2012, 1, 1), zone=APIA)

    assert [span.length for span in spans] == [24 * HOUR] * 6
    assert len(list(joined(spans))) == 1


@pytest.mark.parametrize("zone", [ZURICH, NEW_YORK, LORD_HOWE, SAO_PAULO, HAVANA, APIA])
@pytest.mark.parametrize("year", [2011, 2018, 2026])
def test_whole_days_follow_each_other_without_a_hole(zone: ZoneInfo, year: int) -> None:
    spans = working_spans([], [], first=date(year, 1, 1), last=date(year, 12, 31), zone=zone)

    assert all(one.ends_at == other.starts_at for one, other in pairwise(spans))


def test_a_wall_time_is_told_from_one_that_does_not_exist() -> None:
    spring, autumn = date(2026, 3, 29), date(2026, 10, 25)

    assert not exists(spring, 150, zone=ZURICH)
    assert exists(spring, 119, zone=ZURICH)
    assert exists(spring, 180, zone=ZURICH)
    assert exists(autumn, 150, zone=ZURICH)
    assert begins(spring, 150, zone=ZURICH) == utc("2026-03-29T01:00")
    assert begins(autumn, 150, zone=ZURICH) == utc("2026-10-25T00:30")
