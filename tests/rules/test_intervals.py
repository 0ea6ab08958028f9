from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regulars.rules.intervals import Span, without

MIDNIGHT = datetime(2026, 5, 4, tzinfo=UTC)


def span(start, end):
    """A span in quarters of an hour after midnight."""
    return Span(
        MIDNIGHT + start * timedelta(minutes=15),
        MIDNIGHT + end * timedelta(minutes=15),
    )


def test_back_to_back_appointments_do_not_overlap():
    assert not span(0, 4).overlaps(span(4, 8))
    assert not span(4, 8).overlaps(span(0, 4))
    assert span(0, 5).overlaps(span(4, 8))
    assert span(0, 8).overlaps(span(2, 3))


def test_a_span_holds_its_start_and_not_its_end():
    assert span(0, 4).holds(MIDNIGHT)
    assert not span(0, 4).holds(MIDNIGHT + timedelta(hours=1))
    assert span(0, 4).length == timedelta(hours=1)


@pytest.mark.parametrize("end", [0, -1])
def test_a_span_ends_after_it_starts(end):
    with pytest.raises(ValueError, match="ends after"):
        span(0, end)


def test_what_is_left_of_a_day_with_a_break():
    assert list(without([span(32, 68)], [span(48, 52), span(50, 53)])) == [
        span(32, 48),
        span(53, 68),
    ]


def test_nothing_is_left_of_a_full_day():
    assert list(without([span(32, 68)], [span(0, 96)])) == []
    assert list(without([], [span(0, 96)])) == []


SPANS = st.lists(
    st.tuples(st.integers(0, 30), st.integers(1, 10)).map(lambda it: span(it[0], it[0] + it[1])),
    max_size=4,
)


@given(SPANS, SPANS)
def test_a_quarter_of_an_hour_is_left_when_it_is_open_and_not_taken(open_spans, busy):
    left = list(without(open_spans, busy))
    for quarter in range(41):
        moment = MIDNIGHT + quarter * timedelta(minutes=15)
        is_open = any(one.holds(moment) for one in open_spans)
        is_taken = any(one.holds(moment) for one in busy)
        assert any(one.holds(moment) for one in left) == (is_open and not is_taken)
