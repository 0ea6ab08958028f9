"""Who works when: weeks, exceptions by date, and time off?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated

from django.core.exceptions import ObjectDoesNotExist

from regulars.kernel.documents import UNSAID
from regulars.kernel.tenant import Tenant
from regulars.queries.sql import day, moment, select
from regulars.rules.blocks import BlockKind
from regulars.rules.periods import Period


class NobodyOfThatName(ObjectDoesNotExist):
    """There is no such staff member here."""


@dataclass(frozen=True, slots=True)
class Week:
    """Hours in minutes since midnight for each weekday from Monday, and when that holds."""

    period: Period
    days: tuple[tuple[tuple[int, int], ...], ...]


@dataclass(frozen=True, slots=True)
class OtherDay:
    """A day with hours of its own; without hours there is no work."""

    day: date
    hours: tuple[tuple[int, int], ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Away:
    """Time off or a guest spot that is not over yet."""

    block_id: int
    kind: BlockKind
    title: str
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class PersonHours:
    """When one person works; past periods, days and absences are left out."""

    id: int
    name: str
    hue: Annotated[int, UNSAID]
    weeks: tuple[Week, ...]  # by their beginning
    other_days: tuple[OtherDay, ...]
    away: tuple[Away, ...]
    has_hours: bool  # ever; whoever has none can be booked at any time

    def week_on(self, wanted: date) -> Week | None:
        """The week that holds on that day."""
        return next((week for week in self.weeks if week.period.holds(wanted)), None)

    def week_of(self, period: Period) -> Week | None:
        """The week of exactly that period."""
        return next((week for week in self.weeks if week.period == period), None)


def team_hours(*, business: Tenant, today: date, at: datetime) -> tuple[PersonHours, ...]:
    """Everybody who works here, in the order of the calendar. Three statements."""
    weeks: defaultdict[int, dict[Period, list[list[tuple[int, int]]]]] = defaultdict(dict)
    people: dict[int, tuple[str, int]] = {}
    for id_, name, hue, weekday, start, end, first_on, last_on in select(
        _WEEKS, business=business.id
    ):
        people[id_] = (name, hue)
        if weekday is not None:
            period = Period(_day_or_none(first_on), _day_or_none(last_on))
            of_period = weeks[id_].setdefault(period, [[] for _ in range(7)])
            of_period[weekday].append((start, end))
    days, away = _other_days(business, today), _away(business, at)
    return tuple(
        PersonHours(
            id=id_,
            name=name,
            hue=hue,
            weeks=tuple(_weeks(weeks[id_], today)),
            other_days=days.get(id_, ()),
            away=tuple(away[id_]),
            has_hours=bool(weeks[id_]),
        )
        for id_, (name, hue) in people.items()
    )


def person_hours(people: Iterable[PersonHours], staff_member_id: int) -> PersonHours:
    """The one of this id. Raises NobodyOfThatName."""
    for person in people:
        if person.id == staff_member_id:
            return person
    raise NobodyOfThatName


_WEEKS = """
SELECT s.id, s.name, s.hue, w.weekday, w.start_minute, w.end_minute, w.first_on, w.last_on
  FROM regulars_staffmember s
  LEFT JOIN regulars_workinghours w
    ON w.business_id = s.business_id AND w.staff_member_id = s.id
 WHERE s.business_id = %(business)s AND s.is_active AND s.takes_bookings
 ORDER BY s.position, s.name, s.id, w.weekday, w.start_minute
"""

_OTHER_DAYS = """
SELECT d.staff_member_id, d.day, d.start_minute, d.end_minute, d.reason
  FROM regulars_dayhours d
 WHERE d.business_id = %(business)s AND d.day >= %(today)s
 ORDER BY d.day, d.start_minute, d.id
"""

_AWAY = """
SELECT b.staff_member_id, b.id, b.kind, b.title, b.starts_at, b.ends_at
  FROM regulars_block b
 WHERE b.business_id = %(business)s AND b.removed_at IS NULL AND b.ends_at > %(at)s
   AND b.kind IN %(kinds)s AND b.staff_member_id IS NOT NULL
 ORDER BY b.starts_at, b.id
"""


def _weeks(found: dict[Period, list[list[tuple[int, int]]]], today: date) -> Iterable[Week]:
    for period in sorted(found, key=lambda one: one.first_on or date.min):
        if period.last_on is None or period.last_on >= today:
            yield Week(period, tuple(tuple(spans) for spans in found[period]))


def _other_days(business: Tenant, today: date) -> dict[int, tuple[OtherDay, ...]]:
    found: defaultdict[int, dict[date, tuple[list[tuple[int, int]], str]]] = defaultdict(dict)
    for staff_id, on, start, end, reason in select(_OTHER_DAYS, business=business.id, today=today):
        spans, _reason = found[staff_id].setdefault(day(on), ([], reason))
        if start is not None:
            spans.append((start, end))
    return {
        staff_id: tuple(OtherDay(on, tuple(spans), why) for on, (spans, why) in days.items())
        for staff_id, days in found.items()
    }


def _away(business: Tenant, at: datetime) -> defaultdict[int, list[Away]]:
    found: defaultdict[int, list[Away]] = defaultdict(list)
    kinds = [BlockKind.TIME_OFF.value, BlockKind.GUEST_SPOT.value]
    for staff_id, id_, kind, title, starts_at, ends_at in select(
        _AWAY, business=business.id, at=at, kinds=kinds
    ):
        found[staff_id].append(
            Away(id_, BlockKind(kind), title, moment(starts_at), moment(ends_at))
        )
    return found


def _day_or_none(value: object) -> date | None:
    return None if value is None else day(value)
