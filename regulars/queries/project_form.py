"""What is there to know about one project, and who could do it?"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from django.core.exceptions import ObjectDoesNotExist

from regulars.kernel.tenant import Tenant
from regulars.queries.sql import Row, moment, moment_or_none, select
from regulars.rules.appointment_status import STROKES, Status
from regulars.rules.names import name_on_screen
from regulars.rules.track_record import MOST_STROKES

# A project of more sessions than this is shown by its newest.
_MOST = 200


class NoSuchProject(ObjectDoesNotExist):
    """There is no such project, or no such customer, in this business."""


@dataclass(frozen=True, slots=True)
class StaffChoice:
    """Somebody who may do the work."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class ProjectCustomer:
    """Whose work it is."""

    id: int
    name: str
    first_name: str
    last_name: str
    picture: str | None


@dataclass(frozen=True, slots=True)
class ProjectSession:
    """One appointment of the project."""

    id: int
    starts_at: datetime
    ends_at: datetime
    time_known: bool
    status: Status
    what: str
    staff_name: str
    price_minor: int | None
    currency: str
    session_number: int  # one that did not take place leaves its number free


@dataclass(frozen=True, slots=True)
class ProjectDetail:
    """A project with its appointments, newest first."""

    id: int
    title: str
    description: str
    staff_member_id: int | None
    expected_sessions: int | None
    created_at: datetime
    finished_at: datetime | None
    customer: ProjectCustomer
    sessions: tuple[ProjectSession, ...] = ()

    @property
    def is_finished(self) -> bool:
        return self.finished_at is not None

    @property
    def done(self) -> int:
        """How many sessions were completed."""
        return sum(session.status is Status.COMPLETED for session in self.sessions)

    @property
    def strokes(self) -> str:
        """The latest sessions as a tally, in order of time."""
        newest = self.sessions[:MOST_STROKES]
        return "".join(STROKES[session.status] for session in reversed(newest))

    @property
    def earlier(self) -> int:
        return max(0, len(self.sessions) - MOST_STROKES)


def project_detail(*, business: Tenant, project_id: int) -> ProjectDetail:
    """The project with its appointments, in two statements. Raises NoSuchProject."""
    values = {"business": business.id, "project": project_id, "most": _MOST}
    rows = select(_PROJECT, **values)
    if not rows:
        raise NoSuchProject
    title, description, staff_id, expected, created_at, finished_at, *customer = rows[0]
    detail = ProjectDetail(
        id=project_id,
        title=title,
        description=description,
        staff_member_id=staff_id,
        expected_sessions=expected,
        created_at=moment(created_at),
        finished_at=moment_or_none(finished_at),
        customer=_customer(tuple(customer)),
    )
    return replace(detail, sessions=tuple(_session(row) for row in select(_SESSIONS, **values)))


def project_customer(*, business: Tenant, customer_id: int) -> ProjectCustomer:
    """The customer for whom a project is opened, in one statement. Raises NoSuchProject."""
    rows = select(_CUSTOMER, business=business.id, customer=customer_id)
    if not rows:
        raise NoSuchProject
    return _customer(rows[0])


def staff_choices(*, business: Tenant, also: int | None = None) -> tuple[StaffChoice, ...]:
    """Everybody who works here, and `also` whoever had the work, in one statement."""
    rows = select(_STAFF, business=business.id, also=also)
    return tuple(StaffChoice(*row) for row in rows)


_WHO = """c.id, c.first_name, c.last_name, c.nickname, c.company, c.number,
       (SELECT i.digest FROM regulars_customerpicture i
         WHERE i.business_id = c.business_id AND i.customer_id = c.id)"""

_PROJECT = f"""
SELECT p.title, p.description, p.staff_member_id, p.expected_sessions, p.created_at, p.finished_at,
       {_WHO}
  FROM regulars_project p
  JOIN regulars_customer c ON c.business_id = p.business_id AND c.id = p.customer_id
 WHERE p.business_id = %(business)s AND p.id = %(project)s
"""

_CUSTOMER = f"""
SELECT {_WHO} FROM regulars_customer c
 WHERE c.business_id = %(business)s AND c.id = %(customer)s
"""

_SESSIONS = """
SELECT a.id, a.starts_at, a.ends_at, a.time_known, a.status, a.title, v.name, s.name,
       a.price_minor, a.currency,
       SUM(CASE WHEN a.status IN ('booked', 'confirmed', 'checked_in', 'completed') THEN 1 ELSE 0
           END) OVER (ORDER BY a.starts_at, a.id)
  FROM regulars_appointment a
  LEFT JOIN regulars_service v ON v.id = a.service_id
  LEFT JOIN regulars_staffmember s ON s.id = a.staff_member_id
 WHERE a.business_id = %(business)s AND a.project_id = %(project)s
 ORDER BY a.starts_at DESC, a.id DESC
 LIMIT %(most)s
"""

_STAFF = """
SELECT s.id, s.name FROM regulars_staffmember s
 WHERE s.business_id = %(business)s AND (s.is_active OR s.id = %(also)s)
 ORDER BY s.position, s.name, s.id
"""

_HELD = frozenset({Status.BOOKED, Status.CONFIRMED, Status.CHECKED_IN, Status.COMPLETED})


def _customer(row: Row) -> ProjectCustomer:
    id_, first, last, nickname, company, number, picture = row
    return ProjectCustomer(
        id=id_,
        name=name_on_screen(first, last, nickname, company, number),
        first_name=first,
        last_name=last,
        picture=picture,
    )


def _session(row: Row) -> ProjectSession:
    status = Status(row[4])
    return ProjectSession(
        id=row[0],
        starts_at=moment(row[1]),
        ends_at=moment(row[2]),
        time_known=bool(row[3]),
        status=status,
        what=row[5] or row[6] or "",
        staff_name=row[7] or "",
        price_minor=row[8],
        currency=row[9],
        session_number=row[10] + (0 if status in _HELD else 1),
    )
