"""How often does each customer come? Most a few times, some for years, two nearly every day."""

from __future__ import annotations

from dataclasses import dataclass
from math import gcd
from random import Random

DEVOTED, REGULAR, FREQUENT = 5_000, 500, 50
_MOST_REGULARS = 50


@dataclass(frozen=True, slots=True)
class Skew:
    """The visits of a book: the heavy ones by place, and a mean for all the others."""

    heavy: dict[int, int]
    mean: float

    @classmethod
    def of(cls, *, customers: int, appointments: int) -> Skew:
        """Share so many appointments out; the sum comes out about right, the heavy ones exactly."""
        devoted = 2 if appointments >= 10 * DEVOTED else 0
        regulars = min(_MOST_REGULARS, max(1, customers // 2_000))
        visits = [DEVOTED] * devoted + [REGULAR] * regulars + [FREQUENT] * (customers // 100)
        heavy = dict(zip(_scattered(customers), visits, strict=False))
        left = appointments - sum(heavy.values())
        return cls(heavy, max(1.0, left / max(1, customers - len(heavy))))

    def visits(self, place: int, rng: Random) -> int:
        """How often the customer at this place came; at least once."""
        known = self.heavy.get(place)
        if known is not None:
            return known
        return 1 + int(rng.expovariate(1 / (self.mean - 0.5))) if self.mean > 1 else 1

    def places_of(self, visits: int) -> list[int]:
        """The places of those who came exactly so often, by rule and not by chance."""
        return sorted(place for place, number in self.heavy.items() if number == visits)


def _scattered(many: int) -> list[int]:
    """All places once, far from each other, always the same."""
    step = next(step for step in range(int(many * 0.618) | 1, 2 * many) if gcd(step, many) == 1)
    return [(number + 1) * step % many for number in range(many)]
