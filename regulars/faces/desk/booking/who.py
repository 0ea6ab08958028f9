"""Who comes? Found while somebody types, recalled while they look, compared while they enter."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse

from regulars.faces.desk.customers.filters import Hits
from regulars.faces.desk.customers.while_typing import person_typed
from regulars.faces.desk.entrance import DeskRequest, DeskView, page
from regulars.queries.customer_filters import LONGEST_SEARCH, CustomerFilters
from regulars.queries.customer_recall import Recall, customer_recall
from regulars.queries.customer_search import customer_search
from regulars.queries.likely_duplicates import likely_duplicates
from regulars.rules.permissions import Permission

# So many fit beside the form; whoever is not among them is found by typing on.
_MOST = 6


class Found(DeskView):
    """The customers who match what is typed so far."""

    permission = Permission.BOOK_APPOINTMENTS

    def get(self, request: DeskRequest) -> HttpResponse:
        text = request.GET.get("q", "").replace("\0", "").strip()[:LONGEST_SEARCH]
        return page(request, "desk/booking/_hits.html", **found(request, text))


class Recalled(DeskView):
    """What to know about one of them, while the list is still open."""

    permission = Permission.BOOK_APPOINTMENTS

    def get(self, request: DeskRequest, customer_id: int) -> HttpResponse:
        recall = _recall(request, customer_id)
        return page(request, "desk/booking/_recall.html", recall=recall, is_chosen=False)


class Perhaps(DeskView):
    """Who in the book may be the same person as the one being entered."""

    permission = Permission.EDIT_CUSTOMERS

    def get(self, request: DeskRequest) -> HttpResponse:
        business = request.door.business
        person = person_typed(request.GET, country=business.country, fmt=request.fmt)
        likely = likely_duplicates(business=business, person=person)
        recall = _recall(request, likely[0].id) if likely else None
        return page(request, "desk/booking/_perhaps.html", likely=likely, recall=recall)


def found(request: DeskRequest, text: str) -> dict[str, Any]:
    """The best matches, with what was looked for marked in them; nobody before anything is typed."""
    sees = request.door.may(Permission.SEE_CONTACT_DATA)
    context: dict[str, Any] = {
        "text": text,
        "lines": (),
        "hits": Hits.of(text, with_contact_data=sees),
    }
    if text:
        listing = customer_search(
            business=request.door.business,
            country=request.door.business.country,
            filters=CustomerFilters(text=text),
            at=request.at,
            with_contact_data=sees,
        )
        context["lines"] = listing.lines[:_MOST]
    return context


def _recall(request: DeskRequest, customer_id: int) -> Recall:
    return customer_recall(business=request.door.business, customer_id=customer_id, at=request.at)
