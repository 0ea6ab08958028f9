"""Which pieces of work are there, and how far are they?"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from regulars.kernel.tenant import Tenant
from regulars.queries.sql import Row, moment, moment_or_none, select
from regulars.rules.names import name_on_screen

# More than that is read page by page.
MOST_PROJECTS = 200

# A customer's id and a project's, none longer than both engines can count to.
CURSOR = re.compile(r"([0-9]{1,18})\.([0-9]{1,18})")


@dataclass(frozen=True, slots=True)
class ListedProject:
    """A project: whose, who does it, and how many sessions took place and lie ahead.

    `done` counts the completed sessions, `ahead` those booked, confirmed or checked in.
    """

    id: int
    title: str
    description: str
    customer_id: int
    customer_name: str
    staff_member_id: int | None
    staff_name: str
    expected_sessions: int | None
    done: int
    ahead: int
    created_at: datetime
    finished_at: datetime | None


@dataclass(frozen=True, slots=True)
class ProjectPage:
    """Projects by customer; `next` says where the next page begins, null at the end."""

    items: tuple[ListedProject, ...]
    next: str | None


def project_list(
    *, business: Tenant, customer_id: int | None = None, page: str = "", limit: int = 50
) -> ProjectPage:
    """The projects of one customer or of all, customer by customer, the first opened first.

    One statement. `page` is `next` of the page before; one that somebody made up reads as the
    beginning. At most 200 a page.
    """
    after = CURSOR.fullmatch(page)
    most = min(max(limit, 1), MOST_PROJECTS)
    also = " AND p.customer_id = %(customer)s" if customer_id is not None else ""
    if after:
        also += " AND (p.customer_id, p.id) > (%(after_customer)s, %(after_id)s)"
    rows = select(
        _STATEMENT.format(also=also),
        business=business.id,
        customer=customer_id,
        after_customer=int(after[1]) if after else None,
        after_id=int(after[2]) if after else None,
        most=most + 1,
    )
    items = tuple(_project(row) for row in rows[:most])
    last = items[-1] if len(rows) > most else None
    return ProjectPage(items, f"{last.customer_id}.{last.id}" if last else None)


_STATEMENT = """
WITH picked AS (
SELECT p.id AS id FROM regulars_project p
 WHERE p.business_id = %(business)s{also}
 ORDER BY p.customer_id, p.id LIMIT %(most)s)
SELECT p.id, p.title, p.description, p.staff_member_id, s.name, p.expected_sessions,
       (SELECT COUNT(*) FROM regulars_appointment a
         WHERE a.business_id = p.business_id AND a.project_id = p.id AND a.status = 'completed'),
       (SELECT COUNT(*) FROM regulars_appointment a
         WHERE a.business_id = p.business_id AND a.project_id = p.id AND a.occupies),
       p.created_at, p.finished_at,
       c.id, c.first_name, c.last_name, c.nickname, c.company, c.number
  FROM picked
  JOIN regulars_project p ON p.id = picked.id AND p.business_id = %(business)s
  JOIN regulars_customer c ON c.id = p.customer_id
  LEFT JOIN regulars_staffmember s ON s.id = p.staff_member_id
 ORDER BY p.customer_id, p.id
"""


def _project(row: Row) -> ListedProject:
    (
        id_, title, description, staff_id, staff, expected, done, ahead, created_at, finished_at,
        customer_id, first, last, nickname, company, number,
    ) = row  # fmt: skip
    return ListedProject(
        id=id_,
        title=title,
        description=description,
        customer_id=customer_id,
        customer_name=name_on_screen(first, last, nickname, company, number),
        staff_member_id=staff_id,
        staff_name=staff or "",
        expected_sessions=expected,
        done=done,
        ahead=ahead,
        created_at=moment(created_at),
        finished_at=moment_or_none(finished_at),
    )
