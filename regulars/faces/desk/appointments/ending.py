"""How a visit ends, or how an ending is undone: dialogs that say beforehand what will happen."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from regulars.actions.appointments.complete import complete_appointment
from regulars.actions.appointments.mark_no_show import mark_no_show
from regulars.actions.appointments.status_change import NotPossibleNow
from regulars.actions.appointments.taken_time import TimeTaken
from regulars.actions.appointments.undo import undo_status
from regulars.faces.desk.appointments.forms import CompletionForm, ReasonForm
from regulars.faces.desk.appointments.offer import reachable
from regulars.faces.desk.appointments.page import address
from regulars.faces.desk.entrance import DeskRequest, DeskView, done, page
from regulars.kernel import words
from regulars.queries.appointment_parts import AppointmentDetail
from regulars.rules.permissions import Permission


def asked(
    request: DeskRequest,
    dialog: str,
    detail: AppointmentDetail,
    *,
    status: int = 200,
    **context: Any,
) -> HttpResponse:
    """The dialog alone for htmx; a page that consists of it without JavaScript."""
    fragment = f"desk/appointments/_{dialog}.html"
    template = fragment if request.htmx else "desk/appointments/ending.html"
    context |= {"detail": detail, "fragment": fragment, "is_page": not request.htmx}
    return page(request, template, status=status, **context)


class Completion(DeskView):
    """The work is done."""

    permission = Permission.END_APPOINTMENTS

    def get(self, request: DeskRequest, appointment_id: int) -> HttpResponse:
        detail = reachable(request.door, appointment_id)
        return asked(request, "completion", detail, form=CompletionForm())

    def post(self, request: DeskRequest, appointment_id: int) -> HttpResponse:
        form = CompletionForm(request.POST)
        form.is_valid()
        try:
            complete_appointment(**_told(request, appointment_id), **form.cleaned_data)
        except NotPossibleNow as refusal:
            return _refused(request, "completion", appointment_id, form, refusal)
        return done(request, address(request, appointment_id), _("Completed."))


class NoShow(DeskView):
    """The customer did not come."""

    permission = Permission.END_APPOINTMENTS

    def get(self, request: DeskRequest, appointment_id: int) -> HttpResponse:
        detail = reachable(request.door, appointment_id)
        return asked(request, "no_show", detail, form=ReasonForm())

    def post(self, request: DeskRequest, appointment_id: int) -> HttpResponse:
        form = ReasonForm(request.POST)
        if not form.is_valid():
            return _refused(request, "no_show", appointment_id, form)
        try:
            mark_no_show(**_told(request, appointment_id), **form.cleaned_data)
        except NotPossibleNow as refusal:
            return _refused(request, "no_show", appointment_id, form, refusal)
        return done(request, address(request, appointment_id), _("Marked as no show."))


class Undoing(DeskView):
    """The latest change of status was a mistake."""

    permission = Permission.UNDO_ENDINGS

    def get(self, request: DeskRequest, appointment_id: int) -> HttpResponse:
        detail = reachable(request.door, appointment_id)
        return asked(request, "undo", detail, form=ReasonForm())

    def post(self, request: DeskRequest, appointment_id: int) -> HttpResponse:
        form = ReasonForm(request.POST)
        if not form.is_valid():
            return _refused(request, "undo", appointment_id, form)
        try:
            status = undo_status(**_told(request, appointment_id), **form.cleaned_data)
        except (NotPossibleNow, TimeTaken) as refusal:
            return _refused(request, "undo", appointment_id, form, refusal)
        sentence = _("Undone. The appointment is: %(status)s.")
        return done(
            request,
            address(request, appointment_id),
            sentence % {"status": words.status_word(status)},
        )


def _told(request: DeskRequest, appointment_id: int) -> dict[str, Any]:
    """What every action is told."""
    return {
        "business": request.door.business,
        "appointment_id": appointment_id,
        "actor": request.door.actor,
        "at": request.at,
    }


def _refused(
    request: DeskRequest,
    dialog: str,
    appointment_id: int,
    form: CompletionForm | ReasonForm,
    refusal: NotPossibleNow | TimeTaken | None = None,
) -> HttpResponse:
    """The same dialog with the reason in it: a toast would lie behind an open dialog."""
    if refusal is not None:
        form.add_error(None, str(refusal))
    detail = reachable(request.door, appointment_id)
    return asked(request, dialog, detail, status=409 if refusal else 422, form=form)
