"""Which blocks lie in a span of time?"""

from __future__ import annotations

from datetime import datetime

from regulars.kernel.tenant import Tenant
from regulars.queries.block_detail import BLOCKS, BlockDetail, block_of
from regulars.queries.sql import select


def block_list(
    *,
    business: Tenant,
    starts_at: datetime,
    ends_at: datetime,
    staff_member_id: int | None = None,
    room_id: int | None = None,
) -> tuple[BlockDetail, ...]:
    """The blocks that stand in the half-open span or reach into it, by start. One statement."""
    of_staff = "" if staff_member_id is None else " AND b.staff_member_id = %(member)s"
    of_room = "" if room_id is None else " AND b.room_id = %(room)s"
    rows = select(
        f"{BLOCKS}{_WITHIN}{of_staff}{of_room}{_ORDER}",
        business=business.id,
        from_at=starts_at,
        until_at=ends_at,
        **({"member": staff_member_id} if of_staff else {}),
        **({"room": room_id} if of_room else {}),
    )
    return tuple(map(block_of, rows))


_WITHIN = """
   AND b.removed_at IS NULL AND b.starts_at < %(until_at)s AND b.ends_at > %(from_at)s
"""
_ORDER = " ORDER BY b.starts_at, b.id"
