"""Where an entry stands in its lane of the calendar."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from regulars.rules.lanes import DAY, Beside, Extent, extent_on, hours_shown, outside, side_by_side

ZURICH = ZoneInfo("Europe/Zurich")
LORD_HOWE = ZoneInfo("Australia/Lord_Howe")


def places(*extents: tuple[int, int]) -> list[tuple[int, int]]:
    found = side_by_side([Extent(start, end) for start, end in extents])
    return [(place.nth, place.of) for place in found]


def test_entries_that_only_touch_have_the_whole_width() -> None:
    assert places((540, 600), (600, 660)) == [(0, 1), (0, 1)]


def test_entries_that_overlap_share_the_width() -> None:
    assert places((540, 600), (570, 660)) == [(0, 2), (1, 2)]


def test_all_that_hang_together_share_alike_and_a_place_is_used_again() -> None:
    # The first lasts all morning; the others come one after the other beside it.
    assert places((540, 720), (540, 600), (600, 660), (720, 780)) == [
        (0, 2),
        (1, 2),
        (1, 2),
        (0, 1),
    ]


def test_of_two_that_begin_at_once_the_longer_stands_first() -> None:
    assert places((540, 555), (540, 720)) == [(1, 2), (0, 2)]


def test_very_short_ones_are_drawn_taller_and_do_not_cover_each_other() -> None:
    assert places((540, 545), (545, 550)) == [(0, 2), (1, 2)]
    assert places((540, 555), (555, 570)) == [(0, 1), (0, 1)]


@given(
    st.lists(
        st.tuples(st.integers(0, 1430), st.integers(1, 300)).map(
            lambda pair: Extent(pair[0], min(DAY, pair[0] + pair[1]))
        ),
        max_size=25,
    )
)
def test_nothing_is_ever_drawn_over_anything_else(extents: list[Extent]) -> None:
    found = side_by_side(extents)

    for i, one in enumerate(extents):
        assert 0 <= found[i].nth < found[i].of
        for j, other in enumerate(extents[:i]):
            if one.start < other.drawn_until and other.start < one.drawn_until:
                assert found[i].of == found[j].of
                assert found[i].nth != found[j].nth


def test_alone_an_entry_has_the_whole_width() -> None:
    assert side_by_side([Extent(0, 1)]) == (Beside(0, 1),)
    assert side_by_side([]) == ()


def test_what_lies_on_a_day_is_read_from_the_wall() -> None:
    day = date(2026, 11, 23)
    starts_at = datetime(2026, 11, 23, 12, tzinfo=UTC)

    assert extent_on(day, starts_at, starts_at + timedelta(hours=4), zone=ZURICH) == Extent(
        780, 1020
    )
    assert extent_on(day, starts_at, starts_at + timedelta(days=3), zone=ZURICH) == Extent(780, DAY)
    after = date(2026, 11, 24)
    assert extent_on(after, starts_at, starts_at + timedelta(days=3), zone=ZURICH) == Extent(0, DAY)
    assert extent_on(after, starts_at, starts_at + timedelta(hours=1), zone=ZURICH) is None


def test_what_ends_at_midnight_does_not_reach_the_next_day() -> None:
    ends_at = datetime(2026, 11, 23, 23, tzinfo=UTC)

    starts_at = ends_at - timedelta(hours=2)
    assert extent_on(date(2026, 11, 23), starts_at, ends_at, zone=ZURICH) == Extent(1320, DAY)
    assert extent_on(date(2026, 11, 24), starts_at, ends_at, zone=ZURICH) is None


def test_both_passes_of_the_hour_that_comes_twice_stand_in_the_same_place() -> None:
    # Zürich, 25 October 2026: 03:00 becomes 02:00.
    day = date(2026, 10, 25)
    first = datetime(2026, 10, 25, 0, 15, tzinfo=UTC)
    second = first + timedelta(hours=1)

    one = extent_on(day, first, first + timedelta(minutes=30), zone=ZURICH)
    other = extent_on(day, second, second + timedelta(minutes=30), zone=ZURICH)

    assert one == other == Extent(135, 165)
    assert side_by_side([one, other]) == (Beside(0, 2), Beside(1, 2))


def test_what_runs_across_the_hour_that_comes_twice_is_drawn_as_the_wall_shows_it() -> None:
    day = date(2026, 10, 25)
    starts_at = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)  # 02:30, the first time

    hour = extent_on(day, starts_at, starts_at + timedelta(hours=1), zone=ZURICH)
    less = extent_on(day, starts_at, starts_at + timedelta(minutes=45), zone=ZURICH)

    assert hour == Extent(150, 150)
    assert less == Extent(150, 150)
    assert hour.drawn_until == 165


def test_what_runs_across_the_hour_left_out_is_drawn_longer() -> None:
    # Zürich, 29 March 2026: 02:00 becomes 03:00.
    starts_at = datetime(2026, 3, 29, 0, 30, tzinfo=UTC)

    found = extent_on(date(2026, 3, 29), starts_at, starts_at + timedelta(hours=1), zone=ZURICH)

    assert found == Extent(90, 210)


def test_half_an_hour_comes_twice_on_lord_howe() -> None:
    # 5 April 2026: 02:00 becomes 01:30.
    day = date(2026, 4, 5)
    first = datetime(2026, 4, 4, 14, 40, tzinfo=UTC)
    second = first + timedelta(minutes=30)

    one = extent_on(day, first, first + timedelta(minutes=15), zone=LORD_HOWE)
    other = extent_on(day, second, second + timedelta(minutes=15), zone=LORD_HOWE)
    across = extent_on(day, first, first + timedelta(hours=1), zone=LORD_HOWE)

    assert one == other == Extent(100, 115)
    assert across == Extent(100, 130)


def test_the_hours_shown_are_whole_and_at_least_eight() -> None:
    assert hours_shown([]) == Extent(540, 1080)
    assert hours_shown([Extent(605, 700)]) == Extent(600, 1080)
    assert hours_shown([Extent(600, 1110), Extent(1140, 1150)]) == Extent(600, 1200)
    assert hours_shown([Extent(1400, DAY)]) == Extent(960, DAY)


def test_off_hours_are_what_is_left_of_the_page() -> None:
    shown = Extent(480, 1200)

    assert outside(shown, [Extent(600, 720), Extent(780, 1140)]) == (
        Extent(480, 600),
        Extent(720, 780),
        Extent(1140, 1200),
    )
    assert outside(shown, []) == (shown,)
    assert outside(shown, [Extent(0, DAY)]) == ()
