"""The starts at which something can be booked."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from regulars.rules.availability import Needs, possible_starts
from regulars.rules.intervals import Span
from regulars.rules.working_hours import Hours, HoursOfDay, working_spans

ZURICH = ZoneInfo("Europe/Zurich")
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)


def t(text: str, day: int = 23) -> datetime:
    hours, minutes = text.split(":")
    return datetime(2026, 11, day, tzinfo=UTC) + timedelta(hours=int(hours), minutes=int(minutes))


def span(start: str, end: str) -> Span:
    return Span(t(start), t(end))


def starts(
    *open_spans: Span,
    busy: tuple[Span, ...] = (),
    needs: Needs | None = None,
    slot: int = 15,
    not_before: datetime = datetime(2026, 11, 1, tzinfo=UTC),
    not_after: datetime = datetime(2026, 11, 30, tzinfo=UTC),
    room_busy: tuple[Span, ...] = (),
) -> list[str]:
    found = possible_starts(
        open_spans,
        busy,
        needs=needs or Needs(HOUR),
        slot=slot * MINUTE,
        not_before=not_before,
        not_after=not_after,
        room_busy=room_busy,
    )
    return [f"{start:%H:%M}" for start in found]


def test_an_empty_morning_offers_its_raster_up_to_the_last_that_fits() -> None:
    assert starts(span("9:00", "11:00"), slot=30) == ["09:00", "09:30", "10:00"]


def test_the_raster_is_counted_from_the_start_of_the_hours() -> None:
    assert starts(span("9:10", "11:00"), slot=30) == ["09:10", "09:40"]


def test_a_booking_exactly_as_long_as_the_hours_fits() -> None:
    assert starts(span("9:00", "10:00")) == ["09:00"]
    assert starts(span("9:00", "9:59")) == []


def test_what_touches_is_not_in_the_way() -> None:
    busy = (span("9:00", "10:00"), span("11:00", "12:00"))

    assert starts(span("9:00", "12:00"), busy=busy) == ["10:00"]


def test_a_gap_a_minute_too_short_is_not_offered() -> None:
    busy = (span("9:00", "10:00"), span("10:59", "12:00"))

    assert starts(span("9:00", "12:00"), busy=busy) == []


def test_after_something_ends_the_next_full_five_minutes_are_offered_beside_the_raster() -> None:
    assert starts(span("9:00", "12:00"), busy=(span("9:00", "9:20"),), slot=60) == [
        "09:20",
        "10:00",
        "11:00",
    ]
    assert starts(span("9:00", "12:00"), busy=(span("9:00", "9:22"),), slot=60)[0] == "09:25"


def test_a_gap_that_only_the_five_minutes_after_an_end_fill_is_offered() -> None:
    busy = (span("9:00", "9:50"), span("10:50", "12:00"))

    assert starts(span("9:00", "12:00"), busy=busy, slot=30) == ["09:50"]


def test_whoever_came_by_at_an_odd_second_leaves_whole_minutes_to_others() -> None:
    odd = Span(t("9:00"), t("9:59") + timedelta(seconds=30, microseconds=1))

    assert starts(span("9:00", "11:00"), busy=(odd,)) == ["10:00"]


def test_the_buffer_may_run_past_closing_but_not_into_other_work() -> None:
    needs = Needs(HOUR, buffer=15 * MINUTE)

    assert starts(span("9:00", "11:00"), needs=needs, slot=30) == ["09:00", "09:30", "10:00"]
    assert starts(span("9:00", "11:00"), needs=needs, slot=30, busy=(span("11:00", "12:00"),)) == [
        "09:00",
        "09:30",
    ]


def test_work_lies_in_the_processing_gap_of_other_work_and_the_other_way_round() -> None:
    colour = Needs(2 * HOUR, gap_after=30 * MINUTE, gap=HOUR)

    assert starts(span("9:00", "12:00"), needs=colour, slot=60, busy=(span("9:30", "10:30"),)) == [
        "09:00"
    ]
    # What the colour holds is its first and its last half hour.
    held = (span("9:00", "9:30"), span("10:30", "11:00"))
    assert starts(span("9:00", "11:00"), busy=held) == ["09:30"]


def test_a_break_ends_the_hours_even_for_a_processing_gap() -> None:
    colour = Needs(2 * HOUR, gap_after=30 * MINUTE, gap=HOUR)

    assert starts(span("9:00", "9:30"), span("10:30", "12:00"), needs=colour) == []


def test_the_room_is_needed_during_the_processing_gap_too() -> None:
    colour = Needs(2 * HOUR, gap_after=30 * MINUTE, gap=HOUR)
    taken = (span("9:45", "10:00"),)

    assert starts(span("9:00", "13:00"), needs=colour, slot=60, busy=taken) == [
        "09:00",
        "10:00",
        "11:00",
    ]
    assert starts(span("9:00", "13:00"), needs=colour, slot=60, room_busy=taken) == [
        "10:00",
        "11:00",
    ]


def test_the_room_may_be_needed_longer_than_the_staff_member() -> None:
    wait = Needs(2 * HOUR, gap_after=HOUR, gap=HOUR)

    assert starts(span("9:00", "12:00"), needs=wait, slot=60, busy=(span("10:00", "11:00"),)) == [
        "09:00"
    ]


def test_notice_and_horizon_bound_the_starts_and_both_are_still_offered() -> None:
    day = span("9:00", "13:00")

    assert starts(day, slot=60, not_before=t("10:00"), not_after=t("11:00")) == ["10:00", "11:00"]
    assert starts(day, slot=60, not_before=t("10:01"), not_after=t("10:59")) == []
    assert starts(day, slot=60, not_before=t("14:00")) == []


def test_the_notice_moves_nobody_off_the_raster() -> None:
    assert starts(span("9:00", "13:00"), slot=60, not_before=t("9:17"))[0] == "10:00"


def test_a_booking_runs_from_one_day_into_the_next_where_both_are_worked() -> None:
    hours = [Hours(0, 22 * 60, 1440), Hours(1, 0, 120)]
    monday = date(2026, 11, 23)
    opens = working_spans(hours, [], first=monday, last=monday + timedelta(1), zone=ZoneInfo("UTC"))

    assert starts(*opens, needs=Needs(3 * HOUR), slot=30) == ["22:00", "22:30", "23:00"]
    assert starts(*opens, needs=Needs(HOUR), slot=40) == [
        "22:00", "22:40", "23:20", "00:00", "00:40",
    ]  # fmt: skip


def test_hours_that_overlap_offer_a_start_once() -> None:
    assert starts(span("9:00", "10:00"), span("9:00", "11:00")) == [
        "09:00", "09:15", "09:30", "09:45", "10:00",
    ]  # fmt: skip


def test_nothing_is_offered_without_hours_or_where_all_is_taken() -> None:
    assert starts() == []
    assert starts(busy=(span("9:00", "10:00"),)) == []
    assert starts(span("9:00", "12:00"), busy=(span("8:00", "13:00"),)) == []


def test_the_hour_that_comes_twice_is_offered_twice() -> None:
    day = date(2026, 10, 25)
    opens = working_spans([], [HoursOfDay(day, 60, 240)], first=day, last=day, zone=ZURICH)

    found = possible_starts(
        opens,
        (),
        needs=Needs(HOUR),
        slot=HOUR,
        not_before=opens[0].starts_at,
        not_after=opens[0].ends_at,
    )

    on_the_wall = [start.astimezone(ZURICH) for start in found]
    assert [(f"{start:%H:%M}", start.utcoffset()) for start in on_the_wall] == [
        ("01:00", 2 * HOUR),
        ("02:00", 2 * HOUR),
        ("02:00", HOUR),
        ("03:00", HOUR),
    ]


def test_the_hour_that_is_left_out_is_not_offered() -> None:
    day = date(2026, 3, 29)
    opens = working_spans([], [HoursOfDay(day, 60, 300)], first=day, last=day, zone=ZURICH)

    found = possible_starts(
        opens,
        (),
        needs=Needs(90 * MINUTE),
        slot=30 * MINUTE,
        not_before=opens[0].starts_at,
        not_after=opens[0].ends_at,
    )

    assert [f"{start.astimezone(ZURICH):%H:%M}" for start in found] == [
        "01:00",
        "01:30",
        "03:00",
        "03:30",
    ]
