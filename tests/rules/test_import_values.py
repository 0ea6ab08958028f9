from __future__ import annotations

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regulars.rules.import_values import (
    BadPattern,
    BadValue,
    Fault,
    date_pattern,
    read_amount,
    read_date,
    read_time,
    read_whole_number,
    read_yes_or_no,
    time_pattern,
)


@pytest.mark.parametrize(
    ("pattern", "said", "day"),
    [
        ("MM/DD/YYYY", "03/14/2018", date(2018, 3, 14)),
        ("MM/DD/YYYY", "3/4/2018", date(2018, 3, 4)),
        ("DD.MM.YYYY", "14.03.2018", date(2018, 3, 14)),
        ("D. M. YYYY", "4.  3. 2018", date(2018, 3, 4)),
        ("YYYY-MM-DD", "2020-02-29", date(2020, 2, 29)),
        ("YYYYMMDD", "20180314", date(2018, 3, 14)),
        ("DD/MM/YY", "14/03/69", date(2069, 3, 14)),
        ("DD/MM/YY", "14/03/70", date(1970, 3, 14)),
    ],
)
def test_a_day_is_read_in_the_format_of_its_file(pattern, said, day):
    assert read_date(said, date_pattern(pattern)) == day


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        ("02/30/2018", Fault.NOT_A_DATE),
        ("13/01/2018", Fault.NOT_A_DATE),
        ("2018-03-14", Fault.NOT_A_DATE),
        ("03/14/18", Fault.NOT_A_DATE),
        ("03/14/2018 10:00", Fault.NOT_A_DATE),
        ("٠٣/١٤/٢٠١٨", Fault.NOT_A_DATE),
        ("02/29/2019", Fault.NOT_A_DATE),
        ("03/14/0018", Fault.OUT_OF_RANGE),
        ("03/14/2218", Fault.OUT_OF_RANGE),
    ],
)
def test_an_impossible_day_is_no_day(said, fault):
    with pytest.raises(BadValue) as bad:
        read_date(said, date_pattern("MM/DD/YYYY"))
    assert bad.value.fault is fault


@pytest.mark.parametrize(
    ("pattern", "said", "expected"),
    [
        ("h:mm:ss AM", "3:50:00 PM", time(15, 50)),
        ("h:mm:ss AM", "12:00:00 AM", time(0)),
        ("h:mm:ss AM", "12:10:00 pm", time(12, 10)),
        ("h:mm AM", "9:05  a.m.", time(9, 5)),
        ("HH:mm", "9:05", time(9, 5)),
        ("HH:mm:ss", "23:59:59", time(23, 59, 59)),
        ("HHmm", "0905", time(9, 5)),
    ],
)
def test_a_time_is_read_in_the_format_of_its_file(pattern, said, expected):
    assert read_time(said, time_pattern(pattern)) == expected


@pytest.mark.parametrize("said", ["13:00:00 PM", "0:10:00 AM", "3:60:00 PM", "3:50 PM", "noon", ""])
def test_an_impossible_time_is_no_time(said):
    with pytest.raises(BadValue):
        read_time(said, time_pattern("h:mm:ss AM"))


@pytest.mark.parametrize(
    "pattern", ["MM/DD", "MM/MM/YYYY", "%m/%d/%Y", "month", "", "YYYY-MM-DD HH:mm"]
)
def test_a_format_of_days_needs_year_month_and_day_once(pattern):
    with pytest.raises(BadPattern):
        date_pattern(pattern)


@pytest.mark.parametrize("pattern", ["h:mm", "HH", "HH:mm AM", "mm:ss", "YYYY-MM-DD", ""])
def test_a_format_of_times_needs_hours_and_minutes_and_the_half_of_twelve_hours(pattern):
    with pytest.raises(BadPattern):
        time_pattern(pattern)


@given(day=st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31)))
def test_whatever_day_is_written_is_read_again(day):
    for pattern, written in (
        ("MM/DD/YYYY", f"{day.month}/{day.day}/{day.year}"),
        ("DD.MM.YYYY", f"{day.day:02}.{day.month:02}.{day.year}"),
    ):
        assert read_date(written, date_pattern(pattern)) == day


@given(moment=st.times())
def test_whatever_time_is_written_on_a_twelve_hour_clock_is_read_again(moment):
    written = f"{moment.hour % 12 or 12}:{moment:%M:%S} {'PM' if moment.hour >= 12 else 'AM'}"
    assert read_time(written, time_pattern("h:mm:ss AM")) == moment.replace(microsecond=0)


def test_an_amount_is_read_by_its_decimal_mark():
    assert read_amount("-37.52", "CAD", ".") == -3752
    assert read_amount("1.234,5", "EUR", ",") == 123450
    with pytest.raises(BadValue):
        read_amount("12.345", "CAD", ".")
    with pytest.raises(BadValue):
        read_amount("a lot", "CAD", ".")


def test_a_whole_number_may_end_in_zeros_and_nothing_else():
    assert read_whole_number("-37", least=-40, most=40) == -37
    assert read_whole_number("2.0", least=0, most=40) == 2
    for said in ("2.5", "two", "", "1e3", "99999999999"):
        with pytest.raises(BadValue):
            read_whole_number(said, least=0, most=40)
    with pytest.raises(BadValue) as bad:
        read_whole_number("41", least=0, most=40)
    assert bad.value.fault is Fault.OUT_OF_RANGE


def test_yes_is_said_in_several_ways():
    assert [read_yes_or_no(said) for said in ("TRUE", "yes", "1", "x")] == [True] * 4
    assert [read_yes_or_no(said) for said in ("False", "no", "0", "")] == [False] * 4
    with pytest.raises(BadValue):
        read_yes_or_no("perhaps")
