"""What does one line of a list of customers show?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from regulars.kernel.tenant import Tenant
from regulars.queries.sql import Row, moment, moment_or_none, select
from regulars.rules.names import name_on_screen

# In this order a row of `COLUMNS` is read by `CustomerRow`.
COLUMNS = """c.id, c.first_name, c.last_name, c.nickname, c.company, c.number, c.email, c.phone,
       c.phone_digits, c.sort_name, c.latest_active_at, c.last_visit_at, c.last_visit_key,
       c.bookings, c.no_shows, c.late_cancellations, c.strokes, c.archived_at,
       (SELECT p.digest FROM regulars_customerpicture p
         WHERE p.business_id = c.business_id AND p.customer_id = c.id) AS picture"""

# Where moments stand in it: latest active booking, last visit, archived.
_MOMENTS = (10, 11, 17)


@dataclass(frozen=True, slots=True)
class CustomerRow:
    """A customer as the database has it."""

    id: int
    first_name: str
    last_name: str
    nickname: str
    company: str
    number: str
    email: str
    phone: str
    phone_digits: str
    sort_name: str
    latest_active_at: datetime | None
    last_visit_at: datetime | None
    last_visit_key: int
    bookings: int
    no_shows: int
    late_cancellations: int
    strokes: str
    archived_at: datetime | None
    picture: str | None

    @classmethod
    def of(cls, row: Row) -> CustomerRow:
        """Read one row of `COLUMNS`."""
        values = list(row)
        for place in _MOMENTS:
            values[place] = moment_or_none(values[place])
        return cls(*values)

    @property
    def full_name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()

    @property
    def name(self) -> str:
        """The name on screen; the customer number until a name is known."""
        return name_on_screen(
            self.first_name, self.last_name, self.nickname, self.company, self.number
        )


@dataclass(frozen=True, slots=True)
class TagChoice:
    """A tag that somebody has."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class NextBooking:
    """The soonest appointment or registration that lies ahead."""

    starts_at: datetime
    time_known: bool
    staff_name: str


@dataclass(frozen=True, slots=True)
class CustomerLine:
    """One customer in the list; e-mail and phone are empty for who may not see them."""

    id: int
    name: str
    also: tuple[str, ...]
    first_name: str
    last_name: str
    picture: str | None
    phone: str
    email: str
    tags: tuple[str, ...]
    alerts: tuple[str, ...]
    last_visit_at: datetime | None
    next: NextBooking | None
    strokes: str
    earlier: int
    no_shows: int
    late_cancellations: int
    is_archived: bool


def lines_and_tags(
    rows: Sequence[CustomerRow], *, business: Tenant, at: datetime, with_contact_data: bool
) -> tuple[tuple[CustomerLine, ...], tuple[TagChoice, ...]]:
    """The lines of these customers in this order, and the tags that anybody has, by name.

    Two statements, however many they are.
    """
    marks, choices = _marks(business, [row.id for row in rows])
    ahead = [row.id for row in rows if row.latest_active_at and row.latest_active_at > at]
    upcoming = _upcoming(business, ahead, at)
    lines = tuple(
        CustomerLine(
            id=row.id,
            name=row.name,
            also=tuple(part for part in (row.nickname, row.company) if part and part != row.name),
            first_name=row.first_name,
            last_name=row.last_name,
            picture=row.picture,
            phone=row.phone if with_contact_data else "",
            email=row.email if with_contact_data else "",
            tags=tuple(marks[row.id, "tag"]),
            alerts=tuple(marks[row.id, "alert"]),
            last_visit_at=row.last_visit_at,
            next=upcoming.get(row.id),
            strokes=row.strokes,
            earlier=row.bookings - len(row.strokes),
            no_shows=row.no_shows,
            late_cancellations=row.late_cancellations,
            is_archived=row.archived_at is not None,
        )
        for row in rows
    )
    return lines, choices


def _marks(
    business: Tenant, ids: Sequence[int]
) -> tuple[dict[tuple[int, str], list[str]], tuple[TagChoice, ...]]:
    """Tags and alerts of these customers, and the tags that anybody has."""
    marks: dict[tuple[int, str], list[str]] = defaultdict(list)
    choices: list[TagChoice] = []
    statement = """
        SELECT ct.customer_id AS id, 'tag' AS kind, t.name AS text, '' AS key, ct.id AS place
          FROM regulars_customertag ct JOIN regulars_tag t
            ON t.id = ct.tag_id AND t.business_id = ct.business_id
         WHERE ct.business_id = %(business_id)s AND ct.customer_id IN %(ids)s
        UNION ALL
        SELECT a.customer_id, 'alert', a.title, '', a.id
          FROM regulars_alert a
         WHERE a.business_id = %(business_id)s AND a.customer_id IN %(ids)s
        UNION ALL
        SELECT t.id, 'choice', t.name, t.key, 0
          FROM regulars_tag t
         WHERE t.business_id = %(business_id)s
           AND EXISTS (SELECT 1 FROM regulars_customertag ct
                        WHERE ct.business_id = t.business_id AND ct.tag_id = t.id)
         ORDER BY key, place
    """
    for id_, kind, text, *_ in select(statement, business_id=business.id, ids=ids):
        if kind == "choice":
            choices.append(TagChoice(id_, text))
        else:
            marks[id_, kind].append(text)
    return marks, tuple(choices)


def _upcoming(business: Tenant, ids: Sequence[int], at: datetime) -> dict[int, NextBooking]:
    """The soonest booking after `at` of each of these customers."""
    statement = """
        SELECT b.customer_id, b.starts_at, b.time_known, s.name
          FROM regulars_appointment b LEFT JOIN regulars_staffmember s
            ON s.id = b.staff_member_id AND s.business_id = b.business_id
         WHERE b.business_id = %(business_id)s AND b.customer_id IN %(ids)s
           AND b.occupies AND b.starts_at > %(at)s
        UNION ALL
        SELECT b.customer_id, b.starts_at, g.capacity > 0, s.name
          FROM regulars_registration b
          JOIN regulars_groupsession g
            ON g.id = b.group_session_id AND g.business_id = b.business_id
          JOIN regulars_staffmember s
            ON s.id = g.staff_member_id AND s.business_id = g.business_id
         WHERE b.business_id = %(business_id)s AND b.customer_id IN %(ids)s
           AND b.occupies AND b.starts_at > %(at)s
    """
    # Sorted here: asked for an order, SQLite would rather read the whole calendar from today on.
    soonest: dict[int, NextBooking] = {}
    for customer_id, starts_at, time_known, staff_name in select(
        statement, business_id=business.id, ids=ids, at=at
    ):
        booking = NextBooking(moment(starts_at), bool(time_known), staff_name or "")
        if customer_id not in soonest or booking.starts_at < soonest[customer_id].starts_at:
            soonest[customer_id] = booking
    return soonest
