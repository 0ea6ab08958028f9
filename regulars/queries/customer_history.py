"""What has this customer had done here, project by project, and how did each visit end?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from regulars.kernel.tenant import Tenant
from regulars.queries.history_parts import (
    CustomerHistory,
    DepositMark,
    HistoryProject,
    HistoryVisit,
    Judgement,
    StepKind,
    StoryStep,
)
from regulars.queries.sql import moment, moment_or_none, select
from regulars.queries.visit_stories import Stories, stories
from regulars.queries.visits import MOST_VISITS, visits
from regulars.rules.appointment_status import CANCELLED, Status
from regulars.rules.track_record import MOST_STROKES

__all__ = [
    "MOST_VISITS",
    "CustomerHistory",
    "DepositMark",
    "HistoryProject",
    "HistoryVisit",
    "Judgement",
    "StepKind",
    "StoryStep",
    "customer_history",
]

# More pieces of work than anybody's skin has room for.
_MOST_PROJECTS = 100


def customer_history(
    *, business: Tenant, customer_id: int, exclude_appointment: int | None = None
) -> CustomerHistory:
    """The customer's newest 50 visits by project (PRODUCT.md 3), in three statements.

    The project with the newest visit stands first, the newest visit first in each, and the single
    appointments last. `exclude_appointment` leaves one out of the list that the page shows anyway.
    """
    newest = visits(business=business, customer_id=customer_id).newest
    told = stories(business=business, customer_id=customer_id, visits=newest)
    return assemble(
        business=business,
        customer_id=customer_id,
        newest=newest,
        told=told,
        exclude_appointment=exclude_appointment,
    )


def assemble(
    *,
    business: Tenant,
    customer_id: int,
    newest: Sequence[HistoryVisit],
    told: Stories,
    exclude_appointment: int | None = None,
) -> CustomerHistory:
    """Group visits whose stories are told by their projects; reads the projects, one statement."""
    bookings, heads = _projects(business, customer_id)
    numbered = number_sessions(told.of(newest), {head.id: head.held for head in heads})
    shown = [v for v in numbered if v.is_group or v.id != exclude_appointment]
    by_project: dict[int | None, list[HistoryVisit]] = defaultdict(list)
    for visit in shown:
        by_project[visit.project_id].append(visit)
    hidden: dict[int | None, int] = {head.id: head.bookings for head in heads}
    hidden[None] = bookings - sum(hidden.values())
    for visit in numbered:
        hidden[visit.project_id] = hidden.get(visit.project_id, 0) - 1
    projects = [
        _project(head, by_project[head.id], hidden[head.id], told.project_deposits)
        for head in heads
    ]
    projects.sort(key=_newest_visit, reverse=True)
    if by_project[None]:
        projects.append(_single(by_project[None], max(0, hidden[None])))
    return CustomerHistory(
        projects=tuple(projects),
        strokes=_strokes(numbered),
        earlier=max(0, bookings - len(numbered)),
    )


def number_sessions(
    newest: Iterable[HistoryVisit], held: Mapping[int, int]
) -> tuple[HistoryVisit, ...]:
    """Number the sessions of each project; one that did not take place leaves its number free.

    `newest` are the newest visits in order, so every later session of their projects is among
    them; `held` says how many sessions of each project took place or still will.
    """
    left = dict(held)
    numbered = []
    for visit in newest:
        if visit.project_id is None or visit.is_group:
            numbered.append(visit)
            continue
        takes_place = _takes_place(visit.status)
        remaining = left.get(visit.project_id, 0)
        numbered.append(replace(visit, session_number=remaining + (0 if takes_place else 1)))
        left[visit.project_id] = remaining - takes_place
    return tuple(numbered)


def _takes_place(status: Status) -> bool:
    return status not in CANCELLED and status is not Status.NO_SHOW


@dataclass(frozen=True, slots=True)
class _Head:
    """A project without its visits."""

    id: int
    title: str
    staff_name: str
    expected_sessions: int | None
    is_finished: bool
    created_at: datetime
    bookings: int
    done: int
    held: int
    first_at: datetime | None


# The first row is the customer's own: how many bookings there are in all.
_STATEMENT = """
SELECT 0 AS id, '' AS title, '' AS staff, NULL AS expected, NULL AS finished_at, c.created_at,
       c.bookings AS bookings, 0 AS done, 0 AS held, NULL AS first_at
  FROM regulars_customer c
 WHERE c.business_id = %(business)s AND c.id = %(customer)s
UNION ALL
SELECT * FROM (
SELECT p.id, p.title, s.name, p.expected_sessions, p.finished_at, p.created_at,
       COUNT(a.id), COUNT(CASE WHEN a.status = 'completed' THEN 1 END),
       COUNT(CASE WHEN a.status IN ('booked', 'confirmed', 'checked_in', 'completed') THEN 1 END),
       MIN(a.starts_at)
  FROM regulars_project p
  LEFT JOIN regulars_staffmember s ON s.id = p.staff_member_id
  LEFT JOIN regulars_appointment a
    ON a.business_id = p.business_id AND a.project_id = p.id AND a.customer_id = p.customer_id
 WHERE p.business_id = %(business)s AND p.customer_id = %(customer)s
 GROUP BY p.id, p.title, s.name, p.expected_sessions, p.finished_at, p.created_at
 ORDER BY p.created_at DESC, p.id DESC LIMIT %(most)s) AS own
"""


def _projects(business: Tenant, customer_id: int) -> tuple[int, list[_Head]]:
    rows = select(_STATEMENT, business=business.id, customer=customer_id, most=_MOST_PROJECTS)
    bookings = next((row[6] for row in rows if row[0] == 0), 0)
    heads = [
        _Head(
            id=row[0],
            title=row[1],
            staff_name=row[2] or "",
            expected_sessions=row[3],
            is_finished=row[4] is not None,
            created_at=moment(row[5]),
            bookings=row[6],
            done=row[7],
            held=row[8],
            first_at=moment_or_none(row[9]),
        )
        for row in rows
        if row[0] != 0
    ]
    return bookings, heads


def _project(
    head: _Head,
    shown: Sequence[HistoryVisit],
    hidden: int,
    deposits: Mapping[int, DepositMark],
) -> HistoryProject:
    return HistoryProject(
        id=head.id,
        title=head.title,
        staff_name=head.staff_name,
        expected_sessions=head.expected_sessions,
        done=head.done,
        is_finished=head.is_finished,
        since=head.first_at or head.created_at,
        strokes=_strokes(shown),
        visits=tuple(shown),
        earlier=max(0, hidden),
        deposit=deposits.get(head.id),
    )


def _single(shown: Sequence[HistoryVisit], hidden: int) -> HistoryProject:
    return HistoryProject(
        id=None,
        title="",
        staff_name="",
        expected_sessions=None,
        done=sum(visit.status is Status.COMPLETED for visit in shown),
        is_finished=False,
        since=shown[-1].starts_at,
        strokes=_strokes(shown),
        visits=tuple(shown),
        earlier=hidden,
    )


def _newest_visit(project: HistoryProject) -> tuple[bool, datetime]:
    """A project without any visit yet stands by the day it was opened."""
    if project.visits:
        return True, project.visits[0].starts_at
    return not project.earlier, project.since


def _strokes(newest_first: Sequence[HistoryVisit]) -> str:
    return "".join(visit.stroke for visit in reversed(newest_first[:MOST_STROKES]))
