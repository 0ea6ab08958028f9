"""Whatever somebody sends: a clear answer, never a fault of ours."""

from __future__ import annotations

from datetime import UTC, date, datetime
from urllib.parse import quote
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from regulars.faces.api.questions import moment_of
from tests import make
from tests.make import NOW
from tests.programs import Program

ODD_TEXTS = [
    "\0", "a\0b", "😀👩‍👩‍👧‍👦", "x" * 10_000, "é" * 3_000, "مرحبا \u202e abc", "%", "_", "%_%", "*", "\\",
    "'", '"', "'; DROP TABLE regulars_customer; --", "\n\r\t", " ", "\u200b", "\ufffd", "𒀱", "٣٤٥",
    "null", "undefined", "{{7*7}}", "../../etc/passwd", "İı", "ß", "Ǆ", "a" + "\u0301" * 500,
]  # fmt: skip
YEARS = ["0", "-1", "99999999", "1", "9999", "10000", "-99999999999999999999", "2026"]
NOT_UNDERSTOOD = [
    ("/customers/?limit=0", "query.limit"),
    ("/customers/?limit=201", "query.limit"),
    ("/customers/?has_upcoming=perhaps", "query.has_upcoming"),
    ("/customers/?archived=", "query.archived"),
    ("/customers/?sort=size", "query.sort"),
    ("/customers/?tag=0", "query.tag.0"),
    ("/customers/?tag=9223372036854775808", "query.tag.0"),
    ("/customers/?tag=1&tag=2&tag=3&tag=4&tag=5&tag=6", "query.tag"),
    ("/customers/?serach=x", "query.serach"),
    ("/customers/?limit=1&limit=2", "query.limit"),
    ("/appointments/?status=no_show&status=completed", "query.status"),
    ("/customers/?cursor=made-up", "query.cursor"),
    ("/customers/?search=x&cursor=made-up", "query.cursor"),
    ("/customers/1/?year=2026", "query.year"),
    ("/customers/1/statistics/?year=soon", "query.year"),
    ("/customers/1/statistics/?year=" + "9" * 5000, "query.year"),
    ("/customers/1/history/?cursor=x", "query.cursor"),
    ("/appointments/?from=yesterday", "query.from"),
    ("/appointments/?from=2026-13-01", "query.from"),
    ("/appointments/?from=0000-01-01", "query.from"),
    ("/appointments/?from=2026-12-01T10:00:00", "query.from"),
    ("/appointments/?from=1700000000", "query.from"),
    ("/appointments/?until=10000-01-01", "query.until"),
    ("/appointments/?until=2026-12-01T25:00:00Z", "query.until"),
    ("/appointments/?until=%00", "query.until"),
    ("/appointments/?status=late", "query.status"),
    ("/appointments/?staff=-1", "query.staff"),
    ("/appointments/?customer=1.5", "query.customer"),
    ("/appointments/?cursor=1.2.3", "query.cursor"),
    ("/projects/?cursor=17", "query.cursor"),
    ("/projects/?customer=9223372036854775808", "query.customer"),
    ("/services/?limit=5", "query.limit"),
]


@pytest.mark.parametrize("text", ODD_TEXTS)
def test_any_text_can_be_searched_for(program, mueller, text):
    answer = program.get(f"/customers/?search={quote(text)}")

    assert answer.status_code == 200, answer.content


@pytest.mark.parametrize("raw", ["%ff%fe", "%c3", "%ed%a0%80", "%", "%zz", "+%2B", "%F0%9F"])
def test_what_is_no_text_at_all_can_be_searched_for(program, mueller, raw):
    assert program.get(f"/customers/?search={raw}").status_code == 200


@pytest.mark.parametrize("year", YEARS)
def test_any_year_is_answered(program, mueller, jonas, year):
    make.appointment(mueller, jonas, NOW)

    answer = program.get(f"/customers/{mueller.id}/statistics/?year={year}")

    assert answer.status_code == 200
    assert len(answer.json()["years"]) == (year == "2026")


@pytest.mark.parametrize(("address", "where"), NOT_UNDERSTOOD)
def test_what_cannot_be_read_is_named(program, mueller, address, where):
    answer = program.get(address.replace("/1/", f"/{mueller.id}/"))

    assert answer.status_code == 422, answer.content
    told = answer.json()
    assert told["code"] == "invalid_parameters"
    assert where in [mistake["where"] for mistake in told["mistakes"]]
    assert all(mistake["says"] for mistake in told["mistakes"])
    assert "Value error" not in answer.content.decode()


@pytest.mark.parametrize(
    "when",
    [
        "0001-01-01", "9999-12-31", "0001-01-01T00:00:00%2B14:00", "9999-12-31T23:59:59-12:00",
        "2016-12-31T23:59:60Z", "2026-02-28t10:00:00.123456789z", "1582-10-10",
    ],
)  # fmt: skip
def test_any_day_and_moment_is_answered(program, mueller, jonas, when):
    make.appointment(mueller, jonas, NOW)

    for name in ("from", "until"):
        assert program.get(f"/appointments/?{name}={when}").status_code == 200


def test_a_day_begins_on_the_wall_of_the_business():
    zurich = ZoneInfo("Europe/Zurich")

    assert moment_of(date(2026, 7, 1), zurich) == datetime(2026, 6, 30, 22, tzinfo=UTC)
    assert moment_of(date(2026, 12, 1), zurich) == datetime(2026, 11, 30, 23, tzinfo=UTC)
    assert moment_of(date.min, zurich) == datetime.min.replace(tzinfo=UTC)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cursor=st.text(max_size=60) | st.from_regex(r"[0-9.\-]{1,40}") | st.binary().map(repr))
@pytest.mark.parametrize(
    "of", ["/customers/", "/customers/{}/history/", "/appointments/", "/projects/"]
)
def test_a_made_up_cursor_is_refused_or_a_place(program: Program, mueller, of, cursor):
    answer = program.get(f"{of.format(mueller.id)}?cursor={quote(cursor)}")

    assert answer.status_code in (200, 422), answer.content
