"""Hours as people type them, and as they are written."""

from __future__ import annotations

import pytest

from regulars.kernel.formats import Formats
from regulars.kernel.hours_text import hours_text, minute_text, parse_hours, parse_minute


def fmt(language: str = "en", country: str = "CH") -> Formats:
    return Formats.of(language=language, country=country, time_zone="Europe/Zurich", currency="CHF")


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("10:00–13:00, 14:00–19:00", ((600, 780), (840, 1140))),
        ("10-13;14-19", ((600, 780), (840, 1140))),
        ("14-19 and 10-13", ((600, 780), (840, 1140))),
        ("9.30 - 12.15", ((570, 735),)),
        ("9 am to 5:30 pm", ((540, 1050),)),
        ("0900 bis 1700", ((540, 1020),)),
        ("10-13, 13-14", ((600, 840),)),
        ("18-24:00", ((1080, 1440),)),
        ("18-0:00", ((1080, 1440),)),
        ("0-24", ((0, 1440),)),
        ("", ()),
        (" – ", ()),
    ],
)
def test_hours_are_read_in_the_forms_that_people_use(
    text: str, spans: tuple[tuple[int, int], ...]
) -> None:
    assert parse_hours(text) == spans


@pytest.mark.parametrize(
    "text", ["ten to six", "10", "10-", "10-13-15", "13-10", "10-14, 13-15", "25-26", "closed"]
)
def test_what_is_no_hours_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        parse_hours(text)


@pytest.mark.parametrize(
    ("language", "country"), [("en", "CH"), ("en", "US"), ("de", "CH"), ("fr", "FR"), ("nl", "NL")]
)
def test_what_is_written_can_be_read_again(language: str, country: str) -> None:
    spans = ((0, 90), (600, 780), (840, 1440))

    assert parse_hours(hours_text(spans, fmt(language, country))) == spans


def test_the_end_of_the_day_is_24_where_clocks_count_so_far() -> None:
    assert minute_text(1440, fmt()) == "24:00"
    assert parse_minute("0:00", is_end=True) == 1440
    assert parse_minute("0:00") == 0
