"""A customer's statistics: a year, or all of them."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect

from regulars.faces.desk.customer.graph import graph_of
from regulars.faces.desk.customer.place import chosen_year, page_of, shown_query, year_text
from regulars.faces.desk.entrance import DeskRequest, DeskView, page
from regulars.queries.customer_detail import customer_statistics
from regulars.queries.customer_statistics import CustomerFigures
from regulars.rules.permissions import Permission


class CustomerStatistics(DeskView):
    """GET is the statistics card; without htmx the page with that year."""

    permission = Permission.SEE_CUSTOMERS

    def get(self, request: DeskRequest, customer_id: int, year: str) -> HttpResponseBase:
        # The form of the year sends its choice behind the address it stands at.
        chosen = chosen_year(request.GET.get("year", year))
        if not request.htmx:
            return redirect(
                page_of(request, customer_id, "stats", year=request.GET.get("year", year))
            )
        figures = customer_statistics(
            business=request.door.business,
            customer_id=customer_id,
            at=request.at,
            zone=request.fmt.zone,
            year=chosen,
        )
        return self._card(request, customer_id, figures)

    def _card(
        self, request: DeskRequest, customer_id: int, figures: CustomerFigures
    ) -> HttpResponse:
        context = statistics_context(request, customer_id, figures)
        response = page(request, "desk/customer/_statistics.html", **context)
        year = year_text(figures.statistics.year)
        kept = shown_query(request) | {"year": year}
        response["HX-Replace-Url"] = page_of(request, customer_id, "stats", **kept)
        return response


def statistics_context(
    request: DeskRequest, customer_id: int, figures: CustomerFigures
) -> dict[str, Any]:
    """What the statistics card shows."""
    today = request.fmt.local(request.at).date()
    return {
        "customer_id": customer_id,
        "figures": figures,
        "statistics": figures.statistics,
        "graph": graph_of(figures.statistics, fmt=request.fmt, today=today),
    }
