"""On which days does something come again, and is it said so that a person can read it?"""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation

from regulars.kernel.formats import Formats
from regulars.kernel.recurrence import days_of, recurrence_words, series_words, spans_of
from regulars.rules.recurrence import Every, Recurrence, nth_weekday_of

THURSDAYS = Recurrence(Every.WEEK, weekdays=(3,))
ZURICH = ZoneInfo("Europe/Zurich")


def fmt() -> Formats:
    return Formats.of(language="en", country="CH", time_zone="Europe/Zurich", currency="CHF")


def days(rule: Recurrence, first_on: date, until: date, since: date = date.min) -> list[str]:
    return [
        day.isoformat() for day in days_of(rule.text, first_on=first_on, since=since, until=until)
    ]


def test_every_thursday_until_the_last_one_included() -> None:
    found = days(THURSDAYS, date(2026, 12, 3), date(2026, 12, 31))

    assert found == ["2026-12-03", "2026-12-10", "2026-12-17", "2026-12-24", "2026-12-31"]


def test_the_first_day_is_one_of_them_only_if_the_rule_falls_on_it() -> None:
    assert days(THURSDAYS, date(2026, 12, 4), date(2026, 12, 17)) == ["2026-12-10", "2026-12-17"]


def test_two_weekdays_every_other_week_count_from_the_week_of_the_first_day() -> None:
    rule = Recurrence(Every.WEEK, interval=2, weekdays=(0, 3))

    found = days(rule, date(2026, 12, 3), date(2026, 12, 31))

    assert found == ["2026-12-03", "2026-12-14", "2026-12-17", "2026-12-28", "2026-12-31"]


def test_the_31st_is_the_last_day_of_a_shorter_month() -> None:
    rule = Recurrence(Every.MONTH, month_day=31)

    found = days(rule, date(2027, 1, 31), date(2027, 4, 30))

    assert found == ["2027-01-31", "2027-02-28", "2027-03-31", "2027-04-30"]


def test_the_30th_is_the_30th_where_there_is_one() -> None:
    rule = Recurrence(Every.MONTH, month_day=30)

    found = days(rule, date(2027, 1, 30), date(2027, 3, 31))

    assert found == ["2027-01-30", "2027-02-28", "2027-03-30"]


def test_the_second_tuesday_and_the_last_one() -> None:
    second, last = nth_weekday_of(date(2026, 12, 8)), nth_weekday_of(date(2026, 12, 29))

    assert days(second, date(2026, 12, 8), date(2027, 2, 28)) == [
        "2026-12-08", "2027-01-12", "2027-02-09",
    ]  # fmt: skip
    assert days(last, date(2026, 12, 29), date(2027, 2, 28)) == [
        "2026-12-29", "2027-01-26", "2027-02-23",
    ]  # fmt: skip


def test_what_lies_before_is_left_out_and_still_counted_from_the_first_day() -> None:
    rule = Recurrence(Every.DAY, interval=3)

    found = days(rule, date(2026, 11, 1), date(2026, 11, 26), since=date(2026, 11, 20))

    assert found == ["2026-11-22", "2026-11-25"]


@pytest.mark.parametrize(
    "rule",
    [
        Recurrence(Every.DAY),
        Recurrence(Every.DAY, interval=2),
        THURSDAYS,
        Recurrence(Every.WEEK, interval=3, weekdays=(0, 6)),
        Recurrence(Every.MONTH, month_day=7),
        Recurrence(Every.MONTH, interval=2, month_day=31),
        Recurrence(Every.MONTH, weekdays=(2,), nth=-1),
        Recurrence(Every.MONTH, interval=3, weekdays=(4,), nth=1),
    ],
    ids=lambda rule: rule.text,
)
def test_a_rule_is_read_as_it_was_written(rule: Recurrence) -> None:
    assert Recurrence.parse(rule.text) == rule


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        (Recurrence(Every.DAY), "Every day"),
        (Recurrence(Every.DAY, interval=2), "Every 2 days"),
        (THURSDAYS, "Every Thursday"),
        (Recurrence(Every.WEEK, weekdays=(1, 3)), "Every Tuesday and Thursday"),
        (Recurrence(Every.WEEK, interval=2, weekdays=(0,)), "Every 2 weeks on Monday"),
        (Recurrence(Every.MONTH, month_day=7), "On day 7 of every month"),
        (Recurrence(Every.MONTH, month_day=31), "On the last day of every month"),
        (Recurrence(Every.MONTH, interval=3, month_day=7), "Every 3 months on day 7"),
        (Recurrence(Every.MONTH, weekdays=(0,), nth=1), "On the first Monday of every month"),
        (
            Recurrence(Every.MONTH, interval=2, weekdays=(4,), nth=-1),
            "Every 2 months on the last Friday",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_it_is_said_in_words(rule: Recurrence, said: str) -> None:
    with translation.override("en"):
        assert recurrence_words(rule, fmt()) == said


def test_a_series_is_one_sentence_with_its_hours_and_its_end() -> None:
    with translation.override("en"):
        endless = series_words(THURSDAYS, time_of_day="09:00–11:30", last_on=None, fmt=fmt())
        ending = series_words(
            THURSDAYS, time_of_day="09:00–11:30", last_on=date(2026, 12, 31), fmt=fmt()
        )

    assert endless == "Every Thursday, 09:00–11:30"
    assert ending == "Every Thursday, 09:00–11:30, until 31.12.2026"


def test_hours_in_the_gap_of_the_clock_are_shorter_that_day_and_as_long_as_ever_on_others() -> None:
    sundays = Recurrence(Every.WEEK, weekdays=(6,))

    found = spans_of(
        sundays.text,
        first_on=date(2026, 3, 22),
        since=date(2026, 3, 22),
        until=date(2026, 4, 5),
        start_minute=120,
        end_minute=240,
        zone=ZURICH,
    )

    assert [(span.starts_at, span.ends_at) for _, span in found] == [
        (datetime(2026, 3, 22, 1, tzinfo=UTC), datetime(2026, 3, 22, 3, tzinfo=UTC)),
        (datetime(2026, 3, 29, 1, tzinfo=UTC), datetime(2026, 3, 29, 2, tzinfo=UTC)),
        (datetime(2026, 4, 5, 0, tzinfo=UTC), datetime(2026, 4, 5, 2, tzinfo=UTC)),
    ]


def test_hours_that_the_clock_leaves_out_do_not_happen_that_day() -> None:
    found = spans_of(
        Recurrence(Every.DAY).text,
        first_on=date(2026, 3, 28),
        since=date(2026, 3, 28),
        until=date(2026, 3, 30),
        start_minute=120,
        end_minute=180,
        zone=ZURICH,
    )

    assert [day for day, _ in found] == [date(2026, 3, 28), date(2026, 3, 30)]


@pytest.mark.parametrize(
    ("rule", "before", "after", "then"),
    [
        (THURSDAYS, date(2026, 12, 3), date(2026, 12, 4), Recurrence(Every.WEEK, weekdays=(4,))),
        (
            Recurrence(Every.WEEK, weekdays=(0, 3)),
            date(2026, 12, 3),
            date(2026, 12, 4),
            Recurrence(Every.WEEK, weekdays=(0, 4)),
        ),
        (
            Recurrence(Every.MONTH, month_day=7),
            date(2026, 12, 7),
            date(2026, 12, 9),
            Recurrence(Every.MONTH, month_day=9),
        ),
        (Recurrence(Every.DAY), date(2026, 12, 7), date(2026, 12, 9), Recurrence(Every.DAY)),
    ],
)
def test_a_series_that_moves_to_another_day_goes_on_there(
    rule: Recurrence, before: date, after: date, then: Recurrence
) -> None:
    assert rule.moved(before, after) == then
