"""Was this very booking made a moment ago, by the same person?"""

from __future__ import annotations

from datetime import datetime, timedelta

from regulars.kernel.tenant import Tenant
from regulars.queries.sql import select

# A form sent twice comes twice within seconds; later somebody means it.
_A_MOMENT = timedelta(seconds=30)


def booked_just_now(
    *,
    business: Tenant,
    customer_id: int,
    staff_member_id: int,
    starts_at: datetime,
    actor_id: int | None,
    at: datetime,
) -> int | None:
    """The id of the appointment, so that a form sent twice is booked once. One statement."""
    rows = select(
        _STATEMENT,
        business=business.id,
        customer=customer_id,
        staff=staff_member_id,
        starts_at=starts_at,
        actor=actor_id,
        since=at - _A_MOMENT,
    )
    return rows[0][0] if rows else None


_STATEMENT = """
SELECT a.id
  FROM regulars_appointment a
  JOIN regulars_appointmentevent e
    ON e.business_id = a.business_id AND e.appointment_id = a.id AND e.from_status = ''
 WHERE a.business_id = %(business)s AND a.staff_member_id = %(staff)s
   AND a.starts_at = %(starts_at)s AND a.customer_id = %(customer)s AND a.occupies
   AND a.created_at >= %(since)s AND e.actor_kind = 'staff' AND e.actor_id = %(actor)s
"""
