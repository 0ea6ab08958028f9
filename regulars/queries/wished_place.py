"""Who and what is asked for with a wished time?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from regulars.kernel.tenant import Tenant
from regulars.queries.sql import moment_or_none, select


@dataclass(frozen=True, slots=True)
class Ignored:
    """What is to be moved, so that it is not in its own way."""

    appointment_id: int | None = None
    session_id: int | None = None
    block_id: int | None = None


@dataclass(frozen=True, slots=True)
class WishedPlace:
    """The staff member, the room and the service of a wish; empty names where there is none.

    `is_other_…`: not what the thing to be moved has already.
    """

    staff_member_id: int
    name: str
    is_active: bool
    takes_bookings: bool
    is_done: bool  # the staff member does the service
    room: str
    room_is_active: bool
    service: str
    buffer: timedelta
    gap_after: timedelta
    gap: timedelta
    horizon: timedelta
    is_other_member: bool
    is_other_room: bool
    is_other_service: bool
    started_at: datetime | None  # where it starts before the move

    @property
    def first_name(self) -> str:
        return self.name.partition(" ")[0]

    @property
    def works(self) -> bool:
        """Whether there is somebody with a column in the calendar."""
        return bool(self.name) and self.is_active and self.takes_bookings


def wished_place(
    *,
    business: Tenant,
    staff_member_id: int | None,
    room_id: int | None,
    service_id: int | None,
    ignored: Ignored,
) -> WishedPlace:
    """What is known of them, in one statement. The service is the moved thing's unless given."""
    rows = select(
        _STATEMENT,
        business=business.id,
        staff=staff_member_id or 0,
        room=room_id or 0,
        service=service_id,
        appointment=ignored.appointment_id or 0,
        session=ignored.session_id or 0,
    )
    horizon, *place = rows[0]
    name, is_active, takes_bookings, is_done, room, room_is_active, *place = place
    service, buffer, gap_after, gap, *before = place
    was_with, was_in, was_service, started_at = before
    return WishedPlace(
        staff_member_id=staff_member_id or 0,
        name=name or "",
        is_active=bool(is_active),
        takes_bookings=bool(takes_bookings),
        is_done=bool(is_done) or service is None,
        room=room or "",
        room_is_active=bool(room_is_active),
        service=service or "",
        buffer=timedelta(minutes=buffer or 0),
        gap_after=timedelta(minutes=gap_after or 0),
        gap=timedelta(minutes=gap or 0),
        horizon=timedelta(days=horizon),
        is_other_member=was_with != staff_member_id,
        is_other_room=was_in != room_id,
        is_other_service=service_id is not None and was_service != service_id,
        started_at=moment_or_none(started_at),
    )


_STATEMENT = """
SELECT b.horizon_days,
       s.name, s.is_active, s.takes_bookings,
       CASE WHEN EXISTS (SELECT 1 FROM regulars_skill k WHERE k.business_id = b.id
                            AND k.service_id = v.id AND k.staff_member_id = s.id)
              OR NOT EXISTS (SELECT 1 FROM regulars_skill k WHERE k.business_id = b.id
                                AND k.service_id = v.id) THEN 1 ELSE 0 END,
       r.name, r.is_active,
       v.name, v.buffer_minutes, v.gap_after_minutes, v.gap_minutes,
       COALESCE(a.staff_member_id, g.staff_member_id), COALESCE(a.room_id, g.room_id),
       COALESCE(a.service_id, g.service_id), COALESCE(a.starts_at, g.starts_at)
  FROM regulars_business b
  LEFT JOIN regulars_staffmember s ON s.business_id = b.id AND s.id = %(staff)s
  LEFT JOIN regulars_room r ON r.business_id = b.id AND r.id = %(room)s
  LEFT JOIN regulars_appointment a ON a.business_id = b.id AND a.id = %(appointment)s
  LEFT JOIN regulars_groupsession g ON g.business_id = b.id AND g.id = %(session)s
  LEFT JOIN regulars_service v ON v.business_id = b.id
        AND v.id = COALESCE(%(service)s, a.service_id, g.service_id)
 WHERE b.id = %(business)s
"""
