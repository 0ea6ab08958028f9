"""The list of customers, the search in it, and one of them unfolded."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.utils.cache import patch_vary_headers
from django_htmx.http import push_url, replace_url

from regulars.faces.desk.customers.filters import Address, Hits, filters_of, opened
from regulars.faces.desk.entrance import DeskRequest, DeskView, page
from regulars.queries.customer_filters import CustomerFilters
from regulars.queries.customer_history import customer_history
from regulars.queries.customer_list import Listing, customer_list
from regulars.queries.customer_search import customer_search
from regulars.queries.customer_unfold import NoSuchCustomer, unfolded_customer
from regulars.rules.permissions import Permission


class Customers(DeskView):
    """The list. htmx gets its changed parts, and the browser an address that says what is shown."""

    permission = Permission.SEE_CUSTOMERS

    def get(self, request: DeskRequest) -> HttpResponse:
        filters = filters_of(request)
        cursor = "" if filters.text else request.GET.get("page", "")
        address = Address(request.door.business.slug, filters, cursor)
        is_part = bool(request.htmx) and not request.htmx.history_restore_request
        template = "desk/customers/_changed.html" if is_part else "desk/customers/customers.html"
        answer = page(request, template, **_context(request, filters, cursor), address=address)
        return _told(request, answer, str(address)) if is_part else answer


class Unfolded(DeskView):
    """What the arrow of a line opens, when scripts run."""

    permission = Permission.SEE_CUSTOMERS

    def get(self, request: DeskRequest, customer_id: int) -> HttpResponse:
        return page(request, "desk/customers/_unfolded.html", **_unfolded(request, customer_id))


def _context(request: DeskRequest, filters: CustomerFilters, cursor: str) -> dict[str, Any]:
    return {
        "listing": _listing(request, filters, cursor),
        "filters": filters,
        "hits": Hits.of(filters.text, with_contact_data=_sees_contact_data(request)),
        "opened": _opened(request),
    }


def _listing(request: DeskRequest, filters: CustomerFilters, cursor: str) -> Listing:
    business, sees = request.door.business, _sees_contact_data(request)
    if filters.text:
        return customer_search(
            business=business,
            country=business.country,
            filters=filters,
            at=request.at,
            with_contact_data=sees,
        )
    return customer_list(
        business=business, filters=filters, page=cursor, at=request.at, with_contact_data=sees
    )


def _opened(request: DeskRequest) -> dict[str, Any] | None:
    """Who the address asks to see unfolded, if there is such a customer."""
    customer_id = opened(request)
    try:
        return None if customer_id is None else _unfolded(request, customer_id)
    except NoSuchCustomer:
        return None


def _unfolded(request: DeskRequest, customer_id: int) -> dict[str, Any]:
    business = request.door.business
    customer = unfolded_customer(
        business=business, customer_id=customer_id, with_contact_data=_sees_contact_data(request)
    )
    history = customer_history(business=business, customer_id=customer_id)
    return {"customer": customer, "history": history}


def _sees_contact_data(request: DeskRequest) -> bool:
    return request.door.may(Permission.SEE_CONTACT_DATA)


def _told(request: DeskRequest, answer: HttpResponse, address: str) -> HttpResponse:
    """Typing changes the address in place; a filter or a page is one step back."""
    # Else going back in the browser could show the part where the page should be.
    patch_vary_headers(answer, ["HX-Request"])
    answer["Cache-Control"] = "no-store"
    tell = replace_url if request.htmx.trigger_name == "q" else push_url
    return tell(answer, address)
