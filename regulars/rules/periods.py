"""From which day to which day does something hold, and what is left of it beside another?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Period:
    """Days with both ends included; None has no beginning or no end.

    ValueError if it ends before it begins.
    """

    first_on: date | None = None
    last_on: date | None = None

    def __post_init__(self) -> None:
        if self.first_on and self.last_on and self.last_on < self.first_on:
            raise ValueError("a period does not end before it begins")

    @property
    def is_always(self) -> bool:
        return self.first_on is None and self.last_on is None

    def holds(self, day: date) -> bool:
        """Whether the day is one of its days."""
        return (self.first_on or date.min) <= day <= (self.last_on or date.max)

    def overlaps(self, other: Period) -> bool:
        return (self.first_on or date.min) <= (other.last_on or date.max) and (
            other.first_on or date.min
        ) <= (self.last_on or date.max)

    def without(self, other: Period) -> tuple[Period, ...]:
        """What is left of it: nothing, itself, or a part before and a part after the other."""
        if not self.overlaps(other):
            return (self,)
        left = []
        if other.first_on is not None and (self.first_on is None or self.first_on < other.first_on):
            left.append(Period(self.first_on, other.first_on - _DAY))
        if other.last_on is not None and (self.last_on is None or self.last_on > other.last_on):
            left.append(Period(other.last_on + _DAY, self.last_on))
        return tuple(left)

    def goes_on_as(self, other: Period) -> bool:
        """Whether the other begins on the day after its last one."""
        return (
            self.last_on is not None
            and other.first_on is not None
            and self.last_on + _DAY == other.first_on
        )


ALWAYS = Period()
