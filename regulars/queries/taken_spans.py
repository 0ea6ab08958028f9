"""Which time of staff members and of a room is taken?"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from regulars.kernel.tenant import Tenant
from regulars.queries.sql import moment, select
from regulars.rules.intervals import Span


@dataclass(frozen=True, slots=True)
class TakenSpans:
    """What is taken, in no order; blocks stand beside what they hold and may overlap it."""

    of_staff: Mapping[int, Sequence[Span]]
    of_room: Sequence[Span]


def taken_spans(
    *,
    business: Tenant,
    starts_at: datetime,
    ends_at: datetime,
    staff_member_ids: Collection[int],
    room_id: int | None = None,
    ignoring_appointment: int | None = None,
) -> TakenSpans:
    """What is taken of these staff members and the room, whole, if it reaches into the span.

    A block counts from its start to its end: what has become free inside stays closed. What the
    ignored appointment holds does not count. One statement.
    """
    parts = [_of_one("staff_member_id", "regulars_staffmember", "IN %(staff)s")]
    if room_id is not None:
        parts.append(_of_one("room_id", "regulars_room", "= %(room)s"))
    rows = select(
        " UNION ALL ".join(parts),
        business=business.id,
        since=starts_at,
        until=ends_at,
        staff=tuple(staff_member_ids),
        room=room_id,
        ignored=ignoring_appointment or 0,
    )
    moments = _Moments()
    of_staff: dict[int, list[Span]] = {}
    of_room: list[Span] = []
    for member, starts, ends in rows:
        spans = of_room if member is None else of_staff.setdefault(member, [])
        spans.append(Span(moments[starts], moments[ends]))
    return TakenSpans(of_staff, of_room)


class _Moments(dict[Any, datetime]):
    """Moments by what a SELECT returned: a team's appointments begin and end at the same ones."""

    def __missing__(self, value: Any) -> datetime:
        found = self[value] = moment(value)
        return found


def _of_one(column: str, owners: str, which: str) -> str:
    """What is taken of the owners of one column.

    Of one owner nothing that is held overlaps, so at most one thing that began earlier, the last,
    reaches into the span: it is looked up for each, however far back a time off began.
    """
    member = "t.staff_member_id" if column == "staff_member_id" else "NULL"
    return f"""
SELECT {member}, t.starts_at, t.ends_at FROM regulars_busytime t
 WHERE t.business_id = %(business)s AND t.{column} {which}
   AND t.starts_at >= %(since)s AND t.starts_at < %(until)s
   AND (t.appointment_id IS NULL OR t.appointment_id <> %(ignored)s)
 UNION ALL
SELECT {member}, t.starts_at, t.ends_at FROM {owners} o
  JOIN regulars_busytime t ON t.id = (
       SELECT p.id FROM regulars_busytime p
        WHERE p.business_id = o.business_id AND p.{column} = o.id AND p.starts_at < %(since)s
        ORDER BY p.starts_at DESC LIMIT 1)
 WHERE o.business_id = %(business)s AND o.id {which} AND t.ends_at > %(since)s
   AND (t.appointment_id IS NULL OR t.appointment_id <> %(ignored)s)
 UNION ALL
SELECT {member}, t.starts_at, t.ends_at FROM regulars_block t
 WHERE t.business_id = %(business)s AND t.removed_at IS NULL AND t.{column} {which}
   AND t.ends_at > %(since)s AND t.starts_at < %(until)s
"""
