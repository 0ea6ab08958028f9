"""What a token is, as the owner writes it down."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from regulars.kernel import words
from regulars.kernel.formats import Formats
from regulars.queries.token_list import TokenLine
from regulars.rules.permissions import Scope
from regulars.rules.tokens import expiry_after

# What most programs need; who wants contact data or money to leave ticks that on purpose.
_USUAL = (Scope.CUSTOMERS_READ, Scope.APPOINTMENTS_READ, Scope.CATALOGUE_READ)


class TokenForm(forms.Form):
    """The name of the program, what it may do, and until when."""

    name = forms.CharField(
        label=gettext_lazy("Name"),
        help_text=gettext_lazy("The program that will use it, for example your website."),
        max_length=120,
    )
    scopes = forms.MultipleChoiceField(
        label=gettext_lazy("What it may do"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Tick at least one thing it may do.")},
    )
    last_day = forms.CharField(
        label=gettext_lazy("Last day"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    opened = forms.CharField(max_length=40, required=False, widget=forms.HiddenInput)

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, fmt: Formats, at: datetime
    ) -> None:
        super().__init__(data, initial={"scopes": _USUAL, "opened": at.isoformat()})
        self.fmt, self.at = fmt, at
        choices: list[tuple[str, str | Promise]] = [
            (scope.value, words.SCOPE[scope]) for scope in Scope
        ]
        self.fields["scopes"].choices = choices  # type: ignore[attr-defined]

    def clean_last_day(self) -> datetime | None:
        """The moment the token expires; None when it does not."""
        typed = self.cleaned_data["last_day"]
        if not typed:
            return None
        try:
            day = self.fmt.parse_day(typed)
            expires_at = expiry_after(day, self.fmt.zone)
        except (ValueError, OverflowError):
            raise forms.ValidationError(
                _("This is not a date. Type day, month and year.")
            ) from None
        if expires_at <= self.at:
            raise forms.ValidationError(_("This day is over. Choose today or a later day."))
        return expires_at

    def clean_opened(self) -> datetime | None:
        """When the form was opened; None when it does not say."""
        try:
            opened_at = datetime.fromisoformat(self.cleaned_data["opened"])
        except ValueError:
            return None
        return opened_at if opened_at.tzinfo else None

    def was_sent_before(self, tokens: Iterable[TokenLine]) -> bool:
        """Whether this very form has made its token already: a reload sends it once more."""
        told = self.cleaned_data
        since = told["opened"] or self.at
        return any(token.name == told["name"] and token.created_at >= since for token in tokens)

    def refuse(self, field: str | None, sentence: str) -> None:
        """Keep what was typed, say what is wrong, and count from now on as freshly opened."""
        self.add_error(field, sentence)
        self.data = self.data.copy()  # type: ignore[attr-defined]
        self.data["opened"] = self.at.isoformat()  # type: ignore[index]

    def definition(self) -> dict[str, Any]:
        """What the action is told."""
        told = self.cleaned_data
        return {
            "name": told["name"],
            "scopes": frozenset(Scope(scope) for scope in told["scopes"]),
            "expires_at": told["last_day"],
        }
