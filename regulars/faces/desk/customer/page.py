"""The customer's page: who, what is next, what to remember, and everything else."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse

from regulars.faces.desk.customer.answers import answers_context
from regulars.faces.desk.customer.bookings import bookings_context
from regulars.faces.desk.customer.card import card_lines, soon
from regulars.faces.desk.customer.forms import blank_alert
from regulars.faces.desk.customer.notes import notes_context
from regulars.faces.desk.customer.place import chosen_bookings, chosen_year
from regulars.faces.desk.customer.statistics import statistics_context
from regulars.faces.desk.entrance import DeskRequest, DeskView, page
from regulars.queries.customer_detail import CustomerDetail, customer_detail
from regulars.rules.permissions import Permission


class CustomerPage(DeskView):
    """GET shows the page; ?year, ?status, ?kind and ?before choose what its parts show."""

    permission = Permission.SEE_CUSTOMERS

    def get(self, request: DeskRequest, customer_id: int) -> HttpResponse:
        detail = customer_detail(
            business=request.door.business,
            customer_id=customer_id,
            at=request.at,
            zone=request.fmt.zone,
            year=chosen_year(request.GET.get("year")),
            listed=chosen_bookings(request.GET),
        )
        return page(request, "desk/customer/customer.html", **_context(request, detail))


def _context(request: DeskRequest, detail: CustomerDetail) -> dict[str, Any]:
    today = request.fmt.local(request.at).date()
    late_on = detail.figures.record.last_too_late_on
    return {
        "detail": detail,
        "card": detail.card,
        "record": detail.figures.record,
        # A late cancellation may be of an appointment that still lies ahead.
        "last_too_late": request.fmt.ago(min(late_on, today), today) if late_on else "",
        "lines": card_lines(request, detail.card, detail.remembered),
        "soon": [soon(visit, at=request.at, fmt=request.fmt) for visit in detail.coming],
        "alerts": detail.alerts,
        "removed": None,
        "alert_form": blank_alert(),
        "history": detail.history,
        **statistics_context(request, detail.card.id, detail.figures),
        **bookings_context(request, detail.card.id, detail.bookings),
        **notes_context(request, detail.card.id, detail.remembered.notes),
        **answers_context(request, detail.card.id, detail.fields),
    }
