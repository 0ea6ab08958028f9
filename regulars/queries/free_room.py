"""Which room could an appointment go to, if its own is taken?"""

from __future__ import annotations

from datetime import datetime, timedelta

from regulars.kernel.tenant import Tenant
from regulars.queries.sql import select

# What somebody did in the last two months says which room is theirs.
_HABIT = timedelta(days=60)


def free_room(
    *, business: Tenant, staff_member_id: int | None, starts_at: datetime, ends_at: datetime
) -> int | None:
    """The room nobody has then in which this staff member works most; None if all are taken.

    One statement. Buffers may still be in the way: the database decides.
    """
    rows = select(
        _STATEMENT,
        business=business.id,
        member=staff_member_id,
        starts_at=starts_at,
        ends_at=ends_at,
        since=starts_at - _HABIT,
    )
    return rows[0][0] if rows else None


_STATEMENT = """
SELECT r.id
  FROM regulars_room r
 WHERE r.business_id = %(business)s AND r.is_active
   AND NOT EXISTS (SELECT 1 FROM regulars_busytime t
                    WHERE t.business_id = r.business_id AND t.room_id = r.id
                      AND t.starts_at < %(ends_at)s AND t.ends_at > %(starts_at)s)
 ORDER BY (SELECT COUNT(*) FROM regulars_appointment a
            WHERE a.business_id = r.business_id AND a.staff_member_id = %(member)s
              AND a.room_id = r.id AND a.starts_at > %(since)s) DESC, r.position, r.id
 LIMIT 1
"""
