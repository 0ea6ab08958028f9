"""How much changes hands after a visit, and how?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from regulars.faces.desk.appointments.money_fields import (
    METHODS,
    DepositFields,
    amount_field,
    read_amount,
    usual_method,
)
from regulars.kernel.formats import Formats
from regulars.queries.appointment_parts import AppointmentDetail
from regulars.queries.ending_money import EndingMoney
from regulars.rules.money import PayMethod
from regulars.rules.settling import Payment


class _Sum(forms.Form):
    """A sum and the way it goes."""

    amount = amount_field()
    paid_by = forms.ChoiceField(
        label=gettext_lazy("Paid by"), choices=METHODS, widget=forms.RadioSelect
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None,
        *,
        detail: AppointmentDetail,
        fmt: Formats,
        usual_minor: int,
        paid_by: PayMethod = PayMethod.UNKNOWN,
    ) -> None:
        super().__init__(data, auto_id="payment_%s")
        self.detail = detail
        self.fields["amount"].label = _("Amount, %(currency)s") % {"currency": detail.currency}
        if usual_minor:
            self.fields["amount"].initial = fmt.amount_typed(usual_minor, detail.currency)
        self.fields["paid_by"].initial = usual_method(paid_by)

    def clean_amount(self) -> int:
        """Minor units."""
        return read_amount(self.cleaned_data["amount"], self.detail.currency) or 0


class PaymentForm(_Sum):
    """What is paid now, and a tip."""

    tip = amount_field()

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        detail: AppointmentDetail,
        fmt: Formats,
    ) -> None:
        super().__init__(data, detail=detail, fmt=fmt, usual_minor=detail.open_minor or 0)
        self.fields["tip"].label = _("Tip, %(currency)s") % {"currency": detail.currency}
        self.fields["tip"].widget.attrs["placeholder"] = fmt.amount_typed(0, detail.currency)

    def clean_tip(self) -> int:
        """Minor units."""
        return read_amount(self.cleaned_data["tip"], self.detail.currency) or 0

    @property
    def payment(self) -> Payment:
        """What the action is told."""
        told = self.cleaned_data
        return Payment(PayMethod(told["paid_by"]), told["amount"], told["tip"])

    @property
    def total_minor(self) -> int:
        """All that changes hands."""
        total: int = self.cleaned_data["amount"] + self.cleaned_data["tip"]
        return total


class RepaymentForm(_Sum):
    """What goes back."""

    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=240, required=False)

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        detail: AppointmentDetail,
        fmt: Formats,
        paid_by: PayMethod = PayMethod.UNKNOWN,
    ) -> None:
        super().__init__(
            data,
            detail=detail,
            fmt=fmt,
            usual_minor=detail.balance.returnable_minor,
            paid_by=paid_by,
        )
        self.fields["paid_by"].label = _("How it goes back")

    def told(self) -> dict[str, Any]:
        """What the action is told."""
        told = self.cleaned_data
        return {
            "amount_minor": told["amount"],
            "method": PayMethod(told["paid_by"]),
            "description": told["reason"],
        }


class DepositForm(DepositFields):
    """What becomes of it."""

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        fmt: Formats,
        money: EndingMoney | None,
    ) -> None:
        super().__init__(data)
        self.asks_about(money, fmt)
