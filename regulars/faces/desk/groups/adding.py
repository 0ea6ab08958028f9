"""Somebody is added to a group session: found or entered here, given a place or put in the line."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from regulars.actions.customers.lines import CustomerLines, Nameless
from regulars.actions.group_sessions.add_newcomer import add_newcomer
from regulars.actions.group_sessions.join_waiting_list import join_waiting_list
from regulars.actions.group_sessions.register import register
from regulars.faces.desk.entrance import DeskRequest, DeskView, done
from regulars.faces.desk.groups.adding_form import AddingForm
from regulars.faces.desk.groups.offer import offer, reachable
from regulars.faces.desk.groups.page import address, asked
from regulars.kernel.actor import Forbidden
from regulars.kernel.refusal import Refused
from regulars.queries.customer_filters import CustomerFilters
from regulars.queries.customer_lines import CustomerLine
from regulars.queries.customer_search import customer_search
from regulars.queries.group_session_parts import GroupSessionDetail
from regulars.rules.permissions import Permission

# As many as fit into the dialog; whoever is not among them is found by typing on.
_MOST_HITS = 6


class Adding(DeskView):
    """Search while typing; each hit is a button that adds this person."""

    permission = Permission.BOOK_APPOINTMENTS

    def get(self, request: DeskRequest, session_id: int) -> HttpResponse:
        detail = reachable(request.door, session_id)
        return _asked(request, detail, AddingForm(request.GET))

    def post(self, request: DeskRequest, session_id: int) -> HttpResponse:
        detail = reachable(request.door, session_id)
        form = AddingForm(request.POST)
        if not form.is_valid():
            return _asked(request, detail, form, status=422)
        if not form.chooses:
            return _asked(request, detail, form)
        try:
            return _added(request, detail, form)
        except Forbidden:
            raise
        except Refused as refusal:
            # Full by now, or no longer: the choices that there are stand in the form anew.
            detail = reachable(request.door, session_id)
            return _asked(request, detail, form, status=409, refusal=refusal)


def _added(request: DeskRequest, detail: GroupSessionDetail, form: AddingForm) -> HttpResponse:
    registration_id = _add(request, detail, form)
    if registration_id is None:
        there = address(request, detail.id, part="waiting")
        return done(request, there, _("On the waiting list."))
    sentence = _("Added.")
    if detail.places.is_full:
        sentence = _("Added. The group session is overbooked.")
    return done(request, address(request, detail.id, registration_id), sentence)


def _add(request: DeskRequest, detail: GroupSessionDetail, form: AddingForm) -> int | None:
    """Do it; the registration's id, None for somebody who waits."""
    told: dict[str, Any] = {
        "business": request.door.business,
        "session_id": detail.id,
        "actor": request.door.actor,
        "at": request.at,
    }
    where = {"overbook": form.overbooks, "notes": form.cleaned_data["notes"]}
    if not form.customer_id:
        return add_newcomer(**told, **where, lines=_lines(form), waits=form.waits)
    told["customer_id"] = form.customer_id
    if form.waits:
        join_waiting_list(**told)
        return None
    return register(**told, **where)


def _lines(form: AddingForm) -> CustomerLines:
    """Who is entered: the last word of what was typed is the last name."""
    *first, last = form.text.split() or [""]
    if not form.text:
        raise Nameless
    return CustomerLines(first_name=" ".join(first) or last, last_name=last if first else "")


def _asked(
    request: DeskRequest,
    detail: GroupSessionDetail,
    form: AddingForm,
    *,
    status: int = 200,
    refusal: Refused | None = None,
) -> HttpResponse:
    context: dict[str, Any] = {
        "form": form,
        "refusal": refusal,
        "hits": _hits(request, form.text),
        "offer": offer(request.door, detail, request.at),
        "may_enter": request.door.actor.may(Permission.EDIT_CUSTOMERS),
    }
    return asked(request, "adding", status=status, detail=detail, **context)


def _hits(request: DeskRequest, text: str) -> tuple[CustomerLine, ...]:
    if not text:
        return ()
    found = customer_search(
        business=request.door.business,
        country=request.door.business.country,
        filters=CustomerFilters(text=text),
        at=request.at,
        with_contact_data=request.door.may(Permission.SEE_CONTACT_DATA),
    )
    return found.lines[:_MOST_HITS]
