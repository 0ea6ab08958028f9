"""Which rows tell about a group session? The statements behind its page."""

from __future__ import annotations

_WHO = """c.id, c.first_name, c.last_name, c.nickname, c.company, c.number, c.phone, c.email,
       i.digest, c.bookings, c.no_shows, c.late_cancellations, c.strokes, c.first_booking_at"""

_WITH_WHO = """
  JOIN regulars_customer c ON c.id = g.customer_id AND c.business_id = g.business_id
  LEFT JOIN regulars_customerpicture i
    ON i.business_id = g.business_id AND i.customer_id = g.customer_id"""

HEAD = """
SELECT n.version, n.title, n.starts_at, n.ends_at, n.capacity, n.notes, n.called_off_at,
       s.id, s.name, r.id, r.name, v.id, v.name, v.duration_minutes, v.price_minor, b.currency,
       v.notice_minutes, b.notice_minutes
  FROM regulars_groupsession n
  JOIN regulars_business b ON b.id = n.business_id
  JOIN regulars_staffmember s ON s.id = n.staff_member_id
  JOIN regulars_service v ON v.id = n.service_id
  LEFT JOIN regulars_room r ON r.id = n.room_id
 WHERE n.business_id = %(business)s AND n.id = %(session)s
"""

REGISTRATIONS = f"""
SELECT g.id, g.status, g.takes_place, g.place, g.price_minor, g.currency, g.notes,
       (SELECT SUM(l.amount_minor) FROM regulars_ledgerline l
         WHERE l.business_id = g.business_id AND l.registration_id = g.id AND l.is_income),
       (SELECT COUNT(*) FROM regulars_waitingplace w
         WHERE w.business_id = g.business_id AND w.group_session_id = g.group_session_id
           AND w.registration_id = g.id),
       {_WHO}
  FROM regulars_registration g {_WITH_WHO}
 WHERE g.business_id = %(business)s AND g.group_session_id = %(session)s
 ORDER BY g.id
"""

STEPS = """
SELECT e.registration_id, e.from_status, e.to_status, e.at, e.actor_kind, s.name, e.cancelled_by,
       e.told_at, e.notice_minutes, e.policy_minutes, e.is_undo, e.reason
  FROM regulars_registration g
  JOIN regulars_registrationevent e
    ON e.business_id = g.business_id AND e.registration_id = g.id
  LEFT JOIN regulars_staffmember s
    ON e.actor_kind = 'staff' AND s.id = e.actor_id AND s.business_id = e.business_id
 WHERE g.business_id = %(business)s AND g.group_session_id = %(session)s
 ORDER BY e.id
"""

LINE = f"""
SELECT g.id, g.created_at, {_WHO}
  FROM regulars_waitingplace g {_WITH_WHO}
 WHERE g.business_id = %(business)s AND g.group_session_id = %(session)s AND g.state = 'waiting'
 ORDER BY g.rank, g.id
"""

WARNINGS = """
SELECT l.customer_id AS customer, l.title AS title, l.detail AS detail, '' AS kind, l.id AS place,
       0 AS part
  FROM regulars_alert l
 WHERE l.business_id = %(business)s AND l.customer_id IN %(customers)s
UNION ALL
SELECT w.customer_id, f.label, w.value, f.kind, f.position, 1
  FROM regulars_answer w
  JOIN regulars_field f ON f.business_id = w.business_id AND f.id = w.field_id
 WHERE w.business_id = %(business)s AND w.customer_id IN %(customers)s AND w.is_current
   AND f.shows_as_alert AND f.archived_at IS NULL AND w.value NOT IN ('', 'no')
 ORDER BY 6, 5
"""

# Whose session is this registration's? For addresses that name a registration only.
SESSION_OF = """
SELECT g.group_session_id FROM regulars_registration g
 WHERE g.business_id = %(business)s AND g.id = %(registration)s
"""
