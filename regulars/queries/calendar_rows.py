"""Which rows lie in a span of the calendar? The statements behind every view of it."""

from __future__ import annotations

# What reaches into the span is looked for from `back_at` on in the index of starts. One without a
# time of day stands for its whole day and reaches into no other.
APPOINTMENTS = """
SELECT a.id, a.version, a.status, a.starts_at, a.ends_at, a.time_known, a.is_imported, a.title,
       a.notes, a.price_minor, a.currency, a.notice_minutes, a.cancelled_by,
       s.id, s.name, r.id, r.name,
       v.id, v.name, v.buffer_minutes, v.gap_after_minutes, v.gap_minutes,
       p.id, p.title, p.expected_sessions,
       CASE WHEN a.project_id IS NOT NULL THEN
       (SELECT COUNT(*) + 1 FROM regulars_appointment o
         WHERE o.business_id = a.business_id AND o.project_id = a.project_id
           AND o.status IN ('booked', 'confirmed', 'checked_in', 'completed')
           AND (o.starts_at < a.starts_at OR (o.starts_at = a.starts_at AND o.id < a.id))) END,
       c.id, c.first_name, c.last_name, c.nickname, c.company, c.number, c.phone,
       c.bookings, c.no_shows, c.late_cancellations, c.strokes,
       CASE WHEN c.no_shows > 0 THEN
       (SELECT n.starts_at FROM regulars_appointment n
         WHERE n.business_id = a.business_id AND n.customer_id = a.customer_id
           AND n.starts_at < a.starts_at AND n.status = 'no_show'
         ORDER BY n.starts_at DESC, n.id DESC LIMIT 1) END,
       COALESCE(
       (SELECT l.title FROM regulars_alert l
         WHERE l.business_id = a.business_id AND l.customer_id = a.customer_id
         ORDER BY l.id LIMIT 1),
       (SELECT f.label FROM regulars_answer w
          JOIN regulars_field f ON f.business_id = w.business_id AND f.id = w.field_id
         WHERE w.business_id = a.business_id AND w.customer_id = a.customer_id AND w.is_current
           AND f.shows_as_alert AND f.archived_at IS NULL AND w.value NOT IN ('', 'no')
         ORDER BY f.position, f.id LIMIT 1)),
       (SELECT t.body FROM regulars_note t
         WHERE t.business_id = a.business_id AND t.customer_id = a.customer_id
           AND t.deleted_at IS NULL AND (t.is_pinned OR t.shows_when_booking)
         ORDER BY t.is_pinned DESC, t.created_at DESC, t.id DESC LIMIT 1),
       (SELECT d.state FROM regulars_deposit d
         WHERE d.business_id = a.business_id AND d.customer_id = a.customer_id
           AND (d.appointment_id = a.id
                OR (d.appointment_id IS NULL AND d.project_id = a.project_id))
         ORDER BY CASE WHEN d.appointment_id IS NULL THEN 1 ELSE 0 END, d.id DESC LIMIT 1),
       CASE WHEN a.status = 'checked_in' THEN
       (SELECT MAX(e.at) FROM regulars_appointmentevent e
         WHERE e.business_id = a.business_id AND e.appointment_id = a.id
           AND e.to_status = 'checked_in') END
  FROM regulars_appointment a
  LEFT JOIN regulars_staffmember s ON s.id = a.staff_member_id
  LEFT JOIN regulars_room r ON r.id = a.room_id
  LEFT JOIN regulars_service v ON v.id = a.service_id
  LEFT JOIN regulars_project p ON p.id = a.project_id
  LEFT JOIN regulars_customer c ON c.id = a.customer_id
 WHERE a.business_id = %(business)s AND a.starts_at >= %(back_at)s AND a.starts_at < %(until_at)s
   AND (a.starts_at >= %(from_at)s OR (a.time_known AND a.ends_at > %(from_at)s)){also}
 ORDER BY a.starts_at, a.id
"""

_GROUPS = """
SELECT g.id, g.version, g.starts_at, g.ends_at, g.title, g.capacity, g.called_off_at,
       v.id, v.name, v.buffer_minutes, s.id, s.name, r.id, r.name,
       (SELECT COUNT(*) FROM regulars_registration n
         WHERE n.business_id = g.business_id AND n.group_session_id = g.id AND n.takes_place),
       (SELECT COUNT(*) FROM regulars_waitingplace w
         WHERE w.business_id = g.business_id AND w.group_session_id = g.id
           AND w.state = 'waiting')
  FROM regulars_groupsession g
  JOIN regulars_service v ON v.id = g.service_id
  JOIN regulars_staffmember s ON s.id = g.staff_member_id
  LEFT JOIN regulars_room r ON r.id = g.room_id
 WHERE g.business_id = %(business)s"""

GROUPS = f"""{_GROUPS}
   AND g.starts_at >= %(back_at)s AND g.starts_at < %(until_at)s
   AND g.ends_at > %(from_at)s{{also}}
 ORDER BY g.starts_at, g.id
"""

ONE_GROUP = f"{_GROUPS} AND g.id = %(id)s"

_BLOCKS = """
SELECT b.id, b.version, b.kind, b.title, b.note, b.starts_at, b.ends_at,
       s.id, s.name, r.id, r.name, b.series_id, e.rule, b.removed_at
  FROM regulars_block b
  LEFT JOIN regulars_staffmember s ON s.id = b.staff_member_id
  LEFT JOIN regulars_room r ON r.id = b.room_id
  LEFT JOIN regulars_blockseries e ON e.id = b.series_id
 WHERE b.business_id = %(business)s"""

# A block may have begun weeks before: looked for by its end.
BLOCKS = f"""{_BLOCKS}
   AND b.ends_at > %(from_at)s AND b.starts_at < %(until_at)s AND b.removed_at IS NULL{{also}}
 ORDER BY b.starts_at, b.id
"""

ONE_BLOCK = f"{_BLOCKS} AND b.id = %(id)s"
