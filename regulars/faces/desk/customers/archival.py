"""Archiving a customer from the list, and bringing one back."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from regulars.actions.customers.archive import archive_customer, bring_back_customer
from regulars.faces.desk.entrance import DeskRequest, DeskView, done, page
from regulars.queries.customer_form import customer_in_form
from regulars.rules.permissions import Permission


class Archival(DeskView):
    """POST archives, POST with undo=1 brings back."""

    permission = Permission.ARCHIVE_CUSTOMERS

    def post(self, request: DeskRequest, customer_id: int) -> HttpResponse:
        door, is_undo = request.door, request.POST.get("undo") == "1"
        change = bring_back_customer if is_undo else archive_customer
        change(business=door.business, customer_id=customer_id, actor=door.actor, at=request.at)
        customer = customer_in_form(business=door.business, customer_id=customer_id)
        if request.htmx and not is_undo:
            return page(
                request, "desk/customers/_put_away.html", customer=customer, back=back_of(request)
            )
        if is_undo:
            return done(
                request,
                back_of(request),
                _("%(name)s is back in the book.") % {"name": customer.name},
            )
        return done(request, back_of(request), _("%(name)s is archived.") % {"name": customer.name})


def back_of(request: DeskRequest) -> str:
    """Where the person came from, if that is here; else the list."""
    back = request.POST.get("back", "")
    if back.startswith("/") and url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        return back
    return reverse("desk:customers", kwargs={"business": request.door.business.slug})
