"""A customer's bookings: all of them, filtered and paged."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect

from regulars.faces.desk.customer.place import (
    QUERY,
    bookings_query,
    chosen_bookings,
    page_of,
    query_of,
    shown_query,
)
from regulars.faces.desk.entrance import DeskRequest, DeskView, page
from regulars.queries.customer_detail import BookingList, customer_bookings
from regulars.rules.permissions import Permission


class CustomerBookings(DeskView):
    """GET is the bookings card; without htmx the page with that filter."""

    permission = Permission.SEE_CUSTOMERS

    def get(self, request: DeskRequest, customer_id: int) -> HttpResponseBase:
        asked = {name: request.GET.get(name, "") for name in QUERY}
        asked["year"] = _shown_year(request)
        address = page_of(request, customer_id, "bookings", **asked)
        if not request.htmx:
            return redirect(address)
        bookings = customer_bookings(
            business=request.door.business,
            customer_id=customer_id,
            at=request.at,
            zone=request.fmt.zone,
            listed=chosen_bookings(request.GET),
        )
        return self._card(request, customer_id, bookings, address)

    def _card(
        self, request: DeskRequest, customer_id: int, bookings: BookingList, address: str
    ) -> HttpResponse:
        context = bookings_context(request, customer_id, bookings)
        response = page(request, "desk/customer/_bookings.html", **context)
        response["HX-Replace-Url"] = address
        return response


def bookings_context(
    request: DeskRequest, customer_id: int, bookings: BookingList
) -> dict[str, Any]:
    """What the bookings card shows, and the addresses of its pages."""
    query = {"year": _shown_year(request), **bookings_query(bookings.listed)}
    after = str(bookings.next) if bookings.next else ""
    return {
        "customer_id": customer_id,
        "bookings": bookings,
        "is_first_page": bookings.listed.before is None,
        "first_query": query_of(**query),
        "next_query": query_of(**query, before=after) if after else "",
        "asked_year": query["year"],
    }


def _shown_year(request: DeskRequest) -> str:
    """The year of the statistics beside: it may have changed since this card was written."""
    return shown_query(request).get("year") or request.GET.get("year", "")
