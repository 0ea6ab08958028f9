"""Which rows does the day sheet read besides the calendar?"""

from __future__ import annotations

# Columns: whose, what it is, two words, the kind of an answer, its place.
REMEMBERED = """
SELECT l.customer_id, 'alert' AS part, l.title AS one, l.detail AS two, '' AS kind, l.id AS place
  FROM regulars_alert l
 WHERE l.business_id = %(business)s AND l.customer_id IN %(customers)s
UNION ALL
SELECT w.customer_id, 'answer', f.label, w.value, f.kind, f.position
  FROM regulars_answer w
  JOIN regulars_field f ON f.business_id = w.business_id AND f.id = w.field_id
 WHERE w.business_id = %(business)s AND w.customer_id IN %(customers)s AND w.is_current
   AND f.shows_as_alert AND f.archived_at IS NULL AND w.value NOT IN ('', 'no')
UNION ALL
SELECT n.customer_id, 'note', n.body, '', '', n.id
  FROM regulars_note n
 WHERE n.business_id = %(business)s AND n.customer_id IN %(customers)s
   AND n.deleted_at IS NULL AND (n.is_pinned OR n.shows_when_booking)
 ORDER BY 1, 2, 6
"""

KNOWN = """
SELECT a.id, a.customer_id, a.price_minor, c.last_visit_at,
       (SELECT COALESCE(SUM(l.amount_minor), 0) FROM regulars_ledgerline l
         WHERE l.business_id = a.business_id AND l.appointment_id = a.id
           AND l.kind IN ('payment', 'refund')),
       (SELECT COALESCE(SUM(d.amount_minor), 0) FROM regulars_deposit d
         WHERE d.business_id = a.business_id AND d.appointment_id = a.id
           AND d.state IN ('paid', 'used')),
       (SELECT COALESCE(SUM(d.amount_minor), 0) FROM regulars_deposit d
         WHERE d.business_id = a.business_id AND d.appointment_id = a.id
           AND d.state IN ('asked', 'reminded'))
  FROM regulars_appointment a
  LEFT JOIN regulars_customer c ON c.id = a.customer_id
 WHERE a.business_id = %(business)s AND a.id IN %(these)s
"""
