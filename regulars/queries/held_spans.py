"""What holds the time of a staff member or a room, and what is it called?"""

from __future__ import annotations

from datetime import datetime

from regulars.kernel.tenant import Tenant
from regulars.queries.sql import Row, moment, select
from regulars.queries.wished_place import Ignored
from regulars.rules.blocks import BlockKind
from regulars.rules.intervals import Span
from regulars.rules.obstacles import Held, Obstacle, ObstacleKind


def held_spans(
    *,
    business: Tenant,
    staff_member_id: int | None,
    room_id: int | None,
    starts_at: datetime,
    ends_at: datetime,
    ignored: Ignored,
    names: tuple[str, str],
) -> tuple[Held, ...]:
    """All that reaches into the span, blocks too where they hold nothing; one statement.

    `names` are what the staff member and the room are called. A block that holds nothing there
    only warns: what stood in it when it was laid has become free.
    """
    rows = select(
        " UNION ALL ".join((_held("staff_member_id", 0), _held("room_id", 1))),
        business=business.id,
        staff_member_id=staff_member_id or 0,
        room_id=room_id or 0,
        since=starts_at,
        until=ends_at,
        appointment=ignored.appointment_id or _NOTHING,
        session=ignored.session_id or _NOTHING,
        block=ignored.block_id or _NOTHING,
    )
    return tuple(_stretch(row, names) for row in rows)


def _stretch(row: Row, names: tuple[str, str]) -> Held:
    is_room, is_hard, held_from, held_until, kind, holder, title, block_kind, starts, ends = row
    holder_span = Span(moment(starts), moment(ends))
    return Held(
        held=Span(moment(held_from), moment(held_until)),
        holder=holder_span,
        holder_key=f"{kind} {holder}",
        obstacle=Obstacle(
            kind=ObstacleKind(kind),
            owner=names[is_room],
            label=title or "",
            starts_at=holder_span.starts_at,
            ends_at=holder_span.ends_at,
            is_hard=bool(is_hard),
            is_room=bool(is_room),
            block_kind=BlockKind(block_kind) if block_kind else None,
        ),
    )


_NOTHING = -1  # no row's id; zero stands for a holder of another kind

_HOLDER = """
       CASE WHEN t.appointment_id IS NOT NULL THEN 'appointment'
            WHEN t.group_session_id IS NOT NULL THEN 'group_session' ELSE 'block' END,
       COALESCE(t.appointment_id, t.group_session_id, t.block_id),
       CASE WHEN t.block_id IS NOT NULL THEN k.title ELSE g.title END, k.kind,
       COALESCE(a.starts_at, g.starts_at, k.starts_at), COALESCE(a.ends_at, g.ends_at, k.ends_at)
"""

_HOLDERS = """
  LEFT JOIN regulars_appointment a ON a.business_id = t.business_id AND a.id = t.appointment_id
  LEFT JOIN regulars_groupsession g ON g.business_id = t.business_id AND g.id = t.group_session_id
  LEFT JOIN regulars_block k ON k.business_id = t.business_id AND k.id = t.block_id
"""

_NOT_IGNORED = """
   AND COALESCE(t.appointment_id, 0) <> %(appointment)s
   AND COALESCE(t.group_session_id, 0) <> %(session)s AND COALESCE(t.block_id, 0) <> %(block)s
"""


def _held(column: str, is_room: int) -> str:
    """What is held of the owner, and its blocks.

    Nothing that is held of one owner overlaps, so only the last of what began before the span can
    reach into it, however long ago that was.
    """
    return f"""
SELECT {is_room}, 1, t.starts_at, t.ends_at, {_HOLDER}
  FROM regulars_busytime t {_HOLDERS}
 WHERE t.business_id = %(business)s AND t.{column} = %({column})s
   AND t.starts_at > %(since)s AND t.starts_at < %(until)s {_NOT_IGNORED}
 UNION ALL
SELECT {is_room}, 1, t.starts_at, t.ends_at, {_HOLDER}
  FROM regulars_busytime t {_HOLDERS}
 WHERE t.id = (SELECT p.id FROM regulars_busytime p
                WHERE p.business_id = %(business)s AND p.{column} = %({column})s
                  AND p.starts_at <= %(since)s
                ORDER BY p.starts_at DESC LIMIT 1)
   AND t.ends_at > %(since)s {_NOT_IGNORED}
 UNION ALL
SELECT {is_room}, 0, k.starts_at, k.ends_at, 'block', k.id, k.title, k.kind, k.starts_at, k.ends_at
  FROM regulars_block k
 WHERE k.business_id = %(business)s AND k.removed_at IS NULL AND k.{column} = %({column})s
   AND k.ends_at > %(since)s AND k.starts_at < %(until)s AND k.id <> %(block)s
"""
