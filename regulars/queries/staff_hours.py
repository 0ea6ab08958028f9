"""When does everybody work?"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from zoneinfo import ZoneInfo

from regulars.kernel.tenant import Tenant
from regulars.queries.sql import day, select
from regulars.rules.intervals import Span
from regulars.rules.working_hours import Hours, HoursOfDay, working_spans

_Written = tuple[tuple[Hours, ...], tuple[HoursOfDay, ...]]


def staff_hours(
    *,
    business: Tenant,
    first: date,
    last: date,
    zone: ZoneInfo,
    staff_member_ids: Collection[int] | None = None,
) -> Mapping[int, tuple[Span, ...]]:
    """What every bookable staff member works from the first day to the last, both included.

    Of whom no hours are written works every day from midnight to midnight; who does not work in
    these days has an empty tuple. One statement.
    """
    written = _written(business, first, last, staff_member_ids)
    # A team often keeps the same hours: they become moments once.
    spans = {
        hours: working_spans(*hours, first=first, last=last, zone=zone)
        for hours in set(written.values())
    }
    return {id_: spans[hours] for id_, hours in written.items()}


def _written(
    business: Tenant, first: date, last: date, staff_member_ids: Collection[int] | None
) -> dict[int, _Written]:
    values = {"business": business.id, "first": first, "last": last}
    if staff_member_ids is None:
        rows = select(_STATEMENT.format(these=""), **values)
    else:
        these = _STATEMENT.format(these="AND s.id IN %(staff)s")
        rows = select(these, staff=tuple(staff_member_ids), **values)
    weekly: dict[int, list[Hours]] = {}
    own: dict[int, list[HoursOfDay]] = {}
    for id_, weekday, start, end, since, until, on in rows:
        of_member, of_days = weekly.setdefault(id_, []), own.setdefault(id_, [])
        if on is not None:
            of_days.append(HoursOfDay(day(on), start, end))
        elif weekday is not None:
            period = (since and day(since), until and day(until))
            of_member.append(Hours(weekday, start, end, *period))
    return {id_: (tuple(weekly[id_]), tuple(own[id_])) for id_ in weekly}


# All of the week's hours are read, those of another period too: whoever has some is not one of
# whom no hours are written.
_STATEMENT = """
SELECT s.id, h.weekday, h.start_minute, h.end_minute, h.first_on, h.last_on, NULL
  FROM regulars_staffmember s
  LEFT JOIN regulars_workinghours h ON h.business_id = s.business_id AND h.staff_member_id = s.id
 WHERE s.business_id = %(business)s AND s.is_active AND s.takes_bookings {these}
 UNION ALL
SELECT s.id, NULL, d.start_minute, d.end_minute, NULL, NULL, d.day
  FROM regulars_staffmember s
  JOIN regulars_dayhours d ON d.business_id = s.business_id AND d.staff_member_id = s.id
       AND d.day >= %(first)s AND d.day <= %(last)s
 WHERE s.business_id = %(business)s AND s.is_active AND s.takes_bookings {these}
 ORDER BY 1, 2, 3
"""
