"""The forms on a customer's page."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache, lru_cache
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from regulars.actions.customers.alert import LONGEST_DETAIL, LONGEST_TITLE
from regulars.actions.notes.edit import SAID
from regulars.actions.notes.wording import LONGEST_NOTE
from regulars.actions.opened import marker
from regulars.kernel.formats import Formats
from regulars.queries.customer_answers import FieldOnCard
from regulars.queries.customer_card import NoteOnCard
from regulars.rules.answers import LONGEST_TEXT, BadAnswer, Fault, FieldKind

FAULTS = {
    Fault.NOT_A_NUMBER: _("This is not a number. Type digits, for example 12.5."),
    Fault.NOT_A_DATE: _("This is not a date. Type day, month and year."),
    Fault.NOT_AN_OPTION: _("This is none of the choices. Choose one of the list."),
    Fault.TOO_LONG: _("This is too long. Say it in fewer words."),
}


class NoteForm(forms.Form):
    """A note: what it says, and when it comes up."""

    body = forms.CharField(
        label=_("Note"),
        max_length=LONGEST_NOTE,
        widget=forms.Textarea,
        error_messages={"required": _("The note is empty. Write something, or delete the note.")},
    )
    is_pinned = forms.BooleanField(label=_("Pin to the top"), required=False)
    shows_when_booking = forms.BooleanField(label=_("Show when booking"), required=False)
    follow_up_on = forms.CharField(label=_("Follow up on"), max_length=40, required=False)
    opened = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, fmt: Formats, **kwargs: Any) -> None:
        self.fmt = fmt
        super().__init__(*args, **kwargs)

    @classmethod
    def of(cls, note: NoteOnCard, *, fmt: Formats) -> NoteForm:
        """The form filled in with a note."""
        day = note.follow_up_on
        return cls(
            fmt=fmt,
            auto_id=f"id_note_{note.id}_%s",
            initial={
                "body": note.body,
                "is_pinned": note.is_pinned,
                "shows_when_booking": note.shows_when_booking,
                "follow_up_on": fmt.day_typed(day) if day else "",
                "opened": marker(**{name: getattr(note, name) for name in SAID}),
            },
        )

    @property
    def said(self) -> dict[str, Any]:
        """What the actions are told of the note."""
        return {name: self.cleaned_data[name] for name in SAID}

    def clean_follow_up_on(self) -> date | None:
        typed = self.cleaned_data["follow_up_on"].strip()
        if not typed:
            return None
        try:
            return self.fmt.parse_day(typed)
        except ValueError:
            raise forms.ValidationError(str(FAULTS[Fault.NOT_A_DATE])) from None


class AlertForm(forms.Form):
    """What must be seen before anything is done."""

    title = forms.CharField(
        label=_("What must be minded"),
        max_length=LONGEST_TITLE,
        error_messages={
            "required": _("Say in a few words what must be minded, for example: latex allergy.")
        },
    )
    detail = forms.CharField(
        label=_("What to do about it"), max_length=LONGEST_DETAIL, required=False
    )


@lru_cache(maxsize=100)
def blank_note(fmt: Formats) -> NoteForm:
    """The form of a new note before anybody typed: one for all pages, which draw it once."""
    return NoteForm(fmt=fmt, auto_id="id_new_note_%s")


@cache
def blank_alert() -> AlertForm:
    """The form of a new alert before anybody typed."""
    return AlertForm(auto_id="id_alert_%s")


class AnswerForm(forms.Form):
    """One question, asked in the way of its kind."""

    def __init__(self, *args: Any, field: FieldOnCard, fmt: Formats, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", f"id_answer_{field.id}_%s")
        super().__init__(*args, **kwargs)
        self.fields["answer"] = _asked(field)
        self.fields["answer"].label = field.label
        self.fields["answer"].help_text = field.help_text
        self.initial["answer"] = _shown(field, fmt)

    def add_fault(self, fault: BadAnswer) -> None:
        """Say what is wrong with the answer."""
        self.add_error("answer", str(FAULTS[fault.code]))


def _asked(field: FieldOnCard) -> forms.Field:
    # An answer that is no longer among the choices stays until another one is chosen.
    known = dict.fromkeys((*field.options, *field.value.splitlines()))
    choices = [(option, option) for option in known]
    if field.kind is FieldKind.SEVERAL_OF:
        return forms.MultipleChoiceField(
            choices=choices, required=False, widget=forms.CheckboxSelectMultiple
        )
    if field.kind is FieldKind.ONE_OF:
        return forms.ChoiceField(choices=[("", _("Not answered")), *choices], required=False)
    if field.kind is FieldKind.YES_NO:
        answers = [("yes", _("Yes")), ("no", _("No")), ("", _("Not answered"))]
        return forms.ChoiceField(choices=answers, required=False, widget=forms.RadioSelect)
    if field.kind is FieldKind.LONG_TEXT:
        return forms.CharField(required=False, widget=forms.Textarea)
    attrs = {"inputmode": "decimal"} if field.kind is FieldKind.NUMBER else {}
    return forms.CharField(
        required=False, max_length=LONGEST_TEXT, widget=forms.TextInput(attrs=attrs)
    )


def _shown(field: FieldOnCard, fmt: Formats) -> str | Sequence[str]:
    if field.kind is FieldKind.SEVERAL_OF:
        return field.value.splitlines()
    if field.kind is FieldKind.DATE and field.value:
        return fmt.day_typed(date.fromisoformat(field.value))
    return field.value


def answer_words(kind: FieldKind, value: str, fmt: Formats) -> str:
    """A stored answer as a person reads it."""
    if kind is FieldKind.YES_NO:
        return {"yes": gettext("Yes"), "no": gettext("No")}.get(value, value)
    if kind is FieldKind.DATE and value:
        return fmt.day_plain(date.fromisoformat(value))
    return ", ".join(value.splitlines()) if kind is FieldKind.SEVERAL_OF else value
