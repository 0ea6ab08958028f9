"""The form in which a customer is entered or changed: only a name is required."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Any

from babel import Locale
from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from regulars.actions.customers.lines import CustomerLines, Nameless
from regulars.actions.customers.picture import small_picture
from regulars.kernel.formats import Formats
from regulars.kernel.phone_numbers import e164
from regulars.kernel.refusal import Refused
from regulars.kernel.words import LANGUAGE
from regulars.queries.customer_form import CustomerInForm

LINES = tuple(CustomerLines.__dataclass_fields__)
_LONGEST_TAG = 40
_MOST_TAGS = 20
_is_address = EmailValidator(_("This is not an e-mail address. Look for a typing error."))
_OLDEST = 130  # years; nobody is known to have lived longer


def _line(label: Any, longest: int, **attrs: str) -> forms.CharField:
    attrs = {"autocomplete": "off"} | attrs
    return forms.CharField(
        label=label, max_length=longest, required=False, widget=forms.TextInput(attrs=attrs)
    )


class CustomerForm(forms.Form):
    """All lines of a customer. What is stored already and was not touched is never refused."""

    first_name = _line(_("First name"), 120)
    last_name = _line(_("Last name"), 120)
    nickname = _line(_("Nickname"), 80)
    pronouns = _line(_("Pronouns"), 40)
    company = _line(_("Company"), 120)
    phone = _line(_("Phone"), 40, type="tel", inputmode="tel")
    email = _line(_("E-mail"), 254, type="email", inputmode="email")
    language = forms.ChoiceField(label=_("Language of messages"), required=False)
    birthday = _line(_("Birthday"), 20, inputmode="numeric")
    street = _line(_("Street and number"), 160)
    postal_code = _line(_("Postal code"), 20)
    city = _line(_("City"), 80)
    country = forms.ChoiceField(label=_("Country"), required=False)
    number = _line(_("Customer number"), 40)
    tags = _line(_("Tags"), 400, list="tag-names")
    picture = forms.FileField(
        label=_("Picture"), required=False, widget=forms.FileInput(attrs={"accept": "image/*"})
    )
    removes_picture = forms.BooleanField(label=_("Remove the picture"), required=False)
    version = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        fmt: Formats,
        today: date,
        customer: CustomerInForm | None = None,
        **kwargs: Any,
    ) -> None:
        self.fmt, self.today, self.customer = fmt, today, customer
        self.use_required_attribute = False
        if customer is not None:
            kwargs["initial"] = self.written(customer)
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = [("", "–"), *LANGUAGE.items()]  # type: ignore[attr-defined]
        self.fields["country"].choices = countries(fmt.locale, fmt.country)  # type: ignore[attr-defined]
        self.fields["phone"].help_text = _("As it is dialled here, or with + and the country.")
        self.fields["tags"].help_text = _("Several with commas between.")
        self.fields["birthday"].help_text = gettext("For example %(day)s.") % {"day": self._example}

    def written(self, customer: CustomerInForm) -> dict[str, str]:
        """Every line as it stands in its field."""
        lines = {name: getattr(customer, name) for name in LINES}
        return lines | {
            "birthday": self.fmt.day_typed(customer.birthday) if customer.birthday else "",
            "phone": self.fmt.phone(customer.phone) if customer.phone else "",
            "tags": ", ".join(customer.tags),
            "version": customer.version,
        }

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        for name, value in cleaned.items():
            if isinstance(value, str):
                cleaned[name] = " ".join(value.split())
        named = ("first_name", "last_name", "nickname", "company", "number")
        if not any(cleaned.get(name) for name in named) and not set(named) & set(self.errors):
            self.add_error("first_name", str(Nameless.sentence))
        return cleaned

    def clean_phone(self) -> str:
        typed: str = self.cleaned_data["phone"]
        if self._is_untouched("phone"):
            return self.customer.phone if self.customer else ""
        if not typed:
            return ""
        number = e164(typed, country=self.fmt.country)
        if number is None:
            raise ValidationError(
                _(
                    "There is no such phone number. Type it as it is dialled here, or with + and the country."
                )
            )
        return number

    def clean_email(self) -> str:
        typed: str = self.cleaned_data["email"]
        if typed and not self._is_untouched("email"):
            _is_address(typed)
        return typed

    def clean_birthday(self) -> date | None:
        typed: str = self.cleaned_data["birthday"]
        if self._is_untouched("birthday"):
            return self.customer.birthday if self.customer else None
        if not typed:
            return None
        try:
            day = self.fmt.parse_day(typed)
        except ValueError:
            sentence = gettext("This is not a day. Type it like %(day)s, with the whole year.")
            raise ValidationError(sentence % {"day": self._example}) from None
        if day > self.today:
            raise ValidationError(_("This day has not come yet. Check the year."))
        if day.year < self.today.year - _OLDEST:
            raise ValidationError(_("Nobody is that old. Check the year."))
        return day

    def clean_tags(self) -> list[str]:
        names = [" ".join(name.split()) for name in self.cleaned_data["tags"].split(",")]
        tags = list(dict.fromkeys(name for name in names if name))
        if len(tags) > _MOST_TAGS or any(len(name) > _LONGEST_TAG for name in tags):
            raise ValidationError(_("At most 20 tags of at most 40 letters each."))
        return tags

    def clean_picture(self) -> bytes | None:
        upload = self.cleaned_data["picture"]
        if upload is None:
            return None
        try:
            return small_picture(upload)
        except Refused as refusal:
            raise ValidationError(str(refusal)) from None

    @property
    def lines(self) -> CustomerLines:
        """What was typed, ready to be saved."""
        return CustomerLines(**{name: self.cleaned_data[name] for name in LINES})

    @property
    def new_picture(self) -> bytes | None:
        """The picture to keep from now on: b"" for none, None for the one there is."""
        uploaded: bytes | None = self.cleaned_data["picture"]
        return b"" if uploaded is None and self.cleaned_data["removes_picture"] else uploaded

    @property
    def _example(self) -> str:
        """A day that could be somebody's birthday, as it is typed here."""
        return self.fmt.day_typed(date(1990, 12, 31))

    def _is_untouched(self, name: str) -> bool:
        return self.cleaned_data[name] == self.initial.get(name, "")


@lru_cache(maxsize=32)
def countries(locale: Locale, home: str) -> list[tuple[str, str]]:
    """Every country by its name in this language, the business's own first."""
    named = {code: name for code, name in locale.territories.items() if _is_country(code)}
    others = sorted((name, code) for code, name in named.items() if code != home)
    return [("", "–"), (home, named.get(home, home)), *((code, name) for name, code in others)]


def _is_country(code: str) -> bool:
    # Babel also lists regions (150), the European Union, pseudo locales and Unknown.
    return (
        len(code) == 2 and code.isalpha() and code not in {"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"}
    )
