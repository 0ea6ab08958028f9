"""What do the day and the week show: which lanes, which hours, and what stands where?"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from regulars.kernel.tenant import Tenant
from regulars.queries.calendar_columns import NOBODY, Column, Columns, calendar_columns
from regulars.queries.calendar_entries import calendar_entries
from regulars.queries.calendar_lanes import Draft, Lane, draft, finished
from regulars.queries.calendar_parts import CalendarEntry
from regulars.queries.staff_hours import staff_hours
from regulars.rules.intervals import Span
from regulars.rules.lanes import DAY, Extent, extent_on, hours_shown
from regulars.rules.working_hours import begins

# What is free shrinks as time goes by; not at every second, or no answer would be like the last.
_STEP = timedelta(minutes=5)

Key = tuple[int | None, int | None]


@dataclass(frozen=True, slots=True)
class Grid:
    """The lanes of a day or a week, day by day, and the hours that all of them show."""

    first: date
    last: date
    lanes: tuple[Lane, ...]
    shown: Extent
    columns: Columns
    by_room: bool
    without_room: int  # by room: how many entries stand in none

    @property
    def days(self) -> tuple[date, ...]:
        """Every day, whether it has lanes or not."""
        return tuple(_days(self.first, self.last))

    @property
    def is_of_several(self) -> bool:
        """Whether a day has more than one column."""
        return len({lane.column.key for lane in self.lanes}) > 1

    @property
    def lanes_by_day(self) -> tuple[tuple[date, int], ...]:
        """How many lanes each day has, days without any left out."""
        counts = Counter(lane.day for lane in self.lanes)
        return tuple(counts.items())

    @property
    def tabs(self) -> tuple[Lane, ...]:
        """Where the phone leads at once: to every column of a day, to every day of a week."""
        if self.first == self.last or not self.is_of_several:
            return self.lanes
        return tuple({lane.day: lane for lane in reversed(self.lanes)}.values())[::-1]

    @property
    def shortest(self) -> int:
        """The minutes of the shortest entry: the shorter, the taller an hour is drawn."""
        minutes = (placed.extent.minutes for lane in self.lanes for placed in lane.placed)
        return min(minutes, default=DAY)

    @property
    def has_top(self) -> bool:
        """Whether something stands above the hours: whole days, or no time of day."""
        return any(lane.untimed or lane.whole_day for lane in self.lanes)


def calendar_grid(
    *,
    business: Tenant,
    first: date,
    last: date,
    zone: ZoneInfo,
    at: datetime,
    columns: Columns | None = None,
    staff_member_ids: Collection[int] | None = None,
    by_room: bool = False,
    with_cancelled: bool = False,
    with_free: bool = True,
) -> Grid:
    """The lanes from the first day to the last, both included, in five statements.

    Everybody who takes bookings has one on each day, and whoever has an entry on it; of several
    days only who works or has something on the day, unless it is a single column. With `columns`
    that are known already, in four statements; by room in one less.
    """
    known = columns or calendar_columns(business=business)
    entries = calendar_entries(
        business=business,
        starts_at=begins(first, 0, zone=zone),
        ends_at=begins(last + timedelta(days=1), 0, zone=zone),
        staff_member_ids=None if by_room else staff_member_ids,
        with_cancelled=with_cancelled,
    )
    sorted_in = _by_column(entries.all, by_room=by_room)
    shown_columns = _shown(known, sorted_in, staff_member_ids, by_room=by_room)
    hours: Mapping[int, tuple[Span, ...]] = {}
    if not by_room:
        hours = staff_hours(
            business=business, first=first, last=last, zone=zone, staff_member_ids=staff_member_ids
        )
    drafts = [
        draft(column, day, sorted_in[column.key], _worked(hours, column, day, zone), zone=zone)
        for day in _days(first, last)
        for column in shown_columns
    ]
    if first != last and len(shown_columns) > 1:
        drafts = [each for each in drafts if _has_something(each)]
    shown = hours_shown(extent for each in drafts for extent in each.extents(zone))
    step = at - (at - datetime.min.replace(tzinfo=at.tzinfo)) % _STEP
    return Grid(
        first=first,
        last=last,
        lanes=tuple(
            finished(each, shown=shown, zone=zone, at=step, with_free=with_free and not by_room)
            for each in drafts
        ),
        shown=shown,
        columns=known,
        by_room=by_room,
        without_room=len(sorted_in[NOBODY.key]) if by_room else 0,
    )


def _by_column(
    entries: Iterable[CalendarEntry], *, by_room: bool
) -> Mapping[Key, list[CalendarEntry]]:
    found: dict[Key, list[CalendarEntry]] = defaultdict(list)
    for entry in entries:
        if by_room:
            # A block of a staff member is not about rooms at all.
            if entry.room_id is not None or getattr(entry, "service", None) is not None:
                found[None, entry.room_id].append(entry)
        elif entry.staff_member_id is not None or entry.room_id is None:
            found[entry.staff_member_id, None].append(entry)
        elif hasattr(entry, "service"):
            found[None, None].append(entry)
    return found


def _shown(
    columns: Columns,
    entries: Mapping[Key, Sequence[CalendarEntry]],
    staff_member_ids: Collection[int] | None,
    *,
    by_room: bool,
) -> list[Column]:
    """The columns of the page, those of nobody last."""
    if by_room:
        return [room for room in columns.rooms if room.is_bookable or entries.get(room.key)]
    shown = [
        member
        for member in columns.staff
        if (
            member.is_bookable or bool(entries.get(member.key))
            if staff_member_ids is None
            else member.staff_member_id in staff_member_ids
        )
    ]
    return [*shown, NOBODY] if entries.get(NOBODY.key) else shown


def _worked(
    hours: Mapping[int, tuple[Span, ...]], column: Column, day: date, zone: ZoneInfo
) -> tuple[Span, ...] | None:
    """What of the hours lies on the day; None for a column without any, or open all day."""
    if column.staff_member_id is None or column.staff_member_id not in hours:
        return None
    spans = tuple(
        span
        for span in hours[column.staff_member_id]
        if extent_on(day, span.starts_at, span.ends_at, zone=zone) is not None
    )
    whole = any(
        extent_on(day, span.starts_at, span.ends_at, zone=zone) == Extent(0, DAY) for span in spans
    )
    return None if whole else spans


def _has_something(drafted: Draft) -> bool:
    is_bookable = drafted.column.is_bookable
    if is_bookable and drafted.worked is None:
        return True
    return bool(
        (is_bookable and drafted.worked)
        or drafted.placed
        or drafted.strips
        or drafted.untimed
        or drafted.whole_day
    )


def _days(first: date, last: date) -> Iterable[date]:
    return (first + timedelta(days=number) for number in range((last - first).days + 1))
