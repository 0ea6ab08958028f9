"""Entering a customer, and changing one."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from regulars.actions.customers.change import ChangedMeanwhile, change_customer
from regulars.actions.customers.lines import Nameless, NumberTaken
from regulars.actions.customers.register import register_customer
from regulars.faces.desk.customers.forms import LINES, CustomerForm
from regulars.faces.desk.entrance import DeskRequest, DeskView, done, invalid, page
from regulars.kernel.phone_numbers import e164
from regulars.queries.customer_form import CustomerInForm, customer_in_form, tag_names
from regulars.rules.permissions import Permission

_PAGE = "desk/customers/customer_form.html"


class NewCustomer(DeskView):
    """A new customer; ?name= is what somebody searched for in vain."""

    permission = Permission.EDIT_CUSTOMERS

    def get(self, request: DeskRequest) -> HttpResponse:
        form = _form(request, None, initial=_begun(request))
        return page(request, _PAGE, **_context(request, form, None))

    def post(self, request: DeskRequest) -> HttpResponse:
        form = _form(request, None, data=request.POST, files=request.FILES)
        customer_id = _registered(request, form) if form.is_valid() else None
        if customer_id is None:
            return invalid(request, _PAGE, **_context(request, form, None))
        return done(request, _customer_page(request, customer_id), _("Now in the book."))


class EditCustomer(DeskView):
    """The lines of a customer, to be changed."""

    permission = Permission.EDIT_CUSTOMERS

    def get(self, request: DeskRequest, customer_id: int) -> HttpResponse:
        customer = customer_in_form(business=request.door.business, customer_id=customer_id)
        form = _form(request, customer)
        return page(request, _PAGE, **_context(request, form, customer))

    def post(self, request: DeskRequest, customer_id: int) -> HttpResponse:
        customer = customer_in_form(business=request.door.business, customer_id=customer_id)
        form = _form(request, customer, data=request.POST, files=request.FILES)
        if not form.is_valid():
            return invalid(request, _PAGE, **_context(request, form, customer))
        try:
            _change(request, form, customer_id)
        except ChangedMeanwhile as refusal:
            # Who was faster may have saved after this request read the customer.
            customer = customer_in_form(business=request.door.business, customer_id=customer_id)
            return _compared(request, form, customer, refusal)
        except (Nameless, NumberTaken) as refusal:
            _blame(form, refusal)
            return invalid(request, _PAGE, **_context(request, form, customer))
        return done(request, _customer_page(request, customer_id), _("Saved."))


def _form(request: DeskRequest, customer: CustomerInForm | None, **given: Any) -> CustomerForm:
    today = request.fmt.local(request.at).date()
    return CustomerForm(fmt=request.fmt, today=today, customer=customer, **given)


def _context(
    request: DeskRequest, form: CustomerForm, customer: CustomerInForm | None, **more: Any
) -> dict[str, Any]:
    known = tag_names(business=request.door.business)
    return {"form": form, "customer": customer, "tag_names": known, "refusal": None} | more


def _registered(request: DeskRequest, form: CustomerForm) -> int | None:
    try:
        return register_customer(
            business=request.door.business,
            lines=form.lines,
            tags=form.cleaned_data["tags"],
            picture=form.new_picture,
            actor=request.door.actor,
            at=request.at,
        )
    except (Nameless, NumberTaken) as refusal:
        _blame(form, refusal)
        return None


def _change(request: DeskRequest, form: CustomerForm, customer_id: int) -> None:
    change_customer(
        business=request.door.business,
        customer_id=customer_id,
        lines=form.lines,
        tags=form.cleaned_data["tags"],
        picture=form.new_picture,
        version=_version(form.cleaned_data["version"]),
        actor=request.door.actor,
        at=request.at,
    )


def _version(text: str) -> datetime:
    """The version that the form was opened with; one that is none counts as out of date."""
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        raise ChangedMeanwhile from None


def _compared(
    request: DeskRequest, form: CustomerForm, customer: CustomerInForm, refusal: ChangedMeanwhile
) -> HttpResponse:
    """What was typed, kept, beside what somebody else saved; saving again means it."""
    now = form.written(customer)
    typed = request.POST.copy()
    typed["version"] = customer.version
    again = _form(request, customer, data=typed)
    meanwhile = [
        (form.fields[name].label, now[name])
        for name in (*LINES, "tags")
        if form.data.get(name, "") != now[name]
    ]
    context = _context(request, again, customer, meanwhile=meanwhile, refusal=refusal)
    return page(request, _PAGE, status=409, **context)


def _blame(form: CustomerForm, refusal: Nameless | NumberTaken) -> None:
    form.add_error("number" if isinstance(refusal, NumberTaken) else "first_name", str(refusal))


def _begun(request: DeskRequest) -> dict[str, str]:
    """Put what was searched for where it belongs: a phone number, an address, or a name."""
    text = " ".join(request.GET.get("name", "").replace("\0", "").split())[:120]
    if "@" in text:
        return {"email": text}
    if e164(text, country=request.door.business.country):
        return {"phone": text}
    first, _space, last = text.rpartition(" ")
    return {"first_name": first, "last_name": last} if first else {"first_name": last}


def _customer_page(request: DeskRequest, customer_id: int) -> str:
    kwargs = {"business": request.door.business.slug, "customer_id": customer_id}
    return reverse("desk:customer", kwargs=kwargs)
