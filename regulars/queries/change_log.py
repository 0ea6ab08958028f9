"""What was changed about this customer, by whom, and what did it say before?"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from regulars.kernel.tenant import Tenant
from regulars.queries.customer_card import CustomerCard, customer_card
from regulars.queries.sql import Row, moment, moment_or_none, select

MOST_ENTRIES = 50
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that changed, as it is stored; ids of people and projects come as their names."""

    name: str
    old: Any
    new: Any


@dataclass(frozen=True, slots=True)
class Entry:
    """One change: who did what when; the names are those of today."""

    id: int
    at: datetime
    verb: str
    actor_kind: str
    actor_name: str
    subject: str  # what the change was about: the question, the appointment's or project's title
    appointment_id: int | None
    starts_at: datetime | None
    currency: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class ChangeLog:
    """One page of the log, newest first."""

    card: CustomerCard
    entries: tuple[Entry, ...]
    next: str  # the cursor of the following page, empty on the last


def change_log(*, business: Tenant, customer_id: int, before: str = "") -> ChangeLog:
    """A page of 50 changes of one customer, newest first, in three statements.

    `before` is the cursor of a page; what is none begins at the newest. Raises
    Customer.DoesNotExist.
    """
    card = customer_card(business=business, customer_id=customer_id)
    place = _place(before)
    rows = select(
        _STATEMENT.format(place=_BEFORE if place else ""),
        business=business.id,
        customer=customer_id,
        most=MOST_ENTRIES + 1,
        **({"at": place[0], "id": place[1]} if place else {}),
    )
    changes = [_parsed(row[5]) for row in rows[:MOST_ENTRIES]]
    names = _names(business, customer_id, changes)
    entries = tuple(
        _entry(row, change, names) for row, change in zip(rows[:MOST_ENTRIES], changes, strict=True)
    )
    has_more = len(rows) > MOST_ENTRIES
    return ChangeLog(card, entries, _cursor(entries[-1]) if has_more else "")


_STATEMENT = """
SELECT e.id, e.at, e.verb, e.actor_kind, s.name, e.changes,
       COALESCE(w.asked_as, p.title, NULLIF(a.title, ''), v.name, n.title, ''),
       a.id, COALESCE(a.starts_at, n.starts_at), COALESCE(a.currency, '')
  FROM regulars_auditentry e
  LEFT JOIN regulars_staffmember s
    ON e.actor_kind = 'staff' AND s.id = e.actor_id AND s.business_id = e.business_id
  LEFT JOIN regulars_answer w
    ON e.subject_kind = 'answer' AND w.id = e.subject_id AND w.business_id = e.business_id
  LEFT JOIN regulars_project p
    ON e.subject_kind = 'project' AND p.id = e.subject_id AND p.business_id = e.business_id
  LEFT JOIN regulars_appointment a
    ON e.subject_kind = 'appointment' AND a.id = e.subject_id AND a.business_id = e.business_id
  LEFT JOIN regulars_service v ON v.id = a.service_id
  LEFT JOIN regulars_registration g
    ON e.subject_kind = 'registration' AND g.id = e.subject_id AND g.business_id = e.business_id
  LEFT JOIN regulars_waitingplace q
    ON e.subject_kind = 'waitingplace' AND q.id = e.subject_id AND q.business_id = e.business_id
  LEFT JOIN regulars_groupsession n
    ON n.id = COALESCE(g.group_session_id, q.group_session_id) AND n.business_id = e.business_id
 WHERE e.business_id = %(business)s AND e.customer_id = %(customer)s {place}
 ORDER BY e.at DESC, e.id DESC LIMIT %(most)s
"""

_BEFORE = "AND e.at <= %(at)s AND (e.at < %(at)s OR e.id < %(id)s)"

_NAMES = """
SELECT 'staff_member_id', s.id, s.name FROM regulars_staffmember s
 WHERE s.business_id = %(business)s AND s.id IN %(staff)s
UNION ALL
SELECT 'project_id', p.id, p.title FROM regulars_project p
 WHERE p.business_id = %(business)s AND p.customer_id = %(customer)s AND p.id IN %(projects)s
"""


def _names(
    business: Tenant, customer_id: int, changes: Sequence[Mapping[str, Any]]
) -> Mapping[tuple[str, Any], str]:
    """The names of the staff members and projects that changes speak of by id."""
    ids: dict[str, set[int]] = {"staff_member_id": set(), "project_id": set()}
    for change in changes:
        for name, known in ids.items():
            known.update(id_ for id_ in change.get(name, ()) if isinstance(id_, int))
    rows = select(
        _NAMES,
        business=business.id,
        customer=customer_id,
        staff=sorted(ids["staff_member_id"]),
        projects=sorted(ids["project_id"]),
    )
    return {(row[0], row[1]): row[2] for row in rows}


def _entry(row: Row, change: Mapping[str, Any], names: Mapping[tuple[str, Any], str]) -> Entry:
    lines = [
        Line(name, *(names.get((name, value), value) for value in pair))
        for name, pair in sorted(change.items())
        if isinstance(pair, list) and len(pair) == 2
    ]
    return Entry(
        id=row[0],
        at=moment(row[1]),
        verb=row[2],
        actor_kind=row[3],
        actor_name=row[4] or "",
        subject=row[6],
        appointment_id=row[7],
        starts_at=moment_or_none(row[8]),
        currency=row[9],
        lines=tuple(lines),
    )


def _parsed(value: Any) -> Mapping[str, Any]:
    parsed = json.loads(value) if isinstance(value, str | bytes) else value
    return parsed if isinstance(parsed, dict) else {}


def _cursor(entry: Entry) -> str:
    return f"{(entry.at - _EPOCH) // timedelta(microseconds=1)}.{entry.id}"


def _place(cursor: str) -> tuple[datetime, int] | None:
    try:
        micros, id_ = (int(part) for part in cursor.split("."))
        at = _EPOCH + timedelta(microseconds=micros)
    except (ValueError, OverflowError):
        return None
    return (at, id_) if 0 <= id_ < 2**63 else None
