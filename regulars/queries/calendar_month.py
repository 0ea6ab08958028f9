"""How full is every day of a month, and what is still free?"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from regulars.kernel.tenant import Tenant
from regulars.queries.calendar_month_parts import (
    GroupOfDay,
    Load,
    Month,
    MonthDay,
    MonthWeek,
    Period,
)
from regulars.queries.calendar_month_rows import BOOKED, PERIODS, days_as_rows, seconds_of
from regulars.queries.open_columns import Gap, OpenColumn, first_gaps, open_columns
from regulars.queries.sql import day as day_of
from regulars.queries.sql import moment, select
from regulars.rules.appointment_status import ON_CALENDAR
from regulars.rules.blocks import BlockKind
from regulars.rules.intervals import Span
from regulars.rules.working_hours import begins

_DAY = timedelta(days=1)
_NONE = timedelta(0)
_THURSDAY = 3


@dataclass(slots=True)
class _Booked:
    """What the rows say of one day."""

    lengths: dict[int | None, timedelta]
    groups: list[GroupOfDay]
    no_shows: int = 0
    too_late: int = 0


def calendar_month(
    *,
    business: Tenant,
    month: date,
    zone: ZoneInfo,
    at: datetime,
    first_weekday: int = 0,
    staff_member_ids: Collection[int] | None = None,
) -> Month:
    """The weeks of the month in which the day `month` lies, in four statements.

    `first_weekday` is what a week begins with where the business is, 0 for Monday. Days are those
    of its wall clock; an appointment belongs to the day on which it starts.
    """
    first, days = _days_shown(month, first_weekday)
    columns = open_columns(
        business=business,
        first=days[0],
        last=days[-1],
        zone=zone,
        staff_member_ids=staff_member_ids,
    )
    bounds = [begins(day, 0, zone=zone) for day in (*days, days[-1] + _DAY)]
    booked = _booked(business, bounds, staff_member_ids)
    periods = _periods(business, days, bounds, zone, {each.staff_member_id for each in columns})
    gaps = _by_day(first_gaps(columns, since=max(at, bounds[0])), zone)
    hours = {column.staff_member_id: _hours_by_day(column, zone) for column in columns}
    shown = [
        MonthDay(
            day=day,
            loads=tuple(
                _load(column, hours[column.staff_member_id].get(day, ()), booked[number])
                for column in columns
            ),
            gaps=tuple(gaps.get(day, ())),
            no_shows=booked[number].no_shows,
            cancelled_too_late=booked[number].too_late,
            groups=tuple(booked[number].groups),
            periods=tuple(period for period in periods if period.holds(day)),
        )
        for number, day in enumerate(days)
    ]
    return Month(first=first, weeks=tuple(_weeks(shown)))


def _days_shown(month: date, first_weekday: int) -> tuple[date, list[date]]:
    """The first of the month, and every day of the weeks that it touches."""
    first = month.replace(day=1)
    last = (first + timedelta(days=31)).replace(day=1) - _DAY
    start = first - timedelta(days=(first.weekday() - first_weekday) % 7)
    whole = (last - start).days // 7 + 1
    return first, [start + timedelta(days=number) for number in range(whole * 7)]


def _weeks(days: Sequence[MonthDay]) -> list[MonthWeek]:
    weeks = [days[start : start + 7] for start in range(0, len(days), 7)]
    return [
        MonthWeek(
            number=next(e.day for e in week if e.day.weekday() == _THURSDAY).isocalendar().week,
            days=tuple(week),
        )
        for week in weeks
    ]


def _booked(
    business: Tenant, bounds: Sequence[datetime], staff: Collection[int] | None
) -> list[_Booked]:
    """Day by day, how long everybody is booked, and how it ended."""
    found = [_Booked({}, []) for _ in bounds[1:]]
    whom = "" if staff is None else "AND {table}.staff_member_id IN %(staff)s"
    rows = select(
        BOOKED.format(
            days=days_as_rows(len(bounds) - 1),
            length=seconds_of("a"),
            group_length=seconds_of("g"),
            of_staff=whom.format(table="a"),
            of_group_staff=whom.format(table="g"),
        ),
        business=business.id,
        staff=sorted(staff or ()),
        on_calendar=[status.value for status in sorted(ON_CALENDAR)],
        **{f"from_{number}": moment for number, moment in enumerate(bounds)},
    )
    for number, staff_id, seconds, no_shows, too_late, title, taken, capacity in rows:
        day = found[number]
        length = timedelta(seconds=int(seconds))
        day.lengths[staff_id] = day.lengths.get(staff_id, _NONE) + length
        day.no_shows += no_shows
        day.too_late += too_late
        if title:
            day.groups.append(GroupOfDay(title, taken, capacity))
    return found


def _load(column: OpenColumn, hours: Sequence[Span], booked: _Booked) -> Load:
    length = booked.lengths.get(column.staff_member_id, _NONE)
    worked = sum((span.length for span in hours), _NONE) if column.has_hours else None
    # Time off blocks every working hour; a lunch break leaves some.
    blocked = any(
        busy.starts_at <= hours[0].starts_at and busy.ends_at >= hours[-1].ends_at
        for busy in column.busy
        if hours
    )
    return Load(
        staff_member_id=column.staff_member_id,
        name=column.name,
        hue=column.hue,
        worked=worked,
        booked=length,
        is_away=not length and (blocked or worked == _NONE),
    )


def _hours_by_day(column: OpenColumn, zone: ZoneInfo) -> dict[date, list[Span]]:
    found: dict[date, list[Span]] = {}
    for span in column.hours:
        found.setdefault(span.starts_at.astimezone(zone).date(), []).append(span)
    return found


def _by_day(gaps: Sequence[Gap], zone: ZoneInfo) -> dict[date, list[Gap]]:
    found: dict[date, list[Gap]] = {}
    for gap in gaps:
        found.setdefault(gap.starts_at.astimezone(zone).date(), []).append(gap)
    return found


def _periods(
    business: Tenant,
    days: Sequence[date],
    bounds: Sequence[datetime],
    zone: ZoneInfo,
    staff: Collection[int],
) -> list[Period]:
    """Who is away or here as a guest for a day or longer, in order of their beginnings."""
    rows = select(
        PERIODS,
        business=business.id,
        staff=sorted(staff),
        first=days[0],
        last=days[-1],
        from_at=bounds[0],
        until_at=bounds[-1],
    )
    found = []
    for id_, name, kind, title, first_on, last_on, starts_at, ends_at in rows:
        if first_on is not None:
            first, last = day_of(first_on), day_of(last_on)
        else:
            first = moment(starts_at).astimezone(zone).date()
            # An end at midnight belongs to the day before.
            last = (moment(ends_at) - timedelta(microseconds=1)).astimezone(zone).date()
        if kind and moment(ends_at) - moment(starts_at) < _LONG_ENOUGH:
            continue
        found.append(Period(id_, name, BlockKind(kind) if kind else None, title, first, last))
    return sorted(found, key=lambda each: (each.first_on, each.staff_member_id))


# Shorter absences are blocks on a day, not stretches of days.
_LONG_ENOUGH = timedelta(hours=20)
