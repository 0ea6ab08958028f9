"""What will happen if this time is blocked: how many times, and what is there already?"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from regulars.kernel.recurrence import days_of, spans_of
from regulars.kernel.tenant import Tenant
from regulars.queries.already_there import AlreadyThere, already_there
from regulars.rules.blocks import LAID_AHEAD
from regulars.rules.intervals import Span
from regulars.rules.recurrence import Recurrence


@dataclass(frozen=True, slots=True)
class BlockOutlook:
    """`times` for each person, from today on; None without end. `begins_on` is the first day."""

    times: int | None
    begins_on: date | None
    there: tuple[AlreadyThere, ...]


def outlook_once(
    *,
    business: Tenant,
    span: Span,
    staff_member_ids: Collection[int],
    room_ids: Collection[int],
) -> BlockOutlook:
    """Of a block that does not come again. One statement."""
    there = already_there(
        business=business, spans=(span,), staff_member_ids=staff_member_ids, room_ids=room_ids
    )
    return BlockOutlook(times=1, begins_on=None, there=there)


def outlook_again(
    *,
    business: Tenant,
    recurrence: Recurrence,
    first_on: date,
    last_on: date | None,
    start_minute: int,
    end_minute: int,
    staff_member_ids: Collection[int],
    room_ids: Collection[int],
    zone: ZoneInfo,
    at: datetime,
) -> BlockOutlook:
    """Of a series; what is there is looked for as far ahead as blocks are laid. One statement."""
    today = at.astimezone(zone).date()
    furthest = today + LAID_AHEAD
    spans = spans_of(
        recurrence.text,
        first_on=first_on,
        since=today,
        until=min(last_on or furthest, furthest),
        start_minute=start_minute,
        end_minute=end_minute,
        zone=zone,
    )
    there = already_there(
        business=business,
        spans=[span for _, span in spans],
        staff_member_ids=staff_member_ids,
        room_ids=room_ids,
    )
    days = days_of(
        recurrence.text, first_on=first_on, since=today, until=last_on or date(9999, 12, 31)
    )
    begins_on = next(days, None)
    times = None if last_on is None else sum(1 for _ in days) + (begins_on is not None)
    return BlockOutlook(times=times, begins_on=begins_on, there=there)
