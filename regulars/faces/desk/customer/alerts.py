"""Alerts on a customer: add one, take one away."""

from __future__ import annotations

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect

from regulars.actions.customers.alert import add_alert, remove_alert
from regulars.faces.desk.customer.forms import AlertForm, blank_alert
from regulars.faces.desk.customer.place import page_of
from regulars.faces.desk.entrance import DeskRequest, DeskView, page
from regulars.queries.customer_answers import answered_alerts, customer_fields
from regulars.queries.customer_card import customer_card, remembered
from regulars.rules.permissions import Permission


class CustomerAlerts(DeskView):
    """POST adds an alert."""

    permission = Permission.WRITE_NOTES

    def post(self, request: DeskRequest, customer_id: int) -> HttpResponseBase:
        form = AlertForm(request.POST, auto_id="id_alert_%s")
        if not form.is_valid():
            return _alerts(request, customer_id, form=form, status=422)
        add_alert(
            business=request.door.business,
            customer_id=customer_id,
            actor=request.door.actor,
            at=request.at,
            **form.cleaned_data,
        )
        return _alerts(request, customer_id)


class AlertRemoval(DeskView):
    """POST takes the alert away."""

    permission = Permission.WRITE_NOTES

    def post(self, request: DeskRequest, customer_id: int, alert_id: int) -> HttpResponseBase:
        removed = remove_alert(
            business=request.door.business,
            customer_id=customer_id,
            alert_id=alert_id,
            actor=request.door.actor,
            at=request.at,
        )
        return _alerts(request, customer_id, removed=removed)


def _alerts(
    request: DeskRequest,
    customer_id: int,
    *,
    form: AlertForm | None = None,
    removed: tuple[str, str] | None = None,
    status: int = 200,
) -> HttpResponseBase:
    """The alerts as they are now, in their place or on the page."""
    if not request.htmx and form is None and removed is None:
        return redirect(page_of(request, customer_id))
    return _rendered(request, customer_id, form=form, removed=removed, status=status)


def _rendered(
    request: DeskRequest,
    customer_id: int,
    *,
    form: AlertForm | None,
    removed: tuple[str, str] | None,
    status: int,
) -> HttpResponse:
    business = request.door.business
    card = customer_card(business=business, customer_id=customer_id)
    kept = remembered(business=business, customer_id=customer_id)
    fields = customer_fields(business=business, customer_id=customer_id)
    context = {
        "customer_id": customer_id,
        "alerts": kept.alerts + answered_alerts(fields),
        "alert_form": form or blank_alert(),
        "removed": removed,
    }
    if request.htmx:
        return page(request, "desk/customer/_alerts.html", status=status, **context)
    return page(request, "desk/customer/alerts.html", status=status, card=card, **context)
