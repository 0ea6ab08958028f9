"""A ratio is taken side by side, and says how far to trust it."""

from __future__ import annotations

import time
from random import Random

import pytest

from benchmarks.book.names import some_tongue, zipf
from benchmarks.book.skew import Skew
from benchmarks.measuring import Timing, Turns, in_turn, ratio_of


def test_a_ratio_is_the_median_of_blocks_and_its_noise_half_of_what_lies_between() -> None:
    ratio = ratio_of([1.0, 1.2, 1.1, 1.4, 1.1])

    assert ratio.value == 1.1
    assert ratio.noise == pytest.approx(0.4 / 2 / 1.1)


def test_a_slow_moment_of_the_machine_slows_both_sides() -> None:
    turns = Turns(({"page": [2.0, 20.0, 2.0], "floor": [1.0, 10.0, 1.0]},))

    assert turns.ratio("page", "floor").value == 2.0
    assert turns.timing("page") == Timing(median=2_000, p95=20_000, runs=3)


def test_both_sides_are_asked_equally_often_in_turn() -> None:
    asked: list[str] = []

    in_turn({"a": lambda: asked.append("a"), "b": lambda: asked.append("b")}, seconds=0.01)

    assert asked == ["a", "b"] * (len(asked) // 2)


def test_what_takes_longer_has_the_larger_ratio() -> None:
    sides = {"long": lambda: time.sleep(0.004), "short": lambda: time.sleep(0.002)}

    ratio = in_turn(sides, seconds=0.2).ratio("long", "short")

    assert 1.2 < ratio.value < 3


def test_visits_add_up_whatever_the_size() -> None:
    rng = Random(1)
    skew = Skew.of(customers=10_000, appointments=100_000)

    visits = [skew.visits(place, rng) for place in range(10_000)]

    assert sum(visits) == pytest.approx(100_000, rel=0.03)
    assert sorted(visits)[-2:] == [5_000, 5_000]
    assert visits.count(500) == 5


def test_a_few_names_are_common_and_very_many_rare() -> None:
    rng = Random(1)
    ranks = [zipf(rng, 1_000) for _ in range(10_000)]
    names = {some_tongue(rng).last(rng, is_woman=True) for _ in range(20_000)}

    assert min(ranks) == 0
    assert max(ranks) < 1_000
    assert ranks.count(0) > 5 * ranks.count(9)
    assert len(names) > 5_000
