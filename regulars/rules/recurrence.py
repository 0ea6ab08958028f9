"""How does something come again: every Thursday, every other week, on the first Monday?"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_SHORTEST_MONTH = 28
_LAST = -1


class Every(StrEnum):
    """What the repeats are counted in."""

    DAY = "DAILY"
    WEEK = "WEEKLY"
    MONTH = "MONTHLY"


@dataclass(frozen=True, slots=True)
class Recurrence:
    """Days that come again; ValueError unless it says on which.

    Of a week: `weekdays` (0 is Monday), at least one. Of a month: either `month_day`, which is
    the month's last day where there are fewer, or the `nth` (1 to 4, -1 the last) of one weekday.
    """

    every: Every
    interval: int = 1
    weekdays: tuple[int, ...] = ()
    nth: int | None = None
    month_day: int | None = None

    def __post_init__(self) -> None:
        if self.interval < 1 or not all(0 <= weekday <= 6 for weekday in self.weekdays):
            raise ValueError("a recurrence counts forwards, in days of the week")
        if not _is_whole(self):
            raise ValueError("a recurrence says on which days, and no more")

    @property
    def text(self) -> str:
        """The rule as RFC 5545 writes it, on the wall clock and without its end."""
        parts = [f"FREQ={self.every}"]
        if self.interval > 1:
            parts.append(f"INTERVAL={self.interval}")
        if self.every is Every.WEEK:
            names = ",".join(_WEEKDAYS[weekday] for weekday in sorted(set(self.weekdays)))
            parts += ["WKST=MO", f"BYDAY={names}"]
        elif self.nth is not None:
            parts.append(f"BYDAY={self.nth}{_WEEKDAYS[self.weekdays[0]]}")
        elif self.month_day is not None:
            # The rule for "the 31st" alone would leave out every shorter month.
            days = range(min(_SHORTEST_MONTH, self.month_day), self.month_day + 1)
            parts.append("BYMONTHDAY=" + ",".join(str(day) for day in days))
            if len(days) > 1:
                parts.append("BYSETPOS=-1")
        return ";".join(parts)

    @classmethod
    def parse(cls, text: str) -> Recurrence:
        """The recurrence that `text` was written from. Raises ValueError for any other rule."""
        parts = dict(part.split("=", 1) for part in text.split(";"))
        every = Every(parts["FREQ"])
        nth, weekdays = None, parts.get("BYDAY", "")
        if every is Every.MONTH and weekdays:
            nth, weekdays = int(weekdays[:-2]), weekdays[-2:]
        days = parts.get("BYMONTHDAY")
        return cls(
            every=every,
            interval=int(parts.get("INTERVAL", 1)),
            weekdays=tuple(_WEEKDAYS.index(name) for name in weekdays.split(",") if name),
            nth=nth,
            month_day=int(days.split(",")[-1]) if days else None,
        )

    def moved(self, before: date, after: date) -> Recurrence:
        """The same, when what happened on the one day is to happen on the other."""
        if before == after or self.every is Every.DAY:
            return self
        if self.nth is not None:
            return nth_weekday_of(after, interval=self.interval)
        if self.month_day is not None:
            return replace(self, month_day=after.day)
        kept = {weekday for weekday in self.weekdays if weekday != before.weekday()}
        return replace(self, weekdays=tuple(sorted(kept | {after.weekday()})))


def nth_weekday_of(day: date, *, interval: int = 1) -> Recurrence:
    """Every month on its weekday, counted as the day is counted; a fifth one is the last one."""
    nth = (day.day - 1) // 7 + 1
    return Recurrence(
        Every.MONTH,
        interval=interval,
        weekdays=(day.weekday(),),
        nth=_LAST if nth == 5 else nth,
    )


def _is_whole(rule: Recurrence) -> bool:
    if rule.every is Every.DAY:
        return not rule.weekdays and rule.nth is None and rule.month_day is None
    if rule.every is Every.WEEK:
        return bool(rule.weekdays) and rule.nth is None and rule.month_day is None
    if rule.nth is not None:
        return rule.nth in (1, 2, 3, 4, _LAST) and len(rule.weekdays) == 1 and not rule.month_day
    return rule.month_day is not None and 1 <= rule.month_day <= 31 and not rule.weekdays
