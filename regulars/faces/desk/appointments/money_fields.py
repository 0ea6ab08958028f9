"""What somebody types and chooses about money when a visit ends."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from regulars.kernel import words
from regulars.kernel.formats import Formats
from regulars.queries.ending_money import EndingMoney, OtherVisit
from regulars.rules.appointment_status import Status
from regulars.rules.cancellation import CancelledBy
from regulars.rules.deposits import DepositEnding, Fate, usual_fate
from regulars.rules.money import PayMethod, parse_amount

STAYS = "stays"
NOT_YET = "not_yet"
# Short enough to stand side by side on a phone.
METHODS: tuple[tuple[str, Promise], ...] = (
    (PayMethod.CASH.value, words.PAY_METHOD[PayMethod.CASH]),
    (PayMethod.CARD.value, words.PAY_METHOD[PayMethod.CARD]),
    (PayMethod.TRANSFER.value, pgettext_lazy("paid by", "Transfer")),
    (PayMethod.OTHER.value, words.PAY_METHOD[PayMethod.OTHER]),
)
_KNOWN = {method for method, _word in METHODS}


def amount_field(**given: Any) -> forms.CharField:
    """A sum of money, as text: people write it in more ways than browsers know."""
    attrs = {"inputmode": "decimal", "autocomplete": "off"} | given.pop("attrs", {})
    return forms.CharField(
        max_length=40, required=False, widget=forms.TextInput(attrs=attrs), **given
    )


def read_amount(text: str, currency: str) -> int | None:
    """Minor units of a sum that is not below zero; None for an empty field."""
    if not text.strip():
        return None
    try:
        amount = parse_amount(text.strip(), currency=currency)
    except ValueError:
        amount = -1
    if amount < 0:
        raise forms.ValidationError(_("Write an amount, for example 120.00."))
    return amount


def usual_method(method: PayMethod) -> str:
    """The way money came in, if somebody can choose it; cards are the commonest."""
    return method.value if method.value in _KNOWN else PayMethod.CARD.value


def proposed(money: EndingMoney, *, status: Status, by: CancelledBy | None = None) -> str:
    """What becomes of the deposit unless somebody chooses otherwise; a project's waits on."""
    return STAYS if money.is_of_project else usual_fate(status=status, by=by).value


class DepositFields(forms.Form):
    """What becomes of a paid deposit; asked only where one waits.

    `usual` is what was proposed. As long as nobody chose something else, what is proposed anew
    takes its place.
    """

    deposit = forms.ChoiceField(required=False, widget=forms.RadioSelect)
    usual = forms.CharField(required=False, max_length=10, widget=forms.HiddenInput)
    back_by = forms.ChoiceField(required=False, choices=METHODS)
    move_to = forms.ChoiceField(required=False)

    def asks_about(self, money: EndingMoney | None, fmt: Formats) -> None:
        """Ask about what waits, or about nothing."""
        if money is None or not money.waiting:
            for name in ("deposit", "usual", "back_by", "move_to"):
                del self.fields[name]
            return
        self.others = money.others if not money.is_of_project else ()
        fates = [(fate.value, words.FATE[fate]) for fate in Fate if self.others or fate != "move"]
        if money.is_of_project:
            fates.insert(0, (STAYS, pgettext_lazy("deposit", "Leave it with the project")))
        self.fields["deposit"].choices = fates  # type: ignore[attr-defined]
        self.fields["back_by"].initial = usual_method(money.deposit_method)
        self.fields["back_by"].label = _("How the deposit goes back")
        self.fields["move_to"].label = _("Where the deposit goes")
        self.fields["move_to"].choices = [  # type: ignore[attr-defined]
            (str(visit.id), _visit_words(visit, fmt)) for visit in self.others
        ]

    def fate(self, usual: str) -> str:
        """What is chosen, or the usual where nobody chose; empty where nothing is asked."""
        if "deposit" not in self.fields:
            return ""
        chosen = self["deposit"].value() or ""
        was_usual = self["usual"].value() or ""
        return usual if not chosen or (self.is_bound and chosen == was_usual) else chosen

    def ending(self, usual: str) -> DepositEnding | None:
        """What the action is told; None leaves the deposit as it is."""
        fate = self.fate(usual)
        if fate in ("", STAYS):
            return None
        told = self.cleaned_data
        return DepositEnding(
            Fate(fate),
            method=PayMethod(told["back_by"]) if told.get("back_by") else None,
            to_appointment_id=int(told["move_to"]) if told.get("move_to") else None,
        )


def _visit_words(visit: OtherVisit, fmt: Formats) -> str:
    moment = fmt.moment(visit.starts_at)
    if not visit.what:
        return moment
    if not visit.staff_name:
        return _("%(moment)s · %(what)s") % {"moment": moment, "what": visit.what}
    return _("%(moment)s · %(what)s with %(name)s") % {
        "moment": moment,
        "what": visit.what,
        "name": visit.staff_name,
    }
