"""Somebody gives the place back, knowing beforehand whether that is on time or too late."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.translation import gettext as _

from regulars.actions.group_sessions.cancel import ToldLater, cancel_registration
from regulars.actions.group_sessions.status_change import NotPossibleNow
from regulars.faces.desk.appointments.forms import CancellationForm
from regulars.faces.desk.entrance import DeskRequest, DeskView, done
from regulars.faces.desk.groups.offer import reachable_one
from regulars.faces.desk.groups.page import address, asked
from regulars.kernel import words
from regulars.queries.group_session_parts import GroupSessionDetail, Registered
from regulars.rules.appointment_status import Status
from regulars.rules.cancellation import CancelledBy
from regulars.rules.permissions import Permission


class Cancellation(DeskView):
    """Called off by the customer, or for this one by the studio."""

    permission = Permission.END_APPOINTMENTS

    def get(self, request: DeskRequest, registration_id: int) -> HttpResponse:
        detail, one = reachable_one(request.door, registration_id)
        typed = request.GET if "by" in request.GET else None
        form = CancellationForm(typed, fmt=request.fmt, at=request.at)
        # Asked again while somebody types, so a half-typed time is no mistake yet.
        return _asked(request, detail, one, form, status=200)

    def post(self, request: DeskRequest, registration_id: int) -> HttpResponse:
        detail, one = reachable_one(request.door, registration_id)
        form = CancellationForm(request.POST, fmt=request.fmt, at=request.at)
        if not form.is_valid():
            return _asked(request, detail, one, form, status=422)
        if "judge" in request.POST:
            return _asked(request, detail, one, form, status=200)
        try:
            status = _cancel(request, registration_id, form)
        except (NotPossibleNow, ToldLater) as refusal:
            form.add_error(None, str(refusal))
            return _asked(request, detail, one, form, status=409)
        return done(request, address(request, detail.id), _what_now(detail, one, status))


def _cancel(request: DeskRequest, registration_id: int, form: CancellationForm) -> Status:
    told = form.cleaned_data
    judgement = cancel_registration(
        business=request.door.business,
        registration_id=registration_id,
        by=told["by"],
        told_at=told["told_at"],
        reason=told["reason"],
        actor=request.door.actor,
        at=request.at,
    )
    return judgement.verdict.status


def _what_now(detail: GroupSessionDetail, one: Registered, status: Status) -> str:
    """What happened, and who could have the place."""
    told = {"name": one.customer.name, "status": words.status_word(status)}
    if detail.places.over:
        return _("%(name)s: %(status)s. Somebody overbooked has the place now.") % told
    if not detail.waiting:
        return _("%(name)s: %(status)s. The place is free again.") % told
    told["next"] = detail.waiting[0].customer.name
    return _("%(name)s: %(status)s. The place is free, and %(next)s waits for one.") % told


def _asked(
    request: DeskRequest,
    detail: GroupSessionDetail,
    one: Registered,
    form: CancellationForm,
    *,
    status: int,
) -> HttpResponse:
    """The dialog with the verdict as far as it can be given."""
    by, verdict = CancelledBy.CUSTOMER, None
    if not form.is_bound:
        # The form says a time without seconds, and what is shown is what will be judged.
        minute = request.at.replace(second=0, microsecond=0)
        verdict = one.judged(by=by, told_at=minute)
    elif form.is_valid():
        by = form.cleaned_data["by"]
        verdict = one.judged(by=by, told_at=form.cleaned_data["told_at"])
    return asked(
        request,
        "cancellation",
        status=status,
        detail=detail,
        one=one,
        form=form,
        verdict=verdict,
        by=by,
    )
