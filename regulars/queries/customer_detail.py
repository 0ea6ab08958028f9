"""Who is this customer, what is next, and what is there to remember and to know?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from regulars.kernel.tenant import Tenant
from regulars.queries.customer_answers import FieldOnCard, answered_alerts, customer_fields
from regulars.queries.customer_card import AlertOnCard, CustomerCard, Remembered, customer_card
from regulars.queries.customer_card import remembered as what_is_remembered
from regulars.queries.customer_history import CustomerHistory, assemble
from regulars.queries.customer_statistics import CustomerFigures, customer_figures, default_year
from regulars.queries.history_parts import HistoryVisit
from regulars.queries.visit_stories import stories
from regulars.queries.visits import MOST_VISITS, Filter, Place, visits


@dataclass(frozen=True, slots=True)
class BookingList:
    """One page of a customer's bookings, newest first, and where it stands among all of them."""

    visits: tuple[HistoryVisit, ...]
    listed: Filter
    total: int  # of the filter
    figures: CustomerFigures

    @property
    def first(self) -> int:
        """The place of the first one shown, counted from 1."""
        return (self.listed.before.after if self.listed.before else 0) + 1

    @property
    def last(self) -> int:
        return self.first - 1 + len(self.visits)

    @property
    def next(self) -> Place | None:
        """Where the following page begins; None on the last one."""
        if not self.visits or self.last >= self.total:
            return None
        last = self.visits[-1]
        return Place(last.starts_at, last.is_group, last.id, self.last)


@dataclass(frozen=True, slots=True)
class CustomerDetail:
    """Everything on a customer's page."""

    card: CustomerCard
    remembered: Remembered
    fields: tuple[FieldOnCard, ...]
    coming: tuple[HistoryVisit, ...]
    figures: CustomerFigures
    bookings: BookingList
    history: CustomerHistory

    @property
    def alerts(self) -> tuple[AlertOnCard, ...]:
        """What must be seen first: alerts, and the answers that are alarming."""
        return self.remembered.alerts + answered_alerts(self.fields)


ALL_YEARS = 0


def customer_detail(
    *,
    business: Tenant,
    customer_id: int,
    at: datetime,
    zone: ZoneInfo,
    year: int | None = None,
    listed: Filter | None = None,
) -> CustomerDetail:
    """The customer's page in seven statements. Raises Customer.DoesNotExist.

    `year` chooses the statistics: None for the year that says most today, ALL_YEARS for all.
    """
    listed = listed or Filter()
    card = customer_card(business=business, customer_id=customer_id)
    kept = what_is_remembered(
        business=business, customer_id=customer_id, staff_ids=card.origin_staff
    )
    figures = _figures(business, card, at, zone, year)
    read = visits(business=business, customer_id=customer_id, coming_at=at, listed=listed)
    told = stories(
        business=business,
        customer_id=customer_id,
        visits=(*read.newest, *read.coming, *read.listed),
    )
    history = assemble(business=business, customer_id=customer_id, newest=read.newest, told=told)
    numbered = {
        (visit.is_group, visit.id): visit
        for project in history.projects
        for visit in project.visits
    }
    return CustomerDetail(
        card=card,
        remembered=kept,
        fields=customer_fields(business=business, customer_id=customer_id),
        coming=tuple(numbered.get((v.is_group, v.id), v) for v in told.of(read.coming)),
        figures=figures,
        bookings=_page(
            tuple(numbered.get((v.is_group, v.id), v) for v in told.of(read.listed)),
            listed,
            figures,
        ),
        history=history,
    )


def customer_statistics(
    *, business: Tenant, customer_id: int, at: datetime, zone: ZoneInfo, year: int | None
) -> CustomerFigures:
    """The statistics alone, two statements. Raises Customer.DoesNotExist."""
    card = customer_card(business=business, customer_id=customer_id)
    return _figures(business, card, at, zone, year)


def customer_bookings(
    *, business: Tenant, customer_id: int, at: datetime, zone: ZoneInfo, listed: Filter
) -> BookingList:
    """One page of the bookings alone, four statements. Raises Customer.DoesNotExist."""
    figures = customer_statistics(
        business=business, customer_id=customer_id, at=at, zone=zone, year=None
    )
    read = visits(business=business, customer_id=customer_id, newest=False, listed=listed)
    told = stories(business=business, customer_id=customer_id, visits=read.listed)
    return _page(told.of(read.listed), listed, figures)


def _figures(
    business: Tenant, card: CustomerCard, at: datetime, zone: ZoneInfo, year: int | None
) -> CustomerFigures:
    span = {"first_at": card.first_at, "last_at": card.last_at}
    chosen = default_year(**span, at=at, zone=zone) if year is None else year
    return customer_figures(
        business=business,
        customer_id=card.id,
        zone=zone,
        year=None if chosen == ALL_YEARS else chosen,
        **span,
    )


def _page(shown: tuple[HistoryVisit, ...], listed: Filter, figures: CustomerFigures) -> BookingList:
    return BookingList(
        visits=shown,
        listed=listed,
        total=figures.count(status=listed.status, is_group=listed.is_group),
        figures=figures,
    )


__all__ = [
    "ALL_YEARS",
    "MOST_VISITS",
    "BookingList",
    "CustomerDetail",
    "customer_bookings",
    "customer_detail",
    "customer_statistics",
]
