"""What staff say about group sessions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from regulars.faces.desk.appointments.forms import ReasonForm
from regulars.kernel import words
from regulars.kernel.formats import Formats
from regulars.queries.group_session_parts import Registered
from regulars.rules.appointment_status import Status
from regulars.rules.money import PayMethod, parse_amount

_METHODS = (PayMethod.CASH, PayMethod.CARD, PayMethod.TRANSFER, PayMethod.OTHER)


class PaidForm(forms.Form):
    """What somebody pays at the end, filled in with what is still open."""

    paid = forms.CharField(
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
    )
    method = forms.ChoiceField(
        label=gettext_lazy("Paid by"), required=False, widget=forms.RadioSelect
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        one: Registered,
        fmt: Formats,
        takes_payments: bool,
    ) -> None:
        is_open = bool(one.open_minor)
        typed = fmt.amount_typed(one.open_minor or 0, one.currency) if is_open else ""
        super().__init__(data, initial={"paid": typed, "method": PayMethod.CARD.value})
        self.currency = one.currency
        self.fields["paid"].label = _("Paid now, %(currency)s") % {"currency": one.currency}
        methods: Any = self.fields["method"]
        methods.choices = [(one.value, words.PAY_METHOD[one]) for one in _METHODS]
        if not takes_payments:
            del self.fields["paid"]
            del self.fields["method"]

    def clean(self) -> dict[str, Any]:
        """What the action is told."""
        cleaned = super().clean() or {}
        if "paid" in self.errors or "method" in self.errors or "paid" not in self.fields:
            return {}
        return {
            "paid_minor": self._amount(cleaned["paid"].strip()),
            "method": PayMethod(cleaned["method"] or PayMethod.CARD),
        }

    def _amount(self, typed: str) -> int:
        """Minor units; nothing typed is nothing paid."""
        if not typed:
            return 0
        try:
            amount = parse_amount(typed, currency=self.currency)
        except ValueError:
            amount = -1
        if amount < 0:
            self.add_error("paid", _("Write an amount, for example 120.00, or leave it empty."))
        return amount


class UndoForm(ReasonForm):
    """Why, and which status is meant to be undone."""

    of = forms.CharField(max_length=40, required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        """What the action is told."""
        cleaned = super().clean() or {}
        said = cleaned.pop("of", "")
        return cleaned | {"expects": Status(said) if said in set(Status) else None}


class CallingOffForm(forms.Form):
    """Why it does not take place."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=240,
        required=False,
        widget=forms.Textarea,
    )
