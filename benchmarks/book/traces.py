"""What follows from a booking: its events, its lines of the ledger, its entry in the trail?

Written from the bookings by the database itself, the same statements on both engines.
"""

from __future__ import annotations

from django.db import connection

from benchmarks.book.lives import POLICY_MINUTES

_EVENT = """(business_id, {subject}, from_status, to_status, at, actor_kind, actor_id,
    cancelled_by, told_at, notice_minutes, policy_minutes, is_undo, reason)"""

_BOOKED = f"""
INSERT INTO regulars_appointmentevent {_EVENT.format(subject="appointment_id")}
SELECT business_id, id, '', 'booked', created_at, 'staff', staff_member_id,
       '', NULL, NULL, NULL, FALSE, ''
  FROM regulars_appointment
 WHERE business_id = %(business)s AND id BETWEEN %(first)s AND %(last)s ORDER BY id
"""

_ENDED = f"""
INSERT INTO regulars_appointmentevent {_EVENT.format(subject="appointment_id")}
SELECT business_id, id, 'booked', status, changed_at,
       CASE WHEN status = 'cancelled_by_notification' THEN 'clock' ELSE 'staff' END,
       CASE WHEN status = 'cancelled_by_notification' THEN NULL ELSE staff_member_id END,
       cancelled_by, CASE WHEN cancelled_by <> '' THEN changed_at END, notice_minutes,
       CASE WHEN cancelled_by <> '' THEN {POLICY_MINUTES} END, FALSE, ''
  FROM regulars_appointment
 WHERE business_id = %(business)s AND id BETWEEN %(first)s AND %(last)s AND status <> 'booked'
 ORDER BY id
"""

_LINE = """
INSERT INTO regulars_ledgerline (business_id, customer_id, appointment_id, registration_id,
       project_id, staff_member_id, kind, method, amount_minor, currency, paid_at, description,
       reference, actor_kind, actor_id, entered_at, is_tip)
"""

_PAID = f"""{_LINE}
SELECT a.business_id, a.customer_id, a.id, NULL, a.project_id, a.staff_member_id, 'payment',
       CASE a.id %% 4 WHEN 0 THEN 'cash' WHEN 1 THEN 'other' ELSE 'card' END,
       a.price_minor - COALESCE(d.amount_minor, 0), a.currency, a.changed_at, s.name, '',
       'staff', a.staff_member_id, a.changed_at, FALSE
  FROM regulars_appointment a
  JOIN regulars_service s ON s.id = a.service_id
  LEFT JOIN (SELECT appointment_id, amount_minor FROM regulars_deposit
              WHERE id BETWEEN %(first_deposit)s AND %(last_deposit)s AND state = 'used') d
    ON d.appointment_id = a.id
 WHERE a.business_id = %(business)s AND a.id BETWEEN %(first)s AND %(last)s
   AND a.status = 'completed' AND a.price_minor > 0
 ORDER BY a.id
"""

_DEPOSITED = f"""{_LINE}
SELECT d.business_id, d.customer_id, d.appointment_id, NULL, NULL, a.staff_member_id,
       t.kind, 'transfer', t.sign * d.amount_minor, d.currency,
       CASE WHEN t.sign > 0 THEN d.due_at ELSE a.changed_at END, '', '', 'staff',
       a.staff_member_id, CASE WHEN t.sign > 0 THEN d.due_at ELSE a.changed_at END, FALSE
  FROM regulars_deposit d
  JOIN regulars_appointment a ON a.id = d.appointment_id
 CROSS JOIN (SELECT 'deposit_received' AS kind, 1 AS sign
             UNION ALL SELECT 'deposit_used', -1) t
 WHERE d.business_id = %(business)s AND d.id BETWEEN %(first_deposit)s AND %(last_deposit)s
   AND d.state = 'used'
 ORDER BY d.id, t.sign DESC
"""

_REGISTERED = f"""
INSERT INTO regulars_registrationevent {_EVENT.format(subject="registration_id")}
SELECT business_id, id, '', 'booked', created_at, 'staff', NULL, '', NULL, NULL, NULL, FALSE, ''
  FROM regulars_registration
 WHERE business_id = %(business)s AND id BETWEEN %(first)s AND %(last)s ORDER BY id
"""

_ATTENDED = f"""
INSERT INTO regulars_registrationevent {_EVENT.format(subject="registration_id")}
SELECT business_id, id, 'booked', status, starts_at, 'staff', NULL, '', NULL, NULL, NULL, FALSE, ''
  FROM regulars_registration
 WHERE business_id = %(business)s AND id BETWEEN %(first)s AND %(last)s AND status <> 'booked'
 ORDER BY id
"""

_FEE_PAID = f"""{_LINE}
SELECT r.business_id, r.customer_id, NULL, r.id, NULL, g.staff_member_id, 'payment', 'card',
       r.price_minor, r.currency, r.starts_at, g.title, '', 'staff', g.staff_member_id, r.starts_at, FALSE
  FROM regulars_registration r
  JOIN regulars_groupsession g ON g.id = r.group_session_id
 WHERE r.business_id = %(business)s AND r.id BETWEEN %(first)s AND %(last)s
   AND r.status = 'completed'
 ORDER BY r.id
"""

_TRAIL = """
INSERT INTO regulars_auditentry (business_id, at, actor_kind, actor_id, verb, subject_kind,
       subject_id, customer_id, changes)
"""

_ENTERED = f"""{_TRAIL}
SELECT business_id, created_at, 'staff', %(staff)s, 'customer.registered', 'customer', id, id, '{{}}'
  FROM regulars_customer
 WHERE business_id = %(business)s AND id BETWEEN %(first)s AND %(last)s ORDER BY id
"""

_BOOKING_ENTERED = f"""{_TRAIL}
SELECT business_id, created_at, 'staff', %(staff)s, 'appointment.booked', 'appointment', id,
       customer_id, '{{}}'
  FROM regulars_appointment
 WHERE business_id = %(business)s AND id BETWEEN %(first)s AND %(last)s
   AND status IN ('booked', 'confirmed') ORDER BY id
"""


def trace_customers(business_id: int, first: int, last: int, *, staff_id: int) -> None:
    """Who entered the customers with these ids."""
    _run(_ENTERED, business=business_id, first=first, last=last, staff=staff_id)


def trace_appointments(
    business_id: int, first: int, last: int, *, deposits: tuple[int, int], staff_id: int
) -> None:
    """Events, payments and trail of the appointments with these ids and of their deposits."""
    values = {"business": business_id, "first": first, "last": last}
    of_deposits = {"first_deposit": deposits[0], "last_deposit": deposits[1]}
    _run(_BOOKED, **values)
    _run(_ENDED, **values)
    _run(_PAID, **values, **of_deposits)
    _run(_DEPOSITED, business=business_id, **of_deposits)
    _run(_BOOKING_ENTERED, **values, staff=staff_id)


def trace_registrations(business_id: int, first: int, last: int) -> None:
    """Events and payments of the registrations with these ids."""
    for statement in (_REGISTERED, _ATTENDED, _FEE_PAID):
        _run(statement, business=business_id, first=first, last=last)


def _run(statement: str, **values: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
