"""What has to be known about a customer before booking?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ObjectDoesNotExist

from regulars.kernel.tenant import Tenant
from regulars.queries.appointment_parts import ProjectChoice, Remembered, Warned
from regulars.queries.appointment_rows import AROUND, PROJECTS
from regulars.queries.sql import Row, moment, moment_or_none, select
from regulars.rules.answers import FieldKind
from regulars.rules.appointment_status import Status
from regulars.rules.names import name_on_screen

_LATEST = 3
_MOST = 200


class NoSuchCustomer(ObjectDoesNotExist):
    """There is no such customer in this business."""


@dataclass(frozen=True, slots=True)
class RecalledVisit:
    """One of the latest bookings."""

    id: int
    starts_at: datetime
    time_known: bool
    status: Status
    what: str
    staff_name: str
    notice_minutes: int | None


@dataclass(frozen=True, slots=True)
class Recall:
    """Who it is and what must not be forgotten; phone and e-mail are the face's to withhold."""

    id: int
    first_name: str
    last_name: str
    nickname: str
    company: str
    number: str
    phone: str
    email: str
    picture: str | None
    is_archived: bool
    bookings: int
    no_shows: int
    late_cancellations: int
    completed: int
    strokes: str
    usual_staff_id: int | None  # whoever did the latest visit
    warnings: tuple[Warned, ...] = ()
    notes: tuple[Remembered, ...] = ()
    latest: tuple[RecalledVisit, ...] = ()
    upcoming: tuple[RecalledVisit, ...] = ()
    projects: tuple[ProjectChoice, ...] = ()

    @property
    def name(self) -> str:
        """The name on screen; the customer number until a name is known."""
        return name_on_screen(
            self.first_name, self.last_name, self.nickname, self.company, self.number
        )

    @property
    def called(self) -> str:
        """How one speaks of this customer in a sentence."""
        return self.nickname or self.first_name or self.name

    @property
    def earlier(self) -> int:
        """How many bookings the strokes leave out."""
        return max(0, self.bookings - len(self.strokes))


def customer_recall(*, business: Tenant, customer_id: int, at: datetime) -> Recall:
    """The customer with alerts, notes, record, latest and next visits, in four statements.

    Raises NoSuchCustomer.
    """
    values = {"business": business.id, "customer": customer_id, "at": at, "most": _MOST}
    rows = select(_HEAD, **values)
    if not rows:
        raise NoSuchCustomer
    around = select(AROUND, **values, appointment=0)
    visits = select(_VISITS, **values, latest=_LATEST)
    projects = select(PROJECTS, **values)
    return _recall(customer_id, rows[0], around, visits, projects)


def _recall(
    customer_id: int,
    head: Row,
    around: Sequence[Row],
    visits: Sequence[Row],
    projects: Sequence[Row],
) -> Recall:
    first, last, nickname, company, number, phone, email, archived_at, picture, *standing = head
    bookings, no_shows, late, strokes, completed = standing
    latest = [row for row in visits if row[0] == "latest"]
    done_by = [row[7] for row in latest if row[4] == Status.COMPLETED] + [row[7] for row in latest]
    return Recall(
        id=customer_id,
        first_name=first,
        last_name=last,
        nickname=nickname,
        company=company,
        number=number,
        phone=phone,
        email=email,
        picture=picture,
        is_archived=moment_or_none(archived_at) is not None,
        bookings=bookings,
        no_shows=no_shows,
        late_cancellations=late,
        completed=completed,
        strokes=strokes,
        usual_staff_id=next((id_ for id_ in done_by if id_ is not None), None),
        warnings=tuple(_warned(row) for row in around if row[0] in ("alert", "answer")),
        notes=tuple(
            Remembered(row[1], row[2] or "", moment(row[6])) for row in around if row[0] == "note"
        ),
        latest=tuple(_visit(row) for row in latest),
        upcoming=tuple(_visit(row) for row in visits if row[0] == "upcoming"),
        projects=tuple(ProjectChoice(row[0], row[1], bool(row[2])) for row in projects),
    )


def _warned(row: Row) -> Warned:
    return Warned(row[1], row[2], FieldKind(row[3]) if row[0] == "answer" else None)


def _visit(row: Row) -> RecalledVisit:
    return RecalledVisit(
        id=row[1],
        starts_at=moment(row[2]),
        time_known=bool(row[3]),
        status=Status(row[4]),
        what=row[5] or "",
        staff_name=row[6] or "",
        notice_minutes=row[8],
    )


_HEAD = """
SELECT c.first_name, c.last_name, c.nickname, c.company, c.number, c.phone, c.email,
       c.archived_at,
       (SELECT i.digest FROM regulars_customerpicture i
         WHERE i.business_id = c.business_id AND i.customer_id = c.id),
       c.bookings, c.no_shows, c.late_cancellations, c.strokes,
       (SELECT COUNT(*) FROM regulars_appointment a
         WHERE a.business_id = c.business_id AND a.customer_id = c.id AND a.status = 'completed')
       + (SELECT COUNT(*) FROM regulars_registration g
           WHERE g.business_id = c.business_id AND g.customer_id = c.id AND g.status = 'completed')
  FROM regulars_customer c
 WHERE c.business_id = %(business)s AND c.id = %(customer)s
"""

_VISIT = """a.id, a.starts_at AS starts_at, a.time_known, a.status,
       COALESCE(NULLIF(a.title, ''), p.title, v.name, ''), s.name, a.staff_member_id,
       a.notice_minutes
  FROM regulars_appointment a
  LEFT JOIN regulars_project p ON p.id = a.project_id
  LEFT JOIN regulars_service v ON v.id = a.service_id
  LEFT JOIN regulars_staffmember s ON s.id = a.staff_member_id
 WHERE a.business_id = %(business)s AND a.customer_id = %(customer)s"""

_VISITS = f"""
SELECT * FROM (
SELECT 'latest' AS part, {_VISIT} AND NOT a.occupies
 ORDER BY a.starts_at DESC, a.id DESC LIMIT %(latest)s) AS latest
UNION ALL
SELECT * FROM (
SELECT 'upcoming' AS part, {_VISIT} AND a.occupies AND a.ends_at > %(at)s
 ORDER BY a.starts_at, a.id LIMIT %(latest)s) AS upcoming
"""
