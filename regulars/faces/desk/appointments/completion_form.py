"""What to say when the work is done: price, tip, how it is paid, and when to come again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from regulars.faces.desk.appointments.money_fields import (
    METHODS,
    NOT_YET,
    amount_field,
    read_amount,
    usual_method,
)
from regulars.kernel.formats import Formats
from regulars.queries.appointment_parts import AppointmentDetail
from regulars.queries.ending_money import EndingMoney
from regulars.rules.money import PayMethod
from regulars.rules.settling import Payment, Settlement, settle

_WEEKS = (1, 2, 3, 4, 6, 8, 12)
_USUAL_WEEKS = 4


class CompletionForm(forms.Form):
    """Sent empty, as one key on Today does, it completes and leaves the till alone."""

    price = amount_field()
    tip = amount_field()
    paid_by = forms.ChoiceField(
        label=gettext_lazy("Paid by"),
        required=False,
        widget=forms.RadioSelect,
        choices=(*METHODS, (NOT_YET, pgettext_lazy("paid by", "Not yet"))),
    )
    # What the screen says is to pay; a sum that has changed since is asked about again.
    to_pay = forms.IntegerField(required=False, widget=forms.HiddenInput)
    spends_credit = forms.BooleanField(required=False, initial=True)
    was_last_session = forms.BooleanField(required=False)
    rebook = forms.BooleanField(required=False)
    weeks = forms.ChoiceField(required=False)

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        detail: AppointmentDetail,
        money: EndingMoney | None,
        fmt: Formats,
        may_finish: bool = False,
        may_rebook: bool = False,
    ) -> None:
        """Without `money` nothing is asked about it: the person may not take payments."""
        # The page beneath the dialog has a price of its own.
        super().__init__(data, auto_id="completion_%s")
        self.detail = detail
        self.money = money
        self._leave_out(may_finish=may_finish, may_rebook=may_rebook)
        self.fields["weeks"].choices = [  # type: ignore[attr-defined]
            (weeks, ngettext("%(n)s week", "%(n)s weeks", weeks) % {"n": weeks}) for weeks in _WEEKS
        ]
        self.fields["weeks"].initial = _USUAL_WEEKS
        if money is None:
            return
        currency = {"currency": detail.currency}
        self.fields["price"].label = _("Price, %(currency)s") % currency
        self.fields["tip"].label = _("Tip, %(currency)s") % currency
        self.fields["tip"].widget.attrs["placeholder"] = fmt.amount_typed(0, detail.currency)
        if detail.price_minor is not None:
            self.fields["price"].initial = fmt.amount_typed(detail.price_minor, detail.currency)
        self.fields["paid_by"].initial = usual_method(money.paid_by)

    def _leave_out(self, *, may_finish: bool, may_rebook: bool) -> None:
        if self.money is None:
            for name in ("price", "tip", "paid_by", "to_pay"):
                del self.fields[name]
        if self.money is None or not self.money.credit_minor:
            del self.fields["spends_credit"]
        if not may_finish:
            del self.fields["was_last_session"]
        if not may_rebook:
            del self.fields["rebook"]

    def clean_price(self) -> int | None:
        """Minor units; None leaves the price as it is."""
        price = read_amount(self.cleaned_data["price"], self.detail.currency)
        if price is None and "price" in self.data and self.detail.price_minor is not None:
            raise forms.ValidationError(_("Write the price, or 0 if it costs nothing."))
        return price

    def clean_tip(self) -> int:
        """Minor units."""
        return read_amount(self.cleaned_data["tip"], self.detail.currency) or 0

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("tip") and cleaned.get("paid_by") in ("", NOT_YET):
            self.add_error("paid_by", _("Say how the tip was paid."))
        return cleaned

    @property
    def payment(self) -> Payment | None:
        """What the action is told; None when nothing is paid yet."""
        told = self.cleaned_data
        if told.get("paid_by", "") in ("", NOT_YET):
            return None
        return Payment(PayMethod(told["paid_by"]), told["to_pay"], told["tip"])

    def told(self) -> dict[str, Any]:
        """What the action is told besides."""
        told = self.cleaned_data
        return {
            "price_minor": told.get("price"),
            "payment": self.payment,
            "spends_credit": told.get("spends_credit", False),
            "was_last_session": told.get("was_last_session", False),
        }

    def due(self) -> Settlement | None:
        """What is to pay by what stands in the form now; None where nobody asks."""
        if self.money is None:
            return None
        typed = getattr(self, "cleaned_data", {})
        price = typed.get("price")
        ends_project = self.detail.project_is_finished or self._is_ticked("was_last_session")
        return settle(
            price_minor=self.detail.price_minor if price is None else price,
            so_far=self.detail.balance,
            project_deposit_minor=self.money.project_minor if ends_project else 0,
            credit_minor=self.money.credit_minor if self._is_ticked("spends_credit") else 0,
        )

    @property
    def tip_minor(self) -> int:
        """The tip as far as it can be read."""
        tip: int = getattr(self, "cleaned_data", {}).get("tip") or 0
        return tip

    @property
    def pays(self) -> bool:
        """Whether something is paid now."""
        return "paid_by" in self.fields and self["paid_by"].value() not in ("", None, NOT_YET)

    def _is_ticked(self, name: str) -> bool:
        return name in self.fields and bool(self[name].value())
