"""How somebody's place ends, or how an ending is undone: dialogs that say what will happen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext as _

from regulars.actions.group_sessions.complete import complete_registration
from regulars.actions.group_sessions.mark_no_show import mark_registration_no_show
from regulars.actions.group_sessions.undo import undo_registration
from regulars.faces.desk.appointments.forms import ReasonForm
from regulars.faces.desk.entrance import DeskRequest, DeskView, done
from regulars.faces.desk.groups.forms import PaidForm, UndoForm
from regulars.faces.desk.groups.offer import reachable_one
from regulars.faces.desk.groups.page import address, asked
from regulars.kernel import words
from regulars.kernel.actor import Forbidden
from regulars.kernel.refusal import Refused
from regulars.queries.group_session_parts import Registered
from regulars.rules.permissions import Permission


class _Ending(DeskView):
    """One dialog about one registration; a refusal stands in the dialog, not behind it."""

    permission = Permission.END_APPOINTMENTS
    dialog: ClassVar[str]
    action: ClassVar[Callable[..., Any]]

    def get(self, request: DeskRequest, registration_id: int) -> HttpResponse:
        detail, one = reachable_one(request.door, registration_id)
        form = self.form(request, one)
        return asked(request, self.dialog, detail=detail, one=one, form=form)

    def post(self, request: DeskRequest, registration_id: int) -> HttpResponse:
        detail, one = reachable_one(request.door, registration_id)
        form = self.form(request, one, request.POST)
        if not form.is_valid():
            return asked(request, self.dialog, status=422, detail=detail, one=one, form=form)
        try:
            outcome = _do(type(self).action, request, registration_id, form.cleaned_data)
        except Forbidden:
            raise
        except Refused as refusal:
            form.add_error(None, str(refusal))
            return asked(request, self.dialog, status=409, detail=detail, one=one, form=form)
        there = address(request, detail.id, registration_id)
        return done(request, there, self.sentence(one, outcome))

    def form(self, request: DeskRequest, one: Registered, data: Any = None) -> forms.Form:
        """What is asked."""
        return ReasonForm(data)

    def sentence(self, one: Registered, outcome: Any) -> str:
        """What happened."""
        raise NotImplementedError


class Completion(_Ending):
    """The customer has been there, and perhaps pays now."""

    dialog = "completion"
    action = complete_registration

    def form(self, request: DeskRequest, one: Registered, data: Any = None) -> forms.Form:
        takes_payments = request.door.actor.may(Permission.TAKE_PAYMENTS)
        return PaidForm(data, one=one, fmt=request.fmt, takes_payments=takes_payments)

    def sentence(self, one: Registered, outcome: Any) -> str:
        return _("The visit of %(name)s is completed.") % {"name": one.customer.name}


class NoShow(_Ending):
    """The customer did not come."""

    dialog = "no_show"
    action = mark_registration_no_show

    def sentence(self, one: Registered, outcome: Any) -> str:
        return _("%(name)s is marked as no show.") % {"name": one.customer.name}


class Undoing(_Ending):
    """The latest change of status was a mistake."""

    permission = Permission.UNDO_ENDINGS
    dialog = "undo"
    action = undo_registration

    def form(self, request: DeskRequest, one: Registered, data: Any = None) -> forms.Form:
        return UndoForm(data)

    def sentence(self, one: Registered, outcome: Any) -> str:
        told = {"name": one.customer.name, "status": words.status_word(outcome)}
        return _("Undone. The booking of %(name)s is: %(status)s.") % told


def _do(
    action: Callable[..., Any], request: DeskRequest, registration_id: int, told: dict[str, Any]
) -> Any:
    return action(
        business=request.door.business,
        registration_id=registration_id,
        actor=request.door.actor,
        at=request.at,
        **told,
    )
