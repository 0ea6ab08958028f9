"""The price list: what is offered, something new, and something to be changed."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from regulars.actions.catalogue.arrange import move_service
from regulars.actions.catalogue.change import change_service
from regulars.actions.catalogue.definition import GapOutside, NoLength, NoticeTooLong, WithoutName
from regulars.actions.catalogue.offer import offer_service
from regulars.actions.catalogue.withdraw import offer_again, withdraw_service
from regulars.actions.opened import SavedMeanwhile
from regulars.faces.desk.entrance import DeskRequest, DeskView, done, page
from regulars.faces.desk.house.service_forms import ServiceForm
from regulars.faces.desk.on_top import save_on_top
from regulars.faces.desk.settings.questions import told
from regulars.queries.price_list import PricedService, price_list
from regulars.rules.permissions import Permission

_TEMPLATE = "desk/house/services.html"
# What is wrong with a definition, and the line of the form that says so.
_AT_FAULT = {
    WithoutName: "name",
    NoLength: "duration_minutes",
    GapOutside: "gap_minutes",
    NoticeTooLong: "notice_hours",
}


class Services(DeskView):
    """Everything on the price list in its order, and what was withdrawn."""

    permission = Permission.MANAGE_CATALOGUE

    def get(self, request: DeskRequest) -> HttpResponse:
        return _listed(request)


class NewService(DeskView):
    """Something to offer from now on."""

    permission = Permission.MANAGE_CATALOGUE

    def get(self, request: DeskRequest) -> HttpResponse:
        return _listed(request, _form(request))

    def post(self, request: DeskRequest) -> HttpResponse:
        form = _form(request, request.POST)
        if not form.is_valid():
            return _listed(request, form, status=422)
        try:
            offer_service(definition=form.definition(), **told(request))
        except tuple(_AT_FAULT) as refusal:
            form.add_error(_AT_FAULT[type(refusal)], str(refusal))
            return _listed(request, form, status=422)
        return done(request, _address(request), _("The service can be booked from now on."))


class ServicePage(DeskView):
    """A service to be changed."""

    permission = Permission.MANAGE_CATALOGUE

    def get(self, request: DeskRequest, service_id: int) -> HttpResponse:
        service = _service(request, service_id)
        return _listed(request, _form(request, service=service), service)

    def post(self, request: DeskRequest, service_id: int) -> HttpResponse:
        service = _service(request, service_id)
        form = _form(request, request.POST, service=service)
        if not form.is_valid():
            return _listed(request, form, service, status=422)
        try:
            _change(request, service_id, form)
        except SavedMeanwhile as refusal:
            service = _service(request, service_id)
            form = _form(request, request.POST, service=service)
            save_on_top(form, form.initial, refusal)
            return _listed(request, form, service, status=409)
        except tuple(_AT_FAULT) as refusal:
            form.add_error(_AT_FAULT[type(refusal)], str(refusal))
            return _listed(request, form, service, status=422)
        return done(request, _address(request), _("Saved."))


class ServicePlace(DeskView):
    """One place up (up=1) or down."""

    permission = Permission.MANAGE_CATALOGUE

    def post(self, request: DeskRequest, service_id: int) -> HttpResponse:
        move_service(service_id=service_id, up=request.POST.get("up") == "1", **told(request))
        return done(request, f"{_address(request)}#service-{service_id}")


class ServiceWithdrawal(DeskView):
    """Offered no more, or (undo=1) offered again."""

    permission = Permission.MANAGE_CATALOGUE

    def post(self, request: DeskRequest, service_id: int) -> HttpResponse:
        if request.POST.get("undo"):
            offer_again(service_id=service_id, **told(request))
            return done(request, _address(request), _("The service is offered again."))
        withdraw_service(service_id=service_id, **told(request))
        return done(request, _address(request), _("Withdrawn. What is booked stays booked."))


def _address(request: DeskRequest) -> str:
    return reverse("desk:services", kwargs={"business": request.door.business.slug})


def _change(request: DeskRequest, service_id: int, form: ServiceForm) -> None:
    change_service(
        service_id=service_id,
        definition=form.definition(),
        opened=form.cleaned_data["opened"] or None,
        **told(request),
    )


def _service(request: DeskRequest, service_id: int) -> PricedService:
    return price_list(business=request.door.business).service(service_id)


def _form(
    request: DeskRequest, data: Any = None, *, service: PricedService | None = None
) -> ServiceForm:
    return ServiceForm(
        data,
        prices=price_list(business=request.door.business),
        fmt=request.fmt,
        currency=request.door.business.currency,
        service=service,
    )


def _listed(
    request: DeskRequest,
    form: ServiceForm | None = None,
    service: PricedService | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    prices = price_list(business=request.door.business)
    return page(request, _TEMPLATE, status=status, prices=prices, form=form, editing=service)
