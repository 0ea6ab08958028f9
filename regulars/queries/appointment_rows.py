"""Which rows tell about an appointment? The statements behind its page."""

from __future__ import annotations

# A session that did not take place leaves its number free, as in the history.
HEAD = """
SELECT a.version, a.title, a.status, a.starts_at, a.ends_at, a.time_known, a.is_imported,
       a.price_minor, a.currency, a.notes, s.id, s.name, r.id, r.name, v.id, v.name, v.category,
       v.notice_minutes, b.notice_minutes,
       p.id, p.title, p.finished_at, p.expected_sessions,
       (SELECT COUNT(*) + 1 FROM regulars_appointment o
         WHERE o.business_id = a.business_id AND o.project_id = a.project_id
           AND o.status IN ('booked', 'confirmed', 'checked_in', 'completed')
           AND (o.starts_at < a.starts_at OR (o.starts_at = a.starts_at AND o.id < a.id))),
       c.id, c.first_name, c.last_name, c.nickname, c.company, c.number, c.phone, c.email,
       i.digest, c.bookings, c.no_shows, c.late_cancellations, c.strokes, c.first_booking_at
  FROM regulars_appointment a
  JOIN regulars_business b ON b.id = a.business_id
  LEFT JOIN regulars_staffmember s ON s.id = a.staff_member_id
  LEFT JOIN regulars_room r ON r.id = a.room_id
  LEFT JOIN regulars_service v ON v.id = a.service_id
  LEFT JOIN regulars_project p ON p.id = a.project_id
  LEFT JOIN regulars_customer c ON c.id = a.customer_id
  LEFT JOIN regulars_customerpicture i
    ON i.business_id = a.business_id AND i.customer_id = a.customer_id
 WHERE a.business_id = %(business)s AND a.id = %(appointment)s
"""

# Columns: what it is, three words, its order, two moments. Only messages can be without number;
# what warns of something is never left out for them.
AROUND = """
SELECT part, one, two, three, place, due_at, at FROM (
  SELECT 'message' AS part, m.kind AS one, m.channel AS two, m.state AS three, 0 AS place,
         m.due_at AS due_at, m.sent_at AS at
    FROM regulars_message m
   WHERE m.business_id = %(business)s AND m.appointment_id = %(appointment)s
  UNION ALL
  SELECT 'message', m.kind, m.channel, m.state, 0, m.due_at, m.sent_at
    FROM regulars_deposit d
    JOIN regulars_message m ON m.business_id = d.business_id AND m.deposit_id = d.id
   WHERE d.business_id = %(business)s AND d.appointment_id = %(appointment)s
     AND (m.appointment_id IS NULL OR m.appointment_id <> d.appointment_id)
   ORDER BY 6 DESC, 7 DESC
   LIMIT %(most)s) AS sent
UNION ALL
SELECT 'alert', l.title, l.detail, '', l.id, NULL, l.created_at
  FROM regulars_alert l
 WHERE l.business_id = %(business)s AND l.customer_id = %(customer)s
UNION ALL
SELECT 'answer', f.label, w.value, f.kind, f.position, NULL, w.given_at
  FROM regulars_answer w
  JOIN regulars_field f ON f.business_id = w.business_id AND f.id = w.field_id
 WHERE w.business_id = %(business)s AND w.customer_id = %(customer)s AND w.is_current
   AND f.shows_as_alert AND f.archived_at IS NULL AND w.value NOT IN ('', 'no')
UNION ALL
SELECT 'note', n.body, s.name, '', 0, NULL, n.created_at
  FROM regulars_note n
  LEFT JOIN regulars_staffmember s ON s.id = n.author_id
 WHERE n.business_id = %(business)s AND n.customer_id = %(customer)s
   AND n.deleted_at IS NULL AND (n.is_pinned OR n.shows_when_booking)
 ORDER BY 5, 6, 7
"""

STEPS = """
SELECT e.from_status, e.to_status, e.at, e.actor_kind, s.name, e.cancelled_by, e.told_at,
       e.notice_minutes, e.policy_minutes, e.is_undo, e.reason
  FROM regulars_appointmentevent e
  LEFT JOIN regulars_staffmember s
    ON e.actor_kind = 'staff' AND s.id = e.actor_id AND s.business_id = e.business_id
 WHERE e.business_id = %(business)s AND e.appointment_id = %(appointment)s
 ORDER BY e.id
"""

MONEY = """
SELECT 'line' AS part, l.kind, l.method, l.amount_minor, l.currency, l.paid_at AS at, l.reference,
       l.id AS place, l.is_tip
  FROM regulars_ledgerline l
 WHERE l.business_id = %(business)s AND l.appointment_id = %(appointment)s
UNION ALL
SELECT 'deposit', d.state, CASE WHEN d.appointment_id IS NULL THEN 'project' ELSE '' END,
       d.amount_minor, d.currency, d.due_at, '', d.id, FALSE
  FROM regulars_deposit d
 WHERE d.business_id = %(business)s AND d.customer_id = %(customer)s
   AND (d.appointment_id = %(appointment)s
        OR (d.appointment_id IS NULL AND d.project_id = %(project)s))
 ORDER BY 6, 8
 LIMIT %(most)s
"""

PROJECTS = """
SELECT p.id, p.title, p.finished_at IS NOT NULL
  FROM regulars_project p
 WHERE p.business_id = %(business)s AND p.customer_id = %(customer)s
 ORDER BY p.finished_at IS NOT NULL, p.created_at DESC, p.id DESC
 LIMIT %(most)s
"""
