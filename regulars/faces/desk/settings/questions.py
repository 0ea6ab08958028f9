"""The booking questions of the business: the list, a new one, and one to be changed."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from regulars.actions.fields.change import HasAnswers, OptionsInUse, change_field
from regulars.actions.fields.define import define_field
from regulars.actions.opened import SavedMeanwhile
from regulars.faces.desk.entrance import DeskRequest, DeskView, done, page
from regulars.faces.desk.on_top import save_on_top
from regulars.faces.desk.settings.forms import QuestionForm
from regulars.queries.field_list import FieldRow, field_list, services_to_ask
from regulars.rules.permissions import Permission

_TEMPLATE = "desk/settings/questions.html"


class Settings(DeskView):
    """The first of the settings."""

    permission = Permission.EDIT_FIELDS

    def get(self, request: DeskRequest) -> HttpResponse:
        return redirect("desk:questions", business=request.door.business.slug)


class Questions(DeskView):
    """All questions in their order, and the archived ones."""

    permission = Permission.EDIT_FIELDS

    def get(self, request: DeskRequest) -> HttpResponse:
        return _listed(request)


class NewQuestion(DeskView):
    """A question to ask from now on."""

    permission = Permission.EDIT_FIELDS

    def get(self, request: DeskRequest) -> HttpResponse:
        return _listed(request, _form(request))

    def post(self, request: DeskRequest) -> HttpResponse:
        form = _form(request, request.POST)
        if not form.is_valid():
            return _listed(request, form, status=422)
        define_field(definition=form.definition(), **told(request))
        return done(request, list_address(request), _("The question is asked from now on."))


class Question(DeskView):
    """A question to be changed."""

    permission = Permission.EDIT_FIELDS

    def get(self, request: DeskRequest, field_id: int) -> HttpResponse:
        field = _field(request, field_id)
        return _listed(request, _form(request, field=field), field)

    def post(self, request: DeskRequest, field_id: int) -> HttpResponse:
        field = _field(request, field_id)
        form = _form(request, request.POST, field=field)
        if not form.is_valid():
            return _listed(request, form, field, status=422)
        try:
            _change(request, field_id, form)
        except SavedMeanwhile as refusal:
            field = _field(request, field_id)
            form = _form(request, request.POST, field=field)
            save_on_top(form, form.initial, refusal)
            return _listed(request, form, field, status=409)
        except (HasAnswers, OptionsInUse) as refusal:
            form.add_error("kind" if isinstance(refusal, HasAnswers) else "options", str(refusal))
            form.asks_to_drop = isinstance(refusal, OptionsInUse)
            return _listed(request, form, field, status=409)
        return done(request, list_address(request), _("Saved."))


def told(request: DeskRequest) -> dict[str, Any]:
    """What every action is told."""
    return {"business": request.door.business, "actor": request.door.actor, "at": request.at}


def list_address(request: DeskRequest) -> str:
    """Where the questions are listed."""
    return reverse("desk:questions", kwargs={"business": request.door.business.slug})


def _change(request: DeskRequest, field_id: int, form: QuestionForm) -> None:
    change_field(
        field_id=field_id,
        definition=form.definition(),
        drop_options=form.cleaned_data["drop_options"],
        opened=form.cleaned_data["opened"] or None,
        **told(request),
    )


def _field(request: DeskRequest, field_id: int) -> FieldRow:
    return field_list(business=request.door.business).field(field_id)


def _form(request: DeskRequest, data: Any = None, *, field: FieldRow | None = None) -> QuestionForm:
    return QuestionForm(data, services=services_to_ask(business=request.door.business), field=field)


def _listed(
    request: DeskRequest,
    form: QuestionForm | None = None,
    field: FieldRow | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    questions = field_list(business=request.door.business)
    return page(request, _TEMPLATE, status=status, questions=questions, form=form, editing=field)
