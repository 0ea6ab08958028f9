"""What came before the visits that a customer's history shows at once?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from regulars.kernel.tenant import Tenant
from regulars.queries.customer_history import number_sessions
from regulars.queries.history_parts import HistoryVisit
from regulars.queries.sql import select
from regulars.queries.visit_stories import stories
from regulars.queries.visits import Filter, Place, visits
from regulars.queries.withheld import visits_without_money
from regulars.records.customers import Customer


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """Up to 50 visits, the newest first, each with its project.

    `earlier` says how many visits come after the last one shown, and `next` where they begin; it
    is null on the last page.
    """

    visits: tuple[HistoryVisit, ...]
    earlier: int
    next: str | None


def customer_history_page(
    *, business: Tenant, customer_id: int, page: str = "", with_money: bool
) -> HistoryPage:
    """The visits from a place on, the newest ones without it. Three statements.

    `page` is `next` of the page before, or `older` of the customer's document; one that somebody
    made up reads as the beginning. Raises Customer.DoesNotExist.
    """
    before = Place.read(page)
    read = visits(
        business=business, customer_id=customer_id, newest=False, listed=Filter(before=before)
    )
    told = stories(business=business, customer_id=customer_id, visits=read.listed)
    bookings, held = _counted(business, customer_id, read.listed)
    numbered = number_sessions(told.of(read.listed), held)
    seen = (before.after if before else 0) + len(numbered)
    last = numbered[-1] if read.has_more else None
    return HistoryPage(
        visits=numbered if with_money else visits_without_money(numbered),
        earlier=max(0, bookings - seen) if last else 0,
        next=str(Place(last.starts_at, last.is_group, last.id, seen)) if last else None,
    )


# The first row is the customer's own: how many bookings there are in all.
_STATEMENT = """
SELECT 0 AS project_id, c.bookings FROM regulars_customer c
 WHERE c.business_id = %(business)s AND c.id = %(customer)s
UNION ALL
SELECT a.project_id, COUNT(*) FROM regulars_appointment a
 WHERE a.business_id = %(business)s AND a.customer_id = %(customer)s
   AND a.project_id IN %(projects)s
   AND a.status IN ('booked', 'confirmed', 'checked_in', 'completed')
   AND (a.starts_at < %(newest_at)s OR (a.starts_at = %(newest_at)s AND a.id <= %(newest_id)s))
 GROUP BY a.project_id
"""


def _counted(
    business: Tenant, customer_id: int, shown: Sequence[HistoryVisit]
) -> tuple[int, dict[int, int]]:
    """All bookings, and the sessions of each project up to the newest shown that take place."""
    sessions = [visit for visit in shown if visit.project_id is not None and not visit.is_group]
    rows = select(
        _STATEMENT,
        business=business.id,
        customer=customer_id,
        projects={visit.project_id for visit in sessions},
        newest_at=sessions[0].starts_at if sessions else None,
        newest_id=sessions[0].id if sessions else None,
    )
    counted: dict[int, int] = {row[0]: row[1] for row in rows}
    if 0 not in counted:
        raise Customer.DoesNotExist
    return counted.pop(0), counted
