"""Which rows does the start page read? The statements behind it."""

from __future__ import annotations

# `picked` says which appointments: the one that comes next, and those without an ending. "Mine"
# takes the place of the two words in brackets.
OPEN = """
SELECT k.part, k.many, a.id, a.status, a.starts_at, a.ends_at, a.time_known, a.title, a.price_minor,
       s.id, s.name, s.hue, r.name, v.name, p.title, p.expected_sessions,
       CASE WHEN p.id IS NOT NULL THEN
         (SELECT COUNT(*) + 1 FROM regulars_appointment o
           WHERE o.business_id = a.business_id AND o.project_id = a.project_id
             AND o.status IN ('booked', 'confirmed', 'checked_in', 'completed')
             AND (o.starts_at < a.starts_at OR (o.starts_at = a.starts_at AND o.id < a.id)))
       END,
       CASE WHEN EXISTS (
         SELECT 1 FROM regulars_deposit d
          WHERE d.business_id = a.business_id AND d.customer_id = a.customer_id
            AND d.appointment_id = a.id AND d.state IN ('asked', 'reminded', 'paid'))
       THEN 1 ELSE 0 END,
       c.id, c.first_name, c.last_name, c.nickname, c.company, c.number, c.phone, c.email,
       i.digest, c.bookings, c.no_shows, c.late_cancellations, c.strokes, c.first_booking_at
  FROM (
    SELECT 'next' AS part, 1 AS many, coming.id FROM (
      SELECT n.id FROM regulars_appointment n
       WHERE n.business_id = %(business)s AND n.occupies AND n.starts_at >= %(grace_at)s
         AND n.time_known AND n.status <> 'checked_in' {of_one}
       ORDER BY n.starts_at, n.id LIMIT 1) AS coming
    UNION ALL
    SELECT 'unended', past.many, past.id FROM (
      SELECT n.id, COUNT(*) OVER () AS many FROM regulars_appointment n
       WHERE n.business_id = %(business)s AND n.occupies AND n.starts_at < %(at)s
         AND (n.ends_at <= %(at)s
              OR (n.status <> 'checked_in' AND n.time_known AND n.starts_at < %(grace_at)s))
         {of_one}
       ORDER BY n.starts_at DESC, n.id DESC LIMIT %(most)s) AS past
  ) AS k
  JOIN regulars_appointment a ON a.business_id = %(business)s AND a.id = k.id
  LEFT JOIN regulars_staffmember s ON s.id = a.staff_member_id
  LEFT JOIN regulars_room r ON r.id = a.room_id
  LEFT JOIN regulars_service v ON v.id = a.service_id
  LEFT JOIN regulars_project p ON p.id = a.project_id
  LEFT JOIN regulars_customer c ON c.id = a.customer_id
  LEFT JOIN regulars_customerpicture i
    ON i.business_id = a.business_id AND i.customer_id = a.customer_id
 ORDER BY a.starts_at DESC, a.id DESC
"""
OF_ONE = "AND n.staff_member_id = %(staff)s"

# Columns: what it is, three words, its place, an amount, a moment.
ABOUT = """
SELECT 'alert' AS part, l.title AS one, l.detail AS two, '' AS three, l.id AS place,
       0 AS amount, l.created_at AS at
  FROM regulars_alert l
 WHERE l.business_id = %(business)s AND l.customer_id = %(customer)s
UNION ALL
SELECT 'answer', f.label, w.value, f.kind, f.position, 0, w.given_at
  FROM regulars_answer w
  JOIN regulars_field f ON f.business_id = w.business_id AND f.id = w.field_id
 WHERE w.business_id = %(business)s AND w.customer_id = %(customer)s AND w.is_current
   AND f.shows_as_alert AND f.archived_at IS NULL AND w.value NOT IN ('', 'no')
UNION ALL
SELECT 'note', n.body, COALESCE(s.name, ''), '', n.id, 0, n.created_at
  FROM regulars_note n
  LEFT JOIN regulars_staffmember s ON s.id = n.author_id
 WHERE n.business_id = %(business)s AND n.customer_id = %(customer)s
   AND n.deleted_at IS NULL AND (n.is_pinned OR n.shows_when_booking)
UNION ALL
SELECT 'deposit', d.state, d.currency, '', d.id, d.amount_minor, d.due_at
  FROM regulars_deposit d
 WHERE d.business_id = %(business)s AND d.customer_id = %(customer)s
   AND d.appointment_id = %(appointment)s AND d.state IN ('asked', 'reminded', 'paid')
 ORDER BY 5
"""

# Columns: what it is, how many there are and their sum, whose, what and when. Below a subselect
# PostgreSQL takes an empty column for text, so each says what it would be.
LOOK_AFTER = """
SELECT * FROM (
  SELECT 'follow_up' AS part, COUNT(*) OVER () AS many, 0 AS total, n.id, n.created_at AS at,
         n.follow_up_on AS due_on, n.body AS text, 0 AS amount, n.author_id AS other,
         CAST(NULL AS bigint) AS further,
         c.id AS customer, c.first_name, c.last_name, c.nickname, c.company, c.number, c.no_shows
    FROM regulars_note n
    JOIN regulars_customer c ON c.id = n.customer_id
   WHERE n.business_id = %(business)s AND n.deleted_at IS NULL AND n.follow_up_on <= %(today)s
     AND c.archived_at IS NULL {of_author}
   ORDER BY n.follow_up_on, n.id LIMIT %(most)s) AS follow_ups
UNION ALL
SELECT * FROM (
  SELECT 'deposit', COUNT(*) OVER (), SUM(d.amount_minor) OVER (PARTITION BY d.currency), d.id,
         d.due_at, CAST(NULL AS date), d.currency || ' ' || d.state, d.amount_minor,
         d.appointment_id, d.project_id,
         c.id, c.first_name, c.last_name, c.nickname, c.company, c.number, c.no_shows
    FROM regulars_deposit d
    JOIN regulars_customer c ON c.id = d.customer_id
    LEFT JOIN regulars_appointment n ON n.id = d.appointment_id
    LEFT JOIN regulars_project p ON p.id = d.project_id
   WHERE d.business_id = %(business)s AND d.state IN ('asked', 'reminded') {of_whom}
   ORDER BY CASE WHEN d.due_at IS NULL THEN 1 ELSE 0 END, d.due_at, d.id
   LIMIT %(most)s) AS deposits
UNION ALL
SELECT * FROM (
  SELECT 'no_show', 0, 0, n.id, n.starts_at, CAST(NULL AS date), '', 0,
         CAST(NULL AS bigint), CAST(NULL AS bigint),
         c.id, c.first_name, c.last_name, c.nickname, c.company, c.number, c.no_shows
    FROM regulars_appointment n
    JOIN regulars_customer c ON c.id = n.customer_id
   WHERE n.business_id = %(business)s AND n.status = 'no_show'
     AND n.starts_at >= %(lately)s AND n.starts_at < %(at)s AND c.archived_at IS NULL
     AND NOT EXISTS (
       SELECT 1 FROM regulars_appointment o
        WHERE o.business_id = n.business_id AND o.customer_id = n.customer_id
          AND o.starts_at > n.starts_at AND o.status IN %(counted)s)
     AND NOT EXISTS (
       SELECT 1 FROM regulars_registration g
        WHERE g.business_id = n.business_id AND g.customer_id = n.customer_id
          AND g.starts_at > n.starts_at AND g.status IN %(counted)s)
     {of_one}
   ORDER BY n.starts_at DESC, n.id DESC LIMIT %(most)s) AS no_shows
"""
OF_AUTHOR = "AND n.author_id = %(staff)s"
OF_WHOM = "AND (n.staff_member_id = %(staff)s OR p.staff_member_id = %(staff)s)"
