"""Who has which place in a group session, and who gets the next one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regulars.rules.appointment_status import Status
from regulars.rules.capacity import (
    Places,
    Waiting,
    closed_up,
    has_taken_place,
    loses_place,
    may_wait,
    next_in_line,
    next_place,
    one_up,
    place_again,
    seated,
)

places = st.integers(min_value=1, max_value=30)


@pytest.mark.parametrize(
    ("taken", "free", "over", "is_full"),
    [(0, 3, 0, False), (2, 1, 0, False), (3, 0, 0, True), (5, 0, 2, True)],
)
def test_places_are_free_full_or_over(taken, free, over, is_full):
    found = Places(3, taken)

    assert (found.free, found.over, found.is_full) == (free, over, is_full)


@pytest.mark.parametrize(
    ("taken", "place"), [((), 1), ((1, 2), 3), ((1, 3), 2), ((2, 3), 1), ((7,), 1)]
)
def test_the_lowest_place_that_nobody_has_is_next(taken, place):
    assert next_place(taken) == place


def test_whoever_has_no_place_sits_on_the_lowest_free_one():
    assert seated([None, 1, None, 4]) == (2, 1, 3, 4)


@given(st.lists(st.one_of(st.none(), places), max_size=20))
def test_nobody_who_had_none_sits_on_another_s_lap(wanted):
    known = [place for place in wanted if place is not None]
    given_out = [seat for place, seat in zip(wanted, seated(wanted), strict=True) if place is None]

    assert len(set(given_out)) == len(given_out)
    assert not set(given_out) & set(known)


def test_whoever_sat_over_moves_up_the_lowest_first():
    assert closed_up({10: 1, 11: 5, 12: 4}, capacity=3) == {12: 2, 11: 3}


def test_nobody_moves_while_all_places_are_taken():
    assert closed_up({10: 1, 11: 2, 12: 3}, capacity=2) == {}


@given(st.sets(places, max_size=20), places)
def test_after_moving_up_somebody_is_over_only_when_it_is_full(taken, capacity):
    sitting = dict(enumerate(sorted(taken)))
    after = sitting | dict(closed_up(sitting, capacity=capacity))

    assert len(set(after.values())) == len(after)
    over = [place for place in after.values() if place > capacity]
    assert len(over) == max(0, len(after) - capacity)
    for who, place in sitting.items():
        assert after[who] == place or place > capacity >= after[who]


@pytest.mark.parametrize(
    ("old", "taken", "place"), [(2, {1}, 2), (2, {1, 2}, 3), (None, {1}, 2), (2, {2}, 1)]
)
def test_whoever_comes_back_gets_the_old_place_or_the_lowest_free(old, taken, place):
    assert place_again(old, taken=taken) == place


def test_the_lowest_rank_is_next_and_of_one_rank_whoever_came_first():
    assert next_in_line([Waiting(2, 1), Waiting(1, 9), Waiting(1, 4)]) == Waiting(1, 4)
    assert next_in_line([]) is None


def test_one_up_overtakes_the_one_before():
    line = [Waiting(3, 30), Waiting(1, 10), Waiting(2, 20)]

    assert one_up(line, 30) == Waiting(2, 20)
    assert one_up(line, 10) is None
    assert one_up(line, 99) is None


@pytest.mark.parametrize(
    ("taken", "waiting", "makes_sense"), [(2, 0, True), (1, 0, False), (1, 1, True)]
)
def test_a_line_makes_sense_when_full_or_when_others_wait(taken, waiting, makes_sense):
    assert may_wait(Places(2, taken), waiting=waiting) is makes_sense


def test_it_took_place_once_somebody_was_there_or_was_missed():
    assert has_taken_place([Status.BOOKED, Status.COMPLETED])
    assert has_taken_place([Status.NO_SHOW])
    assert not has_taken_place([Status.CHECKED_IN, Status.CANCELLED_TOO_LATE])


def test_calling_off_takes_the_place_of_who_still_comes():
    assert [status for status in Status if loses_place(status)] == [
        Status.BOOKED,
        Status.CONFIRMED,
        Status.CHECKED_IN,
    ]
