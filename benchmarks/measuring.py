"""How do two things compare, on a machine that is now faster and now slower?

Both are asked in turn in one process, round by round, so that whatever slows the machine slows
both. A ratio is taken within each round; the median of a block of rounds is one reading, and the
median of five readings is the result. How far the readings lie apart is the noise.
"""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

BLOCKS = 5
_WARM_ROUNDS = 4
_FEWEST_ROUNDS = 5
_MOST_ROUNDS = 300

Work = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Timing:
    """How long one thing took, in milliseconds."""

    median: float
    p95: float
    runs: int

    @classmethod
    def of(cls, seconds: list[float]) -> Timing:
        ordered = sorted(seconds)
        at_95 = ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]
        return cls(statistics.median(ordered) * 1000, at_95 * 1000, len(ordered))


@dataclass(frozen=True, slots=True)
class Ratio:
    """How many times as long the one took as the other; `noise` is a share of it."""

    value: float
    noise: float


@dataclass(frozen=True, slots=True)
class Turns:
    """The seconds of each side, block by block, round by round."""

    blocks: tuple[Mapping[str, list[float]], ...]

    def timing(self, side: str) -> Timing:
        """Median and 95th percentile of one side over all blocks."""
        return Timing.of([seconds for block in self.blocks for seconds in block[side]])

    def ratio(self, one: str, other: str) -> Ratio:
        """`one` ÷ `other`."""
        return ratio_of([_reading(block[one], block[other]) for block in self.blocks])

    def ratio_of_medians(self, one: str, other: str) -> Ratio:
        """`one` ÷ `other` where the two of a round were not asked for the same."""
        median = statistics.median
        return ratio_of([median(block[one]) / median(block[other]) for block in self.blocks])


def _reading(one: list[float], other: list[float]) -> float:
    return statistics.median(a / b for a, b in zip(one, other, strict=True))


def ratio_of(readings: list[float]) -> Ratio:
    """The median of several readings; half of what lies between the least and the most is noise."""
    value = statistics.median(readings)
    return Ratio(value, (max(readings) - min(readings)) / 2 / value)


def in_turn(sides: Mapping[str, Work], *, seconds: float = 8, blocks: int = BLOCKS) -> Turns:
    """Do all sides in turn, warm, for about so many seconds in all."""
    for _ in range(_WARM_ROUNDS - 1):
        _round(sides)
    one_round = sum(_round(sides).values())
    rounds = int(seconds / blocks / max(one_round, 1e-6))
    rounds = max(_FEWEST_ROUNDS, min(rounds, _MOST_ROUNDS))
    taken = []
    for _ in range(blocks):
        gc.collect()
        block: dict[str, list[float]] = {name: [] for name in sides}
        for _ in range(rounds):
            for name, spent in _round(sides).items():
                block[name].append(spent)
        taken.append(block)
    return Turns(tuple(taken))


def _round(sides: Mapping[str, Work]) -> dict[str, float]:
    spent = {}
    for name, work in sides.items():
        began = time.perf_counter()
        work()
        spent[name] = time.perf_counter() - began
    return spent
