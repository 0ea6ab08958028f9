"""When can a service be booked, and with whom?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from operator import itemgetter
from typing import NamedTuple
from zoneinfo import ZoneInfo

from regulars.kernel.tenant import Tenant
from regulars.queries.sql import select
from regulars.queries.staff_hours import staff_hours
from regulars.queries.taken_spans import taken_spans
from regulars.rules.availability import Needs, possible_starts
from regulars.rules.working_hours import begins

_DAY = timedelta(days=1)
_MOMENT = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class FreeStart:
    """A time that can be booked with this staff member."""

    starts_at: datetime
    ends_at: datetime
    staff_member_id: int
    staff_name: str


def free_starts(
    *,
    business: Tenant,
    service_id: int | None,
    first: date,
    last: date,
    zone: ZoneInfo,
    at: datetime,
    staff_member_id: int | None = None,
    minutes: int | None = None,
    room_id: int | None = None,
    ignoring_appointment: int | None = None,
    earliest: datetime | None = None,
    limit: int | None = None,
) -> tuple[FreeStart, ...]:
    """The starts from the first day to the last, by time, then in the order of the staff.

    `minutes` is a length other than the service's; without a service it is the length, and anybody
    does it. Where no staff member is asked for, it is all who take bookings and do the service. A
    room has to be free as well; what an appointment that is to be moved holds is not in its way.
    Nothing is offered before `earliest`, before the business's lead or after its horizon, nor of a
    service that is for groups, no longer offered or another business's. Three statements.
    """
    sought = _sought(business, service_id, staff_member_id, room_id, minutes)
    if sought is None:
        return ()
    today = at.astimezone(zone).date()
    not_before = max(at + sought.lead, earliest or at)
    first = max(first, not_before.astimezone(zone).date())
    last = min(last, today + sought.horizon)
    if last < first:
        return ()

    needs, ids = sought.needs, tuple(sought.names)
    ends_with = begins(last + _DAY, 0, zone=zone)
    # A booking may run past midnight where the next day is worked from its start.
    hours = staff_hours(
        business=business,
        first=first,
        last=last + _DAY + needs.duration,
        zone=zone,
        staff_member_ids=ids,
    )
    taken = taken_spans(
        business=business,
        starts_at=max(not_before, begins(first, 0, zone=zone)),
        ends_at=ends_with + needs.duration + needs.buffer,
        staff_member_ids=ids,
        room_id=room_id,
        ignoring_appointment=ignoring_appointment,
    )
    found: list[tuple[datetime, int]] = []
    for id_ in ids:
        starts = possible_starts(
            hours.get(id_, ()),
            taken.of_staff.get(id_, ()),
            needs=needs,
            slot=sought.slot,
            not_before=not_before,
            not_after=ends_with - _MOMENT,
            room_busy=taken.of_room,
        )
        found.extend((start, id_) for start in starts[:limit])
    found.sort(key=itemgetter(0))  # stable: the staff stay in their order
    return tuple(
        FreeStart(start, start + needs.duration, id_, sought.names[id_])
        for start, id_ in found[:limit]
    )


class _Sought(NamedTuple):
    needs: Needs
    slot: timedelta
    lead: timedelta
    horizon: timedelta
    names: Mapping[int, str]  # of those who do it, in their order


def _sought(
    business: Tenant,
    service_id: int | None,
    staff_member_id: int | None,
    room_id: int | None,
    minutes: int | None,
) -> _Sought | None:
    """What is looked for, or None where nobody can do it."""
    statement = _ANYBODY if service_id is None else _WHO_DOES_IT
    rows = select(
        statement.format(
            one="" if staff_member_id is None else "AND s.id = %(member)s",
            room="" if room_id is None else _IN_THE_ROOM,
        ),
        business=business.id,
        service=service_id,
        member=staff_member_id,
        room=room_id,
    )
    if not rows:
        return None
    lasts, buffer, gap_after, gap, slot, lead, horizon = rows[0][:7]
    duration = timedelta(minutes=lasts if minutes is None else minutes)
    if duration <= timedelta():
        return None
    return _Sought(
        needs=Needs(
            duration=duration,
            buffer=timedelta(minutes=buffer),
            gap_after=timedelta(minutes=gap_after),
            gap=timedelta(minutes=gap),
        ),
        slot=timedelta(minutes=slot),
        lead=timedelta(minutes=lead),
        horizon=timedelta(days=horizon),
        names={row[7]: row[8] for row in rows},
    )


_WHO_DOES_IT = """
SELECT v.duration_minutes, v.buffer_minutes, v.gap_after_minutes, v.gap_minutes,
       b.slot_minutes, b.lead_minutes, b.horizon_days, s.id, s.name
  FROM regulars_service v
  JOIN regulars_business b ON b.id = v.business_id
  JOIN regulars_staffmember s ON s.business_id = v.business_id
 WHERE v.business_id = %(business)s AND v.id = %(service)s AND v.is_active AND v.capacity = 1
   AND s.is_active AND s.takes_bookings {one}
   AND (EXISTS (SELECT 1 FROM regulars_skill k WHERE k.business_id = v.business_id
                   AND k.service_id = v.id AND k.staff_member_id = s.id)
        OR NOT EXISTS (SELECT 1 FROM regulars_skill k WHERE k.business_id = v.business_id
                          AND k.service_id = v.id)) {room}
 ORDER BY s.position, s.name, s.id
"""

_ANYBODY = """
SELECT 0, 0, 0, 0, b.slot_minutes, b.lead_minutes, b.horizon_days, s.id, s.name
  FROM regulars_staffmember s
  JOIN regulars_business b ON b.id = s.business_id
 WHERE s.business_id = %(business)s AND s.is_active AND s.takes_bookings {one} {room}
 ORDER BY s.position, s.name, s.id
"""

_IN_THE_ROOM = """
   AND EXISTS (SELECT 1 FROM regulars_room r WHERE r.business_id = s.business_id
                  AND r.id = %(room)s AND r.is_active)"""
