"""The new appointment: who comes, what for, when and with whom, and what is in the way of it."""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from regulars.actions.appointments.book import book_appointment
from regulars.actions.appointments.book_newcomer import Booked, book_newcomer
from regulars.actions.appointments.walk_in import walk_in
from regulars.actions.taken_time.hold import TimeTaken
from regulars.faces.desk.booking.draft import (
    Values,
    number_in,
    opened,
    posted,
    reachable_choices,
    recall_of,
    stepped,
)
from regulars.faces.desk.booking.forms import CREATE, BookingForm
from regulars.faces.desk.booking.looking import Looked, Wish, look, offers
from regulars.faces.desk.booking.returning import where_to
from regulars.faces.desk.booking.who import found
from regulars.faces.desk.customers.while_typing import person_typed
from regulars.faces.desk.entrance import DeskRequest, DeskView, done, page
from regulars.kernel import words
from regulars.kernel.actor import Forbidden
from regulars.kernel.refusal import Refused
from regulars.queries.booked_just_now import booked_just_now
from regulars.queries.booking_choices import BookingChoices, booking_choices
from regulars.queries.customer_recall import Recall
from regulars.queries.likely_duplicates import LikelyDuplicate, likely_duplicates
from regulars.rules.permissions import Permission

_FOLLOWED = ("until", "price", "day", "start", "staff", "was")


class NewAppointment(DeskView):
    """Opened from anywhere; beside the calendar it stands docked, else it is a page."""

    permission = Permission.BOOK_APPOINTMENTS

    def get(self, request: DeskRequest) -> HttpResponse:
        choices = _choices(request)
        return _shown(request, choices, opened(request, choices))

    def post(self, request: DeskRequest) -> HttpResponse:
        choices, values = _choices(request), posted(request)
        if "book" not in request.POST:
            return _shown(request, choices, stepped(request, values, choices))
        form = _form(request, choices, recall_of(request, values), data=request.POST)
        if not form.is_valid():
            return _shown(request, choices, values, form=form, status=422)
        try:
            booked = _booked(request, form)
        except Refused as refusal:
            return _refused(request, choices, values, form, refusal)
        sentence = (
            _("Booked: %(moment)s.") if not form.cleaned_data["walk_in"] else _("Checked in.")
        )
        moment = request.fmt.moment(form.cleaned_data["starts_at"])
        to = where_to(request, booked, starts_at=form.cleaned_data["starts_at"])
        return done(request, to, sentence % {"moment": moment})


def _choices(request: DeskRequest) -> BookingChoices:
    return reachable_choices(request, booking_choices(business=request.door.business))


def _form(
    request: DeskRequest, choices: BookingChoices, recall: Recall | None, **given: Any
) -> BookingForm:
    return BookingForm(
        fmt=request.fmt,
        at=request.at,
        choices=choices,
        recall=recall,
        staff_label=words.STAFF_WORDS[request.door.business.staff_word],
        sees_money=request.door.may(Permission.SEE_MONEY),
        may_open_projects=request.door.may(Permission.MANAGE_PROJECTS),
        **given,
    )


def _booked(request: DeskRequest, form: BookingForm) -> Booked:
    """Book what a valid form says; what was booked by it a moment ago is not booked again."""
    told: dict[str, Any] = form.told() | {
        "business": request.door.business,
        "actor": request.door.actor,
        "at": request.at,
    }
    customer = form.lines if form.is_newcomer else _customer_id(form)
    if form.cleaned_data["walk_in"]:
        return walk_in(customer=customer, length=form.length, project_id=form.project_id, **told)
    told |= {name: form.cleaned_data[name] for name in ("starts_at", "ends_at")}
    if not isinstance(customer, int):
        return book_newcomer(lines=customer, **told)
    twin = _twin(request, customer, told)
    if twin is not None:
        return Booked(twin, customer)
    try:
        booked = book_appointment(customer_id=customer, project_id=form.project_id, **told)
    except TimeTaken:
        # Sent twice in the same moment: the other one was faster.
        twin = _twin(request, customer, told)
        if twin is None:
            raise
        return Booked(twin, customer)
    return Booked(booked, customer)


def _customer_id(form: BookingForm) -> int:
    assert form.recall is not None  # a valid form has somebody to book
    return form.recall.id


def _twin(request: DeskRequest, customer_id: int, told: dict[str, Any]) -> int | None:
    return booked_just_now(
        business=request.door.business,
        customer_id=customer_id,
        staff_member_id=told["staff_member_id"],
        starts_at=told["starts_at"],
        actor_id=request.door.actor.id,
        at=request.at,
    )


def _refused(
    request: DeskRequest,
    choices: BookingChoices,
    values: Values,
    form: BookingForm,
    refusal: Refused,
) -> HttpResponse:
    """The same form with the sentence where the time stands, and what is free instead."""
    if isinstance(refusal, Forbidden):
        raise refusal
    wish = _wish(form)
    instead = offers(request, wish) if wish and isinstance(refusal, TimeTaken) else ()
    looked = Looked(
        str(refusal), is_hard=True, length=wish.length if wish else None, offers=instead
    )
    return _shown(request, choices, values, form=form, status=409, looked=looked)


def _wish(form: BookingForm) -> Wish | None:
    """The wished time, as far as the form is understood."""
    told = form.cleaned_data
    if not all(told.get(name) for name in ("staff", "service", "starts_at", "ends_at")):
        return None
    return Wish(
        staff_member_id=int(told["staff"]),
        service_id=int(told["service"]),
        starts_at=told["starts_at"],
        ends_at=told["ends_at"],
        room_id=number_in(told.get("room", "")),
    )


def _shown(
    request: DeskRequest,
    choices: BookingChoices,
    values: Values,
    *,
    form: BookingForm | None = None,
    status: int = 200,
    looked: Looked | None = None,
) -> HttpResponse:
    recall = recall_of(request, values)
    typed = _form(request, choices, recall, data=values)
    typed.is_valid()
    wish = _wish(typed)
    context: dict[str, Any] = {
        "form": form or _form(request, choices, recall, initial=values),
        "recall": recall,
        "looked": looked or look(request, wish),
        "wish": wish,
        "is_page": not request.htmx,
        "choices": choices,
    }
    if request.htmx and request.htmx.target == "why":
        answer = page(request, "desk/booking/_why.html", status=status, **context)
        answer["HX-Trigger-After-Swap"] = json.dumps({"followed": _followed(request, values)})
        return answer
    context |= _who_is_found(request, values, recall)
    template = "desk/booking/_new.html" if request.htmx else "desk/booking/new.html"
    return page(request, template, status=status, **context)


def _followed(request: DeskRequest, values: Values) -> dict[str, list[str]]:
    """What the form is to say instead of what it said when it was sent."""
    sent = {name: request.POST.get(name, "") for name in _FOLLOWED}
    return {name: [sent[name], values[name]] for name in _FOLLOWED if sent[name] != values[name]}


def _who_is_found(request: DeskRequest, values: Values, recall: Recall | None) -> dict[str, Any]:
    """While nobody is chosen: who matches what is typed, or is likely who is being entered."""
    likely: tuple[LikelyDuplicate, ...] = ()
    # Who may enter nobody is not told either whose number or address it is.
    if values["who"] == CREATE and request.door.may(Permission.EDIT_CUSTOMERS):
        person = person_typed(request.POST, country=request.door.business.country, fmt=request.fmt)
        likely = likely_duplicates(business=request.door.business, person=person)
    is_searching = recall is None and values["who"] != CREATE
    return found(request, values["q"] if is_searching else "") | {"likely": likely}
