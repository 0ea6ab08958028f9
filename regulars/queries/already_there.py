"""Which appointments and group sessions stand in time that is about to be blocked?"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from regulars.kernel.tenant import Tenant
from regulars.queries.sql import Row, moment, select
from regulars.rules.intervals import Span
from regulars.rules.names import name_on_screen


@dataclass(frozen=True, slots=True)
class AlreadyThere:
    """An appointment, or a group session, that holds some of the time; it stays."""

    appointment_id: int | None
    group_session_id: int | None
    starts_at: datetime
    ends_at: datetime
    name: str  # who comes, or the title of the group session
    owner: str  # the staff member, or the room


def already_there(
    *,
    business: Tenant,
    spans: Sequence[Span],
    staff_member_ids: Collection[int] = (),
    room_ids: Collection[int] = (),
) -> tuple[AlreadyThere, ...]:
    """What holds time of these staff members and rooms within the spans, by start. One statement.

    The spans stand in order of time. What has passed holds nothing any more.
    """
    if not spans:
        return ()
    rows = select(
        _STATEMENT,
        business=business.id,
        staff=sorted(staff_member_ids),
        rooms=sorted(room_ids),
        from_at=spans[0].starts_at,
        until_at=max(span.ends_at for span in spans),
    )
    found: dict[tuple[str, int], AlreadyThere] = {}
    for row in rows:
        held = Span(moment(row[0]), moment(row[1]))
        if any(held.overlaps(span) for span in spans):
            kind, there = _there(row)
            found.setdefault((kind, there.appointment_id or there.group_session_id or 0), there)
    return tuple(sorted(found.values(), key=lambda there: (there.starts_at, there.owner)))


_STATEMENT = """
SELECT b.starts_at, b.ends_at, COALESCE(m.name, r.name),
       a.id, a.starts_at, a.ends_at, a.title, c.id,
       c.first_name, c.last_name, c.nickname, c.company, c.number,
       g.id, g.starts_at, g.ends_at, g.title
  FROM regulars_busytime b
  LEFT JOIN regulars_appointment a ON a.id = b.appointment_id
  LEFT JOIN regulars_customer c ON c.id = a.customer_id
  LEFT JOIN regulars_groupsession g ON g.id = b.group_session_id
  LEFT JOIN regulars_staffmember m ON m.id = b.staff_member_id
  LEFT JOIN regulars_room r ON r.id = b.room_id
 WHERE b.business_id = %(business)s AND b.block_id IS NULL
   AND (b.staff_member_id IN %(staff)s OR b.room_id IN %(rooms)s)
   AND b.starts_at < %(until_at)s AND b.ends_at > %(from_at)s
 ORDER BY b.starts_at, b.id
"""


def _there(row: Row) -> tuple[str, AlreadyThere]:
    owner = row[2]
    if row[3] is not None:
        id_, starts_at, ends_at, title, customer_id, *names = row[3:13]
        return "appointment", AlreadyThere(
            appointment_id=id_,
            group_session_id=None,
            starts_at=moment(starts_at),
            ends_at=moment(ends_at),
            name=name_on_screen(*names) if customer_id else title,
            owner=owner,
        )
    id_, starts_at, ends_at, title = row[13:]
    return "group", AlreadyThere(
        appointment_id=None,
        group_session_id=id_,
        starts_at=moment(starts_at),
        ends_at=moment(ends_at),
        name=title,
        owner=owner,
    )
