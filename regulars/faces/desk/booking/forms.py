"""The form of a new appointment; who comes is chosen, found or entered in it too."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from regulars.actions.customers.lines import CustomerLines, Nameless
from regulars.faces.desk.booking.when import WhenFields, short_text
from regulars.kernel.formats import Formats
from regulars.kernel.phone_numbers import e164
from regulars.queries.booking_choices import BookingChoices
from regulars.queries.customer_recall import Recall
from regulars.rules.money import parse_amount

NEW_PROJECT = "new"
CREATE = "create"
_is_address = EmailValidator(
    gettext_lazy("This is not an e-mail address. Look for a typing error.")
)


class BookingForm(WhenFields):
    """Everything that is asked for; the customer stands in `customer`, or is new."""

    customer = forms.CharField(required=False, widget=forms.HiddenInput)
    who = forms.CharField(required=False, widget=forms.HiddenInput)  # CREATE: somebody new
    q = short_text(gettext_lazy("Customer"), 200)
    first_name = short_text(gettext_lazy("First name"), 120)
    last_name = short_text(gettext_lazy("Last name"), 120)
    phone = short_text(gettext_lazy("Phone"), 40)
    email = short_text(gettext_lazy("E-mail"), 254)
    project = forms.ChoiceField(label=gettext_lazy("Project"), required=False)
    new_project = short_text(gettext_lazy("Title of the new project"), 160)
    price = short_text(longest=40)
    notes = forms.CharField(
        label=gettext_lazy("Note for this appointment"),
        max_length=10_000,
        required=False,
        widget=forms.Textarea,
    )
    walk_in = forms.CharField(required=False, widget=forms.HiddenInput)
    # What the server filled in itself: only that follows when the service or the start changes.
    was = forms.CharField(required=False, widget=forms.HiddenInput)
    back = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        data: Any = None,
        *,
        fmt: Formats,
        at: datetime,
        choices: BookingChoices,
        recall: Recall | None,
        staff_label: Any,
        sees_money: bool,
        may_open_projects: bool,
        **given: Any,
    ) -> None:
        self.fmt, self.at, self.recall = fmt, at, recall
        super().__init__(data, auto_id="new_%s", use_required_attribute=False, **given)
        self.offer(choices, staff_label=staff_label)
        self.fields["price"].label = _("Price, %(currency)s") % {"currency": fmt.currency}
        if not sees_money:
            del self.fields["price"]
        projects = recall.projects if recall else ()
        choices_of_project = [("", _("No project"))]
        choices_of_project += [(str(one.id), one.title) for one in projects if not one.is_finished]
        if may_open_projects:
            choices_of_project.append((NEW_PROJECT, _("New project…")))
        else:
            del self.fields["new_project"]
        self.fields["project"].choices = choices_of_project  # type: ignore[attr-defined]
        if len(choices_of_project) == 1:
            del self.fields["project"]

    @property
    def is_newcomer(self) -> bool:
        """Whether somebody new is being entered."""
        return self["who"].value() == CREATE

    def clean_phone(self) -> str:
        """E.164."""
        typed = self.cleaned_data["phone"].strip()
        if not typed or not self._asks_for_newcomer:
            return ""
        number = e164(typed, country=self.fmt.country)
        if not number:
            raise ValidationError(_("This is not a phone number. Look for a typing error."))
        return number

    def clean_email(self) -> str:
        typed: str = self.cleaned_data["email"].strip()
        if typed and self._asks_for_newcomer:
            _is_address(typed)
        return typed

    def clean_price(self) -> int | None:
        """Minor units; None for the price of the service."""
        typed = self.cleaned_data["price"].strip()
        if not typed:
            return None
        try:
            amount = parse_amount(typed, currency=self.fmt.currency)
        except ValueError:
            amount = -1
        if amount < 0:
            raise ValidationError(_("Write an amount, for example 120.00."))
        return amount

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        self.clean_when(cleaned)
        if cleaned.get("project") == NEW_PROJECT and not cleaned.get("new_project", "").strip():
            self.add_error("new_project", _("Give the new project a title."))
        if not cleaned.get("service") and "service" not in self.errors:
            self.add_error("service", _("Choose a service."))
        if not cleaned.get("staff") and "staff" not in self.errors:
            self.add_error("staff", _("Choose who does it."))
        if self._asks_for_newcomer:
            if not self.lines.has_name:
                self.add_error("first_name", Nameless.sentence)
        elif self.recall is None:
            self.add_error("q", _("Choose a customer first."))
        return cleaned

    @property
    def _asks_for_newcomer(self) -> bool:
        return bool(self.data) and self.data.get("who") == CREATE

    @property
    def lines(self) -> CustomerLines:
        """What is known of somebody new."""
        told = self.cleaned_data
        return CustomerLines(
            first_name=" ".join(told.get("first_name", "").split()),
            last_name=" ".join(told.get("last_name", "").split()),
            phone=told.get("phone", ""),
            email=told.get("email", ""),
        )

    def told(self) -> dict[str, Any]:
        """What the actions are told of a valid form, besides who comes and when."""
        told = self.cleaned_data
        project = told.get("project", "")
        return {
            "staff_member_id": int(told["staff"]),
            "service_id": int(told["service"]),
            "room_id": int(told["room"]) if told.get("room") else None,
            "new_project_title": told.get("new_project", "") if project == NEW_PROJECT else "",
            "price_minor": told.get("price"),
            "notes": told["notes"],
        }

    @property
    def project_id(self) -> int | None:
        """The customer's project that was chosen."""
        chosen = self.cleaned_data.get("project", "")
        return int(chosen) if chosen not in ("", NEW_PROJECT) else None

    @property
    def length(self) -> timedelta:
        """From the start to the end of a valid form."""
        span: timedelta = self.cleaned_data["ends_at"] - self.cleaned_data["starts_at"]
        return span
