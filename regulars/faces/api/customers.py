"""Who is in the book, who is this, what was done here, and what were the years?"""

from __future__ import annotations

from dataclasses import replace

from ninja import Query, Router, Schema
from pydantic import Field

from regulars.faces.api.door import ApiRequest
from regulars.faces.api.pages import CustomerPage
from regulars.faces.api.questions import Cursor, Flag, RowId
from regulars.faces.api.reading import must_be_a_cursor, reads
from regulars.queries import customer_cursor
from regulars.queries.customer_document import CustomerDocument, customer_document
from regulars.queries.customer_filters import LONGEST_SEARCH, CustomerFilters, Order, Show
from regulars.queries.customer_list import Listing, customer_list
from regulars.queries.customer_search import customer_search
from regulars.queries.customer_years import CustomerYears, customer_years
from regulars.queries.history_page import HistoryPage, customer_history_page
from regulars.queries.visits import Place
from regulars.rules.permissions import Permission, Scope

router = Router(tags=["customers"])

# A page of twice the screen's two at most: each line costs its tags, alerts and next booking.
MOST_CUSTOMERS = 200


class CustomersAsked(Schema):
    """Which customers are wanted."""

    search: str = Field(
        "",
        description=(
            "Any part of a name, nickname or company, the start of a customer number, and with "
            "contact:read the start of an e-mail address or of one of its parts, and the start or "
            "the end of a phone number in any form. Forgives one slip of the keyboard in a name; "
            "the best match stands first. "
            f"Only the first {LONGEST_SEARCH} letters count."
        ),
        json_schema_extra={"example": "müller"},
    )
    has_upcoming: Flag | None = Field(
        None,
        description="true: only who has an appointment or a group booking ahead; false: only who has none.",
    )
    tag: list[RowId] = Field(
        [], max_length=5, description="Only who has this tag, by its id; several mean all of them."
    )
    sort: Order = Field(
        Order.LAST_SEEN,
        description="How a list without a search is sorted: last seen first, by name, next "
        "appointment first, most no-shows first.",
    )
    archived: Flag = Field(
        default=False, description="true: the archived customers instead of the book."
    )
    limit: int = Field(50, ge=1, le=MOST_CUSTOMERS, description="How many at most.")
    cursor: Cursor = Field(
        "",
        description="Where the page begins: `next` of the page before. A search has one page only.",
    )


@reads(
    router,
    "/customers/",
    called="customers",
    summary="Customers, searched and filtered",
    needs=Scope.CUSTOMERS_READ,
)
def customers(request: ApiRequest, asked: Query[CustomersAsked]) -> CustomerPage:
    """A page of customers in the wanted order, or the best matches of a search.

    E-mail and phone are empty, and a search by them finds nobody, without the scope contact:read.
    """
    listing = _listing(request, _filters(asked), asked)
    return CustomerPage(
        items=listing.lines[: asked.limit],
        next=listing.next or None,
        total=listing.total,
        has_more_than_total=listing.has_more_than_total,
        tags=listing.tags,
    )


def _filters(asked: CustomersAsked) -> CustomerFilters:
    return CustomerFilters(
        text=asked.search.replace("\0", " ").strip()[:LONGEST_SEARCH],
        has_upcoming=bool(asked.has_upcoming),
        show=Show.NONE_UPCOMING if asked.has_upcoming is False else Show.BOOK,
        in_archive=asked.archived,
        tag_ids=tuple(dict.fromkeys(asked.tag)),
        order=asked.sort,
    )


def _listing(request: ApiRequest, filters: CustomerFilters, asked: CustomersAsked) -> Listing:
    business, sees = request.door.business, request.door.may(Permission.SEE_CONTACT_DATA)
    if filters.text:
        must_be_a_cursor(None, asked.cursor)
        return customer_search(
            business=business,
            country=business.country,
            filters=filters,
            at=request.at,
            with_contact_data=sees,
        )
    must_be_a_cursor(customer_cursor.Cursor.read(asked.cursor, filters.sorted_by), asked.cursor)
    return customer_list(
        business=business,
        filters=filters,
        page=asked.cursor,
        at=request.at,
        with_contact_data=sees,
        limit=asked.limit,
    )


@reads(
    router,
    "/customers/{int:customer_id}/",
    called="customer",
    summary="One customer with everything known",
    needs=Scope.CUSTOMERS_READ,
)
def customer(request: ApiRequest, customer_id: int) -> CustomerDocument:
    """What the customer's page shows: card, answers, statistics of every year, history.

    The same document as `regulars show customer … --json`. Without contact:read e-mail, phone and
    address are empty, without money:read amounts are null; `withheld` says so.
    """
    door = request.door
    return customer_document(
        business=door.business,
        customer_id=customer_id,
        at=request.at,
        zone=door.zone,
        with_contact_data=door.may(Permission.SEE_CONTACT_DATA),
        with_money=door.may(Permission.SEE_MONEY),
    )


class HistoryAsked(Schema):
    """Which part of a history is wanted."""

    cursor: Cursor = Field(
        "",
        description="Where the page begins: `next` of the page before, or `older` of the customer.",
    )


@reads(
    router,
    "/customers/{int:customer_id}/history/",
    called="customer-history",
    summary="A customer's history",
    needs=Scope.CUSTOMERS_READ,
)
def history(request: ApiRequest, customer_id: int, asked: Query[HistoryAsked]) -> HistoryPage:
    """Every visit with its project and how it ended, the newest first, 50 a page."""
    must_be_a_cursor(Place.read(asked.cursor), asked.cursor)
    return customer_history_page(
        business=request.door.business,
        customer_id=customer_id,
        page=asked.cursor,
        with_money=request.door.may(Permission.SEE_MONEY),
    )


class StatisticsAsked(Schema):
    """Which year is wanted."""

    year: int | None = Field(
        None,
        description="Only this year, in the business's time zone; without data `years` is empty.",
        json_schema_extra={"example": 2026},
    )


@reads(
    router,
    "/customers/{int:customer_id}/statistics/",
    called="customer-statistics",
    summary="A customer's statistics by year",
    needs=Scope.CUSTOMERS_READ,
)
def statistics(
    request: ApiRequest, customer_id: int, asked: Query[StatisticsAsked]
) -> CustomerYears:
    """Bookings, favourite service, income, reminders and the graph of each year and of all."""
    door = request.door
    told = customer_years(
        business=door.business,
        customer_id=customer_id,
        zone=door.zone,
        currency=door.business.currency,
        with_money=door.may(Permission.SEE_MONEY),
    )
    if asked.year is None:
        return told
    return replace(told, years=tuple(year for year in told.years if year.year == asked.year))
