"""Who is this customer, and what must be remembered about them?"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Any

from regulars.kernel.documents import UNSAID
from regulars.kernel.tenant import Tenant
from regulars.queries.sql import Row, day, moment, moment_or_none, select
from regulars.records.customers import Customer
from regulars.rules.names import name_on_screen

# A notebook, not a page of one: more notes than that are found in the change log.
_MOST_NOTES = 200


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a line of the card came from; `staff_name` is empty unless staff typed it."""

    kind: str  # booking | staff | import
    staff_name: str
    at: datetime | None


@dataclass(frozen=True, slots=True)
class AlertOnCard:
    """What must be seen before anything is done; without an id it is the answer to a question."""

    id: int | None
    title: str
    detail: str
    author_name: str = ""
    created_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class NoteOnCard:
    """What somebody wrote down."""

    id: int
    body: str
    author_id: int | None
    author_name: str
    created_at: datetime
    edited_at: datetime | None
    is_pinned: bool
    shows_when_booking: bool
    follow_up_on: date | None


@dataclass(frozen=True, slots=True)
class Remembered:
    """Tags, alerts and notes of a customer; pinned notes first, then the newest."""

    tags: tuple[str, ...]
    alerts: tuple[AlertOnCard, ...]
    notes: tuple[NoteOnCard, ...]
    staff_names: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class CustomerCard:
    """The main card: all that is known of the person; what is not known is empty."""

    id: int
    number: str
    first_name: str
    last_name: str
    nickname: str
    pronouns: str
    company: str
    email: str
    phone: str
    language: str
    birthday: date | None
    street: str
    postal_code: str
    city: str
    country: str
    archived_at: datetime | None
    picture: str | None  # the digest that names it
    strokes: str
    bookings: int
    first_at: datetime | None  # of all bookings, money and reminders: what statistics span
    last_at: datetime | None
    origins: Annotated[Mapping[str, Mapping[str, Any]], UNSAID]  # said by `origin`

    @property
    def name(self) -> str:
        """The name on screen; the customer number until a name is known."""
        return name_on_screen(
            self.first_name, self.last_name, self.nickname, self.company, self.number
        )

    @property
    def full_name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()

    @property
    def place(self) -> str:
        """Postal code and city on one line."""
        return f"{self.postal_code} {self.city}".strip()

    @property
    def has_address(self) -> bool:
        return bool(self.street or self.place)

    @property
    def origin_staff(self) -> tuple[int, ...]:
        """Ids of the staff members who typed lines of the card."""
        ids = {
            origin.get("id") for origin in self.origins.values() if origin.get("kind") == "staff"
        }
        return tuple(sorted(id_ for id_ in ids if isinstance(id_, int)))

    def origin(self, line: str, staff_names: Mapping[int, str]) -> Origin | None:
        """Where a line came from, None where nobody knows."""
        found = self.origins.get(line)
        if not found:
            return None
        at = found.get("at")
        return Origin(
            kind=str(found.get("kind", "")),
            staff_name=staff_names.get(found.get("id") or 0, ""),
            at=moment(at) if at else None,
        )


_CARD = """
SELECT c.id, c.number, c.first_name, c.last_name, c.nickname, c.pronouns, c.company, c.email,
       c.phone, c.language, c.birthday, c.street, c.postal_code, c.city, c.country, c.archived_at,
       (SELECT p.digest FROM regulars_customerpicture p
         WHERE p.business_id = c.business_id AND p.customer_id = c.id),
       c.strokes, c.bookings, c.origins,
       (SELECT MIN(a.starts_at) FROM regulars_appointment a
         WHERE a.business_id = c.business_id AND a.customer_id = c.id),
       (SELECT MIN(g.starts_at) FROM regulars_registration g
         WHERE g.business_id = c.business_id AND g.customer_id = c.id),
       (SELECT MIN(l.paid_at) FROM regulars_ledgerline l
         WHERE l.business_id = c.business_id AND l.customer_id = c.id AND l.is_income),
       (SELECT MIN(m.sent_at) FROM regulars_message m
         WHERE m.business_id = c.business_id AND m.customer_id = c.id AND m.is_reminder),
       (SELECT MAX(a.starts_at) FROM regulars_appointment a
         WHERE a.business_id = c.business_id AND a.customer_id = c.id),
       (SELECT MAX(g.starts_at) FROM regulars_registration g
         WHERE g.business_id = c.business_id AND g.customer_id = c.id),
       (SELECT MAX(l.paid_at) FROM regulars_ledgerline l
         WHERE l.business_id = c.business_id AND l.customer_id = c.id AND l.is_income),
       (SELECT MAX(m.sent_at) FROM regulars_message m
         WHERE m.business_id = c.business_id AND m.customer_id = c.id AND m.is_reminder)
  FROM regulars_customer c
 WHERE c.business_id = %(business)s AND c.id = %(customer)s
"""


def customer_card(*, business: Tenant, customer_id: int) -> CustomerCard:
    """The main card of a customer, one statement. Raises Customer.DoesNotExist."""
    rows = select(_CARD, business=business.id, customer=customer_id)
    if not rows:
        raise Customer.DoesNotExist
    row = rows[0]
    first = [moment(value) for value in row[20:24] if value is not None]
    last = [moment(value) for value in row[24:28] if value is not None]
    lines: Row = (
        *row[:10],
        day(row[10]) if row[10] else None,
        *row[11:15],
        moment_or_none(row[15]),
        *row[16:19],
        min(first, default=None),
        max(last, default=None),
        _parsed(row[19]),
    )
    return CustomerCard(*lines)


def _parsed(value: Any) -> Mapping[str, Mapping[str, Any]]:
    """A JSON column as raw SQL returns it: SQLite's and psycopg's are text."""
    parsed = json.loads(value) if isinstance(value, str | bytes) else value
    return parsed if isinstance(parsed, dict) else {}


# Columns: kind, id, text, detail, author, the author's name, two moments, pinned, when booking, day.
_REMEMBERED = """
SELECT * FROM (
SELECT 'note' AS kind, n.id AS id, n.body AS text, '' AS detail, n.author_id, s.name,
       n.created_at AS at, n.edited_at, n.is_pinned, n.shows_when_booking, n.follow_up_on
  FROM regulars_note n
  LEFT JOIN regulars_staffmember s ON s.id = n.author_id
 WHERE n.business_id = %(business)s AND n.customer_id = %(customer)s AND n.deleted_at IS NULL
 ORDER BY n.is_pinned DESC, n.created_at DESC, n.id DESC LIMIT %(most)s) AS notes
UNION ALL
SELECT 'alert', a.id, a.title, a.detail, a.author_id, s.name,
       a.created_at, NULL, FALSE, FALSE, NULL
  FROM regulars_alert a
  LEFT JOIN regulars_staffmember s ON s.id = a.author_id
 WHERE a.business_id = %(business)s AND a.customer_id = %(customer)s
UNION ALL
SELECT 'tag', t.id, t.name, '', NULL, NULL, NULL, NULL, FALSE, FALSE, NULL
  FROM regulars_customertag c
  JOIN regulars_tag t ON t.id = c.tag_id
 WHERE c.business_id = %(business)s AND c.customer_id = %(customer)s
UNION ALL
SELECT 'staff', s.id, s.name, '', NULL, NULL, NULL, NULL, FALSE, FALSE, NULL
  FROM regulars_staffmember s
 WHERE s.business_id = %(business)s AND s.id IN %(staff)s
"""


def remembered(
    *, business: Tenant, customer_id: int, staff_ids: tuple[int, ...] = ()
) -> Remembered:
    """Tags, alerts and notes of a customer and the names of these staff members, one statement."""
    rows = select(
        _REMEMBERED, business=business.id, customer=customer_id, staff=staff_ids, most=_MOST_NOTES
    )
    notes = [_note(row) for row in rows if row[0] == "note"]
    notes.sort(key=lambda note: (note.is_pinned, note.created_at, note.id), reverse=True)
    alerts = [
        AlertOnCard(row[1], row[2], row[3], row[5] or "", moment(row[6]))
        for row in rows
        if row[0] == "alert"
    ]
    return Remembered(
        tags=tuple(sorted((row[2] for row in rows if row[0] == "tag"), key=str.casefold)),
        alerts=tuple(sorted(alerts, key=lambda alert: alert.id or 0)),
        notes=tuple(notes),
        staff_names={row[1]: row[2] for row in rows if row[0] == "staff"},
    )


def _note(row: Row) -> NoteOnCard:
    return NoteOnCard(
        id=row[1],
        body=row[2],
        author_id=row[4],
        author_name=row[5] or "",
        created_at=moment(row[6]),
        edited_at=moment_or_none(row[7]),
        is_pinned=bool(row[8]),
        shows_when_booking=bool(row[9]),
        follow_up_on=day(row[10]) if row[10] else None,
    )
