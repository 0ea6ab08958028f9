"""Which rows does the month overview read? Days come as moments, counted in Python."""

from __future__ import annotations

from django.db import connection

# One line a day and staff member for appointments, and one for every group session.
BOOKED = """
WITH days (number, from_at, until_at) AS ({days})
SELECT d.number, a.staff_member_id,
       SUM(CASE WHEN a.time_known AND a.status IN %(on_calendar)s THEN {length} ELSE 0 END),
       SUM(CASE WHEN a.status = 'no_show' THEN 1 ELSE 0 END),
       SUM(CASE WHEN a.status = 'cancelled_too_late' THEN 1 ELSE 0 END),
       '', 0, 0
  FROM days d
  JOIN regulars_appointment a
    ON a.business_id = %(business)s AND a.starts_at >= d.from_at AND a.starts_at < d.until_at
 WHERE 1 = 1 {of_staff}
 GROUP BY d.number, a.staff_member_id
UNION ALL
SELECT d.number, g.staff_member_id, {group_length}, 0, 0, g.title,
       (SELECT COUNT(*) FROM regulars_registration p
         WHERE p.business_id = g.business_id AND p.group_session_id = g.id AND p.takes_place),
       g.capacity
  FROM days d
  JOIN regulars_groupsession g
    ON g.business_id = %(business)s AND g.starts_at >= d.from_at AND g.starts_at < d.until_at
 WHERE g.called_off_at IS NULL {of_group_staff}
"""

# Long blocks by their moments; stays of a guest by the days that the working hours are bound to.
PERIODS = """
SELECT s.id, s.name, b.kind, b.title, NULL AS first_on, NULL AS last_on, b.starts_at, b.ends_at
  FROM regulars_block b
  JOIN regulars_staffmember s ON s.id = b.staff_member_id
 WHERE b.business_id = %(business)s AND b.removed_at IS NULL
   AND b.ends_at > %(from_at)s AND b.starts_at < %(until_at)s
   AND b.kind IN ('time_off', 'guest_spot') AND b.staff_member_id IN %(staff)s
UNION ALL
SELECT s.id, s.name, '', '', h.first_on, h.last_on, NULL, NULL
  FROM regulars_workinghours h
  JOIN regulars_staffmember s ON s.id = h.staff_member_id
 WHERE h.business_id = %(business)s AND h.first_on <= %(last)s AND h.last_on >= %(first)s
   AND h.staff_member_id IN %(staff)s
 GROUP BY s.id, s.name, h.first_on, h.last_on
"""


def days_as_rows(count: int) -> str:
    """The days as a table: a number, and the moments `from_0`, `from_1` … between which it lies."""
    return " UNION ALL ".join(
        f"SELECT {number}, {_moment(number)}, {_moment(number + 1)}" for number in range(count)
    )


def _moment(number: int) -> str:
    name = f"%(from_{number})s"
    return f"CAST({name} AS timestamptz)" if connection.vendor == "postgresql" else name


def seconds_of(alias: str) -> str:
    """How long a row lasts, in the words of the engine."""
    if connection.vendor == "postgresql":
        return f"EXTRACT(EPOCH FROM ({alias}.ends_at - {alias}.starts_at))"
    return f"(strftime('%%s', {alias}.ends_at) - strftime('%%s', {alias}.starts_at))"
