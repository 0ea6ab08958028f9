"""Which group sessions begin in a span of time, and how full are they?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from regulars.kernel.tenant import Tenant
from regulars.queries.sql import Row, moment, select
from regulars.rules.capacity import WaitingState


@dataclass(frozen=True, slots=True)
class ListedGroupSession:
    """A group session in a list; overbooked where more is `taken` than its `capacity`."""

    id: int
    version: int
    title: str
    starts_at: datetime
    ends_at: datetime
    capacity: int
    taken: int
    waiting: int
    is_called_off: bool
    service_id: int
    service: str
    staff_member_id: int
    staff_name: str
    room_id: int | None
    room: str


def group_session_list(
    *,
    business: Tenant,
    starts_at: datetime,
    ends_at: datetime,
    staff_member_id: int | None = None,
) -> tuple[ListedGroupSession, ...]:
    """Those that begin in the half-open span, also called off ones, by start. One statement."""
    of_staff = "" if staff_member_id is None else " AND g.staff_member_id = %(member)s"
    rows = select(
        f"{_STATEMENT}{of_staff} ORDER BY g.starts_at, g.id",
        business=business.id,
        from_at=starts_at,
        until_at=ends_at,
        waiting=WaitingState.WAITING.value,
        **({"member": staff_member_id} if of_staff else {}),
    )
    return tuple(map(_listed, rows))


_STATEMENT = """
SELECT g.id, g.version, g.title, g.starts_at, g.ends_at, g.capacity,
       (SELECT COUNT(*) FROM regulars_registration r
         WHERE r.business_id = g.business_id AND r.group_session_id = g.id AND r.takes_place),
       (SELECT COUNT(*) FROM regulars_waitingplace w
         WHERE w.business_id = g.business_id AND w.group_session_id = g.id
           AND w.state = %(waiting)s),
       g.called_off_at, g.service_id, s.name, g.staff_member_id, m.name, g.room_id, o.name
  FROM regulars_groupsession g
  JOIN regulars_service s ON s.id = g.service_id
  JOIN regulars_staffmember m ON m.id = g.staff_member_id
  LEFT JOIN regulars_room o ON o.id = g.room_id
 WHERE g.business_id = %(business)s
   AND g.starts_at >= %(from_at)s AND g.starts_at < %(until_at)s
"""


def _listed(row: Row) -> ListedGroupSession:
    (
        id_, version, title, starts_at, ends_at, capacity, taken, waiting,
        called_off_at, service_id, service, staff_id, staff, room_id, room,
    ) = row  # fmt: skip
    return ListedGroupSession(
        id=id_,
        version=version,
        title=title or service,
        starts_at=moment(starts_at),
        ends_at=moment(ends_at),
        capacity=capacity,
        taken=taken,
        waiting=waiting,
        is_called_off=called_off_at is not None,
        service_id=service_id,
        service=service,
        staff_member_id=staff_id,
        staff_name=staff,
        room_id=room_id,
        room=room or "",
    )
