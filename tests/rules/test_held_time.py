"""Which stretches of time an appointment takes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from regulars.rules.held_time import room_spans, staff_spans, still_ahead
from regulars.rules.intervals import Span

NINE = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)


def test_the_buffer_after_belongs_to_it() -> None:
    spans = staff_spans(NINE, NINE + HOUR, buffer=15 * MINUTE)

    assert spans == (Span(NINE, NINE + 75 * MINUTE),)


def test_the_processing_gap_leaves_the_staff_member_free() -> None:
    spans = staff_spans(
        NINE, NINE + 2 * HOUR, buffer=10 * MINUTE, gap_after=30 * MINUTE, gap=45 * MINUTE
    )

    assert spans == (
        Span(NINE, NINE + 30 * MINUTE),
        Span(NINE + 75 * MINUTE, NINE + 130 * MINUTE),
    )


def test_a_gap_at_either_end_leaves_one_span() -> None:
    first = staff_spans(NINE, NINE + HOUR, gap=20 * MINUTE)
    last = staff_spans(NINE, NINE + HOUR, gap_after=40 * MINUTE, gap=20 * MINUTE)

    assert first == (Span(NINE + 20 * MINUTE, NINE + HOUR),)
    assert last == (Span(NINE, NINE + 40 * MINUTE),)


def test_a_gap_that_does_not_fit_leaves_no_time_free() -> None:
    spans = staff_spans(NINE, NINE + HOUR, gap_after=40 * MINUTE, gap=30 * MINUTE)

    assert spans == (Span(NINE, NINE + HOUR),)


def test_the_customer_stays_in_the_room_during_the_gap() -> None:
    assert room_spans(NINE, NINE + HOUR, buffer=5 * MINUTE) == (Span(NINE, NINE + 65 * MINUTE),)


def test_only_what_lies_ahead_is_left_of_begun_time() -> None:
    spans = (Span(NINE, NINE + HOUR), Span(NINE + 2 * HOUR, NINE + 3 * HOUR))

    assert still_ahead(spans, NINE - HOUR) == spans
    assert still_ahead(spans, NINE + 20 * MINUTE)[0] == Span(NINE + 20 * MINUTE, NINE + HOUR)
    assert still_ahead(spans, NINE + HOUR) == spans[1:]
    assert still_ahead(spans, NINE + 3 * HOUR) == ()
