"""What staff write about one appointment, and say when it ends."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from regulars.faces.desk.appointments.money_fields import METHODS, DepositFields, usual_method
from regulars.kernel import words
from regulars.kernel.clock_times import parse_time
from regulars.kernel.formats import Formats
from regulars.queries.ending_money import EndingMoney
from regulars.rules.cancellation import CancelledBy
from regulars.rules.money import PayMethod

_BEFORE_ANY_STUDIO = 1900


class CancellationForm(DepositFields):
    """Who cancels, and when they told; filled in from the start, so nothing is marked required.

    Sent without a moment it is told just now: one key on Today does that.
    """

    by = forms.ChoiceField(
        label=gettext_lazy("Who cancels"), required=False, widget=forms.RadioSelect
    )
    told_on = forms.CharField(label=gettext_lazy("Told us on"), max_length=20, required=False)
    told_time = forms.CharField(label=gettext_lazy("at"), max_length=12, required=False)
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=240,
        required=False,
        widget=forms.TextInput(attrs={"list": "reasons", "autocomplete": "off"}),
    )
    tell = forms.BooleanField(required=False, initial=True)

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        fmt: Formats,
        at: datetime,
        money: EndingMoney | None = None,
        called: str = "",
        may_tell: bool = False,
    ) -> None:
        initial = {
            "by": CancelledBy.CUSTOMER.value,
            "told_on": fmt.day_typed(at),
            "told_time": fmt.time(at),
        }
        super().__init__(data, initial=initial)
        self.fmt = fmt
        self.at = at
        who: list[tuple[str, str | Promise]] = [
            (CancelledBy.CUSTOMER.value, called or words.CANCELLED_BY[CancelledBy.CUSTOMER]),
            (CancelledBy.STUDIO.value, _("We do")),
        ]
        self.fields["by"].choices = who  # type: ignore[attr-defined]
        self.asks_about(money, fmt)
        if not may_tell:
            del self.fields["tell"]

    def clean_by(self) -> CancelledBy:
        """The customer, unless somebody else is said."""
        return CancelledBy(self.cleaned_data["by"] or CancelledBy.CUSTOMER)

    def clean(self) -> dict[str, Any]:
        """Adds `told_at`, a moment that is not in the future."""
        cleaned = super().clean() or {}
        if not self.data.keys() & {"told_on", "told_time"}:
            return cleaned | {"told_at": self.at}
        day = clock = None
        try:
            day = self.fmt.parse_day(cleaned.get("told_on", ""))
        except ValueError:
            self._complain("told_on", self._day_wanted)
        try:
            clock = parse_time(cleaned.get("told_time", ""))
        except ValueError:
            self._complain(
                "told_time", _("Write a time like %(time)s.") % {"time": self.fmt.time(self.at)}
            )
        if day is not None and clock is not None:
            self._add_told_at(cleaned, self._moment(day, clock))
        return cleaned

    @property
    def _day_wanted(self) -> str:
        return _("Write a day like %(day)s.") % {"day": self.fmt.day_typed(self.at)}

    def _moment(self, day: date, clock: time) -> datetime:
        """The latest moment of that wall-clock time that has come."""
        # This minute begins at its start, as the dialog judged it when it was opened.
        now = self.fmt.local(self.at).replace(second=0, microsecond=0)
        if (day, clock) == (now.date(), now.time()):
            return now
        # An hour that comes twice: who cancels at its second pass has just told.
        first = datetime.combine(day, clock, tzinfo=self.fmt.zone)
        passes = (first, first.replace(fold=1))
        return max((one for one in passes if one <= self.at), key=datetime.timestamp, default=first)

    def _add_told_at(self, cleaned: dict[str, Any], told: datetime) -> None:
        # Compared first: the last evening of the calendar is in no other zone a moment any more.
        if told > self.at:
            self._complain("told_time", _("This moment has not come yet."))
        elif told.year <= _BEFORE_ANY_STUDIO:
            self._complain("told_on", self._day_wanted)
        else:
            cleaned["told_at"] = told.astimezone(UTC)

    def _complain(self, name: str, sentence: str) -> None:
        if name not in self.errors:
            self.add_error(name, sentence)


class ReasonForm(forms.Form):
    """Why, for the history."""

    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=240, required=False)


class NoShowForm(ReasonForm, DepositFields):
    """Why, and what becomes of the deposit."""

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        fmt: Formats,
        money: EndingMoney | None = None,
    ) -> None:
        super().__init__(data)
        self.asks_about(money, fmt)


class UndoForm(ReasonForm):
    """Why, and whether what was paid goes back."""

    give_back = forms.BooleanField(required=False)
    back_by = forms.ChoiceField(
        label=gettext_lazy("How it goes back"), required=False, choices=METHODS
    )

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, paid_by: PayMethod | None = None
    ) -> None:
        """Asks about money only where the latest payment's method is told."""
        super().__init__(data)
        if paid_by is None:
            del self.fields["give_back"], self.fields["back_by"]
        else:
            self.fields["back_by"].initial = usual_method(paid_by)

    @property
    def gives_back(self) -> PayMethod | None:
        """How what was paid goes back; None when it stays."""
        if not self.cleaned_data.get("give_back"):
            return None
        return PayMethod(self.cleaned_data["back_by"] or PayMethod.UNKNOWN)
