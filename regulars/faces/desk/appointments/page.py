"""The page of one appointment: everything about it, with the customer's history beside it."""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpResponse, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from regulars.actions.appointments.change import change_appointment
from regulars.actions.appointments.reach import OutOfDate
from regulars.actions.taken_time.hold import TimeTaken
from regulars.faces.desk.appointments.editing import AppointmentForm
from regulars.faces.desk.appointments.offer import nearness, offer
from regulars.faces.desk.booking.draft import reachable_choices, taken
from regulars.faces.desk.booking.looking import Looked, look, offers
from regulars.faces.desk.entrance import DeskRequest, DeskView, done, page, shown_address
from regulars.kernel import words
from regulars.kernel.actor import Forbidden
from regulars.kernel.refusal import Refused
from regulars.queries.appointment_detail import appointment_detail
from regulars.queries.appointment_parts import AppointmentDetail
from regulars.queries.booking_choices import booking_choices
from regulars.queries.customer_history import customer_history
from regulars.rules.permissions import Permission

_TEMPLATE = "desk/appointments/appointment.html"


class AppointmentPage(DeskView):
    """Read, and change; what is in the way of another place is said while somebody chooses it."""

    permission = Permission.SEE_APPOINTMENTS

    def get(self, request: DeskRequest, appointment_id: int) -> HttpResponse:
        detail = _detail(request, appointment_id)
        return _shown(request, detail, _form(request, detail))

    def post(self, request: DeskRequest, appointment_id: int) -> HttpResponse:
        detail = _detail(request, appointment_id)
        if not offer(request.door, detail, request.at).may_edit:
            raise Forbidden
        form = _form(request, detail, _taken(request))
        is_valid = form.is_valid()
        if "step" in request.POST or request.htmx:
            return _shown(request, detail, form)
        if not is_valid:
            return _shown(request, detail, form, status=422)
        try:
            _save(request, detail, form.changes())
        except Refused as refusal:
            return _refused(request, appointment_id, refusal)
        return done(request, address(request, appointment_id), _("Saved."))


def address(request: DeskRequest, appointment_id: int) -> str:
    """Where the appointment's page is."""
    slug = request.door.business.slug
    return reverse("desk:appointment", kwargs={"business": slug, "appointment_id": appointment_id})


def back_or_address(request: DeskRequest, appointment_id: int) -> str:
    """The calendar as it stood, for who came from there; else the appointment's page."""
    shown = shown_address(request) or _came_from(request)
    slug = request.door.business.slug
    calendar = reverse("desk:calendar", kwargs={"business": slug})
    return shown if shown.startswith(calendar) else address(request, appointment_id)


def _came_from(request: DeskRequest) -> str:
    """Without scripts: the page of ours whose form was sent."""
    came = request.headers.get("Referer", "")
    ours = f"{request.scheme}://{request.get_host()}/"
    return came.removeprefix(ours[:-1]) if came.startswith(ours) else ""


def _detail(request: DeskRequest, appointment_id: int) -> AppointmentDetail:
    return appointment_detail(business=request.door.business, appointment_id=appointment_id)


def _taken(request: DeskRequest) -> QueryDict:
    """What was sent, with the free time in it whose button was pressed."""
    step, _colon, value = request.POST.get("step", "").partition(":")
    data = request.POST.copy()
    if step == "take":
        data.update(taken(value, request.fmt))
    return data


def _form(request: DeskRequest, detail: AppointmentDetail, data: Any = None) -> AppointmentForm:
    choices = booking_choices(
        business=request.door.business,
        also_service=detail.service_id,
        also_staff=detail.staff_member_id,
        also_room=detail.room_id,
    )
    return AppointmentForm(
        data,
        detail=detail,
        choices=reachable_choices(request, choices, also_staff=detail.staff_member_id),
        fmt=request.fmt,
        at=request.at,
        staff_label=words.STAFF_WORDS[request.door.business.staff_word],
        sees_money=request.door.actor.may(Permission.SEE_MONEY),
        may_open_projects=request.door.actor.may(Permission.MANAGE_PROJECTS),
    )


def _save(request: DeskRequest, detail: AppointmentDetail, changes: dict[str, Any]) -> None:
    change_appointment(
        business=request.door.business,
        appointment_id=detail.id,
        actor=request.door.actor,
        at=request.at,
        **changes,
    )


def _followed(request: DeskRequest, form: AppointmentForm) -> dict[str, list[str]]:
    """What the form is to say instead of what it said when it was sent."""
    start, until = request.POST.get("start", ""), form.until_now()
    now = {"until": until, "was_start": start, "was_until": until}
    return {name: [request.POST.get(name, ""), value] for name, value in now.items()}


def _refused(request: DeskRequest, appointment_id: int, refusal: Refused) -> HttpResponse:
    """The form with everything that was typed, and the sentence where it belongs."""
    if isinstance(refusal, Forbidden):
        raise refusal
    # Who was faster may have saved after this request read the appointment.
    detail = _detail(request, appointment_id)
    form = _form(request, detail, request.POST)
    form.is_valid()
    if isinstance(refusal, OutOfDate):
        form.add_error(None, str(refusal))
        form.show_differences(detail)
        return _shown(request, detail, form, status=409)
    instead = offers(request, form.wish) if form.wish and isinstance(refusal, TimeTaken) else ()
    length = form.wish.length if form.wish else None
    looked = Looked(str(refusal), is_hard=True, length=length, offers=instead)
    return _shown(request, detail, form, status=409, looked=looked)


def _shown(
    request: DeskRequest,
    detail: AppointmentDetail,
    form: AppointmentForm,
    *,
    status: int = 200,
    looked: Looked | None = None,
) -> HttpResponse:
    wish = form.wish if form.is_bound and form.is_valid() else None
    looked = looked or look(request, wish)
    if request.htmx and request.htmx.target == "why":
        answer = page(request, "desk/booking/_why.html", looked=looked, wish=wish)
        answer["HX-Trigger-After-Swap"] = json.dumps({"followed": _followed(request, form)})
        return answer
    history = None
    if detail.customer is not None:
        history = customer_history(
            business=request.door.business,
            customer_id=detail.customer.id,
            exclude_appointment=detail.id,
        )
    return page(
        request,
        _TEMPLATE,
        status=status,
        detail=detail,
        form=form,
        looked=looked,
        wish=wish,
        history=history,
        offer=offer(request.door, detail, request.at),
        nearness=nearness(request.fmt, detail, request.at),
    )
