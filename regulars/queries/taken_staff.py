"""Who has something else to do at that time?"""

from __future__ import annotations

from datetime import datetime

from regulars.kernel.tenant import Tenant
from regulars.queries.sql import select


def taken_staff(*, business: Tenant, starts_at: datetime, ends_at: datetime) -> frozenset[int]:
    """The ids of the staff members whose time is taken, wholly or in part. One statement."""
    rows = select(_STATEMENT, business=business.id, starts_at=starts_at, ends_at=ends_at)
    return frozenset(id_ for (id_,) in rows)


_STATEMENT = """
SELECT DISTINCT t.staff_member_id
  FROM regulars_busytime t
 WHERE t.business_id = %(business)s AND t.staff_member_id IS NOT NULL
   AND t.starts_at < %(ends_at)s AND t.ends_at > %(starts_at)s
"""
