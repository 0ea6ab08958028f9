"""Cancel an appointment, knowing beforehand whether that is on time or too late."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.translation import gettext as _

from regulars.actions.appointments.cancel import ToldLater, cancel_appointment
from regulars.actions.appointments.status_change import NotPossibleNow
from regulars.faces.desk.appointments.ending import asked
from regulars.faces.desk.appointments.forms import CancellationForm
from regulars.faces.desk.appointments.offer import reachable
from regulars.faces.desk.appointments.page import address
from regulars.faces.desk.entrance import DeskRequest, DeskView, done
from regulars.kernel import words
from regulars.queries.appointment_parts import AppointmentDetail
from regulars.rules.cancellation import CancelledBy, Verdict
from regulars.rules.permissions import Permission


class Cancellation(DeskView):
    """Called off by the customer or by the studio."""

    permission = Permission.END_APPOINTMENTS

    def get(self, request: DeskRequest, appointment_id: int) -> HttpResponse:
        detail = reachable(request.door, appointment_id)
        typed = request.GET if "by" in request.GET else None
        form = CancellationForm(typed, fmt=request.fmt, at=request.at)
        # Asked again while somebody types, so a half-typed time is no mistake yet.
        return _asked(request, detail, form, status=200)

    def post(self, request: DeskRequest, appointment_id: int) -> HttpResponse:
        detail = reachable(request.door, appointment_id)
        form = CancellationForm(request.POST, fmt=request.fmt, at=request.at)
        if not form.is_valid():
            return _asked(request, detail, form, status=422)
        if "judge" in request.POST:
            return _asked(request, detail, form, status=200)
        try:
            verdict = _cancel(request, appointment_id, form)
        except (NotPossibleNow, ToldLater) as refusal:
            form.add_error(None, str(refusal))
            return _asked(request, detail, form, status=409)
        sentence = _("%(status)s. The place is free again.")
        return done(
            request,
            address(request, appointment_id),
            sentence % {"status": words.status_word(verdict.status)},
        )


def _cancel(request: DeskRequest, appointment_id: int, form: CancellationForm) -> Verdict:
    told = form.cleaned_data
    return cancel_appointment(
        business=request.door.business,
        appointment_id=appointment_id,
        by=told["by"],
        told_at=told["told_at"],
        reason=told["reason"],
        actor=request.door.actor,
        at=request.at,
    )


def _asked(
    request: DeskRequest, detail: AppointmentDetail, form: CancellationForm, *, status: int
) -> HttpResponse:
    """The dialog with the verdict as far as it can be given."""
    by, verdict = CancelledBy.CUSTOMER, None
    if not form.is_bound:
        # The form says a time without seconds, and what is shown is what will be judged.
        minute = request.at.replace(second=0, microsecond=0)
        verdict = detail.judged(by=by, told_at=minute)
    elif form.is_valid():
        by = form.cleaned_data["by"]
        verdict = detail.judged(by=by, told_at=form.cleaned_data["told_at"])
    return asked(request, "cancellation", detail, status=status, form=form, verdict=verdict, by=by)
