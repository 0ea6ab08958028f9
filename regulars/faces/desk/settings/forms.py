"""What a booking question is, as the owner writes it down."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from regulars.actions.fields.definition import LINES, FieldDefinition
from regulars.actions.opened import marker
from regulars.kernel import words
from regulars.queries.field_list import AskedService, FieldRow
from regulars.rules.answers import WITH_OPTIONS, FieldKind


class QuestionForm(forms.Form):
    """The question, its kind, for which services, and who sees it.

    What is chosen from a few has a choice from the start, so only the question is marked required.
    """

    label = forms.CharField(label=gettext_lazy("Question"), max_length=200)
    kind = forms.ChoiceField(label=gettext_lazy("Type"), required=False)
    options = forms.CharField(
        label=gettext_lazy("Options"),
        help_text=gettext_lazy("One a line, at least two."),
        max_length=10_000,
        required=False,
        widget=forms.Textarea,
    )
    help_text = forms.CharField(
        label=gettext_lazy("Help text"),
        help_text=gettext_lazy("Stands below the question."),
        max_length=240,
        required=False,
    )
    answer = forms.ChoiceField(
        label=gettext_lazy("Answer"),
        choices=(("must", gettext_lazy("Mandatory")), ("may", gettext_lazy("Optional"))),
        required=False,
        widget=forms.RadioSelect,
    )
    asked = forms.ChoiceField(
        label=gettext_lazy("Asked"),
        choices=(("once", gettext_lazy("Once")), ("always", gettext_lazy("Every booking"))),
        required=False,
        widget=forms.RadioSelect,
    )
    services = forms.MultipleChoiceField(
        label=gettext_lazy("Services"),
        help_text=gettext_lazy("None chosen: asked for all services."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    staff_only = forms.BooleanField(
        label=gettext_lazy("Only staff see and answer this one"), required=False
    )
    shows_as_alert = forms.BooleanField(
        label=gettext_lazy("Show the answer as an alert on the customer and the appointment"),
        required=False,
    )
    opened = forms.CharField(required=False, widget=forms.HiddenInput)
    drop_options = forms.BooleanField(
        label=gettext_lazy("The missing options go all the same; answers that chose them are kept"),
        required=False,
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        services: Sequence[AskedService],
        field: FieldRow | None = None,
    ) -> None:
        super().__init__(data, initial=_said(field))
        self.asks_to_drop = False
        kinds: list[tuple[str, str | Promise]] = [
            (kind.value, words.FIELD_KIND[kind]) for kind in FieldKind
        ]
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]
        known = {
            service.id: service.name for service in (*services, *(field.services if field else ()))
        }
        self.fields["services"].choices = list(known.items())  # type: ignore[attr-defined]

    def clean_kind(self) -> FieldKind:
        """Short text, unless another kind is chosen."""
        return FieldKind(self.cleaned_data["kind"] or FieldKind.TEXT)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        wants = cleaned.get("kind") in WITH_OPTIONS
        written = {line.strip() for line in cleaned.get("options", "").splitlines()} - {""}
        if wants and len(written) < 2:
            self.add_error("options", _("Write at least two options, one a line."))
        return cleaned

    def definition(self) -> FieldDefinition:
        """What the actions are told."""
        told = self.cleaned_data
        return FieldDefinition(
            label=told["label"],
            kind=told["kind"],
            options=tuple(told["options"].splitlines()),
            help_text=told["help_text"],
            is_mandatory=told["answer"] == "must",
            every_booking=told["asked"] == "always",
            staff_only=told["staff_only"],
            shows_as_alert=told["shows_as_alert"],
            service_ids=frozenset(int(service) for service in told["services"]),
        )


def _said(field: FieldRow | None) -> dict[str, Any]:
    """What the form starts with."""
    if field is None:
        return {"kind": FieldKind.TEXT.value, "answer": "may", "asked": "once"}
    return {
        "label": field.label,
        "kind": field.kind.value,
        "options": "\n".join(field.options),
        "help_text": field.help_text,
        "answer": "must" if field.is_mandatory else "may",
        "asked": "always" if field.every_booking else "once",
        "services": [service.id for service in field.services],
        "staff_only": field.staff_only,
        "shows_as_alert": field.shows_as_alert,
        "opened": _marker(field),
    }


def _marker(field: FieldRow) -> str:
    """What the action compares with what stands there when it saves."""
    services = sorted(service.id for service in field.services)
    return marker(services=services, **{name: getattr(field, name) for name in LINES})
