"""Who works when, and which of it is still free?"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from regulars.kernel.tenant import Tenant
from regulars.queries.sql import moment, select
from regulars.queries.staff_hours import staff_hours
from regulars.rules.intervals import Span, joined, without
from regulars.rules.working_hours import begins

# Too short to be worth an offer: the shortest thing on most price lists takes as long.
SHORTEST_GAP = timedelta(minutes=30)
# The calendar is drawn and booked in steps of five minutes.
_STEP = 5
# Whoever has no hours at all is open from midnight to midnight: nobody calls that a gap. On the
# day when clocks are set forward such a day is an hour shorter.
_WHOLE_DAY = timedelta(hours=23)


@dataclass(frozen=True, slots=True)
class Gap:
    """A stretch of working time that nothing holds."""

    staff_member_id: int
    staff_name: str
    hue: int
    starts_at: datetime
    ends_at: datetime

    @property
    def length(self) -> timedelta:
        return self.ends_at - self.starts_at

    @property
    def bookable_at(self) -> datetime:
        """Its first moment on the calendar's grid: what is free from now on is free at 14:37."""
        whole = self.starts_at.replace(second=0, microsecond=0)
        late = self.starts_at - whole + timedelta(minutes=whole.minute % _STEP)
        return self.starts_at if not late else self.starts_at - late + timedelta(minutes=_STEP)


@dataclass(frozen=True, slots=True)
class OpenColumn:
    """A column of the calendar over some days: when it is worked, and what is taken of it."""

    staff_member_id: int
    name: str
    hue: int
    hours: tuple[Span, ...]
    busy: tuple[Span, ...]

    @property
    def has_hours(self) -> bool:
        """Whether anybody wrote down when this person works."""
        return any(span.length < _WHOLE_DAY for span in self.hours) or not self.hours

    def free(self, *, since: datetime) -> tuple[Span, ...]:
        """What is left of the hours from a moment on."""
        ahead = (
            Span(max(span.starts_at, since), span.ends_at)
            for span in self.hours
            if span.ends_at > since and span.length < _WHOLE_DAY
        )
        return tuple(without(ahead, self.busy))

    def gaps(self, *, since: datetime, shortest: timedelta = SHORTEST_GAP) -> Iterator[Gap]:
        """What is left and long enough to be offered."""
        for span in self.free(since=since):
            if span.length >= shortest:
                yield Gap(self.staff_member_id, self.name, self.hue, span.starts_at, span.ends_at)


def open_columns(
    *,
    business: Tenant,
    first: date,
    last: date,
    zone: ZoneInfo,
    staff_member_ids: Collection[int] | None = None,
) -> tuple[OpenColumn, ...]:
    """Every column over the days from `first` to `last`, both included, in two statements.

    In the order of the calendar. Time that has passed is let go when its holder ends: what is
    free is true from now on only.
    """
    hours = staff_hours(
        business=business, first=first, last=last, zone=zone, staff_member_ids=staff_member_ids
    )
    values: dict[str, Any] = {
        "business": business.id,
        "staff": sorted(hours),
        "from_at": begins(first, 0, zone=zone),
        "until_at": begins(last + timedelta(days=1), 0, zone=zone),
    }
    busy: dict[int, list[Span]] = {}
    people: dict[int, tuple[str, int]] = {}
    for id_, name, hue, starts_at, ends_at in select(_STATEMENT, **values):
        people[id_] = (name, hue)
        if starts_at is not None:
            busy.setdefault(id_, []).append(Span(moment(starts_at), moment(ends_at)))
    return tuple(
        OpenColumn(id_, name, hue, tuple(hours[id_]), tuple(joined(busy.get(id_, ()))))
        for id_, (name, hue) in people.items()
    )


def first_gaps(columns: Collection[OpenColumn], *, since: datetime) -> list[Gap]:
    """All that is free from a moment on, the earliest first."""
    found = [gap for column in columns for gap in column.gaps(since=since)]
    return sorted(found, key=lambda gap: gap.starts_at)


# A block is closed from its start to its end: what became free inside it is not offered.
_STATEMENT = """
SELECT s.id, s.name, s.hue, b.starts_at, b.ends_at
  FROM regulars_staffmember s
  LEFT JOIN (
       SELECT t.staff_member_id, t.starts_at, t.ends_at
         FROM regulars_busytime t
        WHERE t.business_id = %(business)s AND t.staff_member_id IN %(staff)s
          AND t.starts_at < %(until_at)s AND t.ends_at > %(from_at)s
       UNION ALL
       SELECT k.staff_member_id, k.starts_at, k.ends_at
         FROM regulars_block k
        WHERE k.business_id = %(business)s AND k.staff_member_id IN %(staff)s
          AND k.removed_at IS NULL
          AND k.ends_at > %(from_at)s AND k.starts_at < %(until_at)s) b
    ON b.staff_member_id = s.id
 WHERE s.business_id = %(business)s AND s.id IN %(staff)s
 ORDER BY s.position, s.name, s.id, b.starts_at
"""
