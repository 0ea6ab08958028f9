"""What a service is, as the owner writes it down."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from regulars.actions.catalogue.definition import LINES, ServiceDefinition
from regulars.actions.opened import marker
from regulars.kernel.formats import Formats
from regulars.queries.price_list import PricedService, PriceList
from regulars.rules.money import parse_amount

_LONGEST_PRICE = 15
_HOUR = 60


class ServiceForm(forms.Form):
    """Name, length, price, and what else makes a service."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=160)
    category = forms.CharField(
        label=gettext_lazy("Category"),
        help_text=gettext_lazy("Services of one category stand together."),
        max_length=80,
        required=False,
    )
    duration_minutes = forms.IntegerField(
        label=gettext_lazy("Length, minutes"), min_value=5, max_value=1440
    )
    price = forms.CharField(max_length=_LONGEST_PRICE, required=False)
    buffer_minutes = forms.IntegerField(
        label=gettext_lazy("Buffer after, minutes"),
        help_text=gettext_lazy("To clean up; nobody can be booked then."),
        min_value=0,
        max_value=1440,
        required=False,
    )
    gap_after_minutes = forms.IntegerField(
        label=gettext_lazy("Processing gap after, minutes"),
        help_text=gettext_lazy("From then on the customer waits and somebody else can be served."),
        min_value=0,
        max_value=1440,
        required=False,
    )
    gap_minutes = forms.IntegerField(
        label=gettext_lazy("Processing gap, minutes"), min_value=0, max_value=1440, required=False
    )
    capacity = forms.IntegerField(
        label=gettext_lazy("Places"),
        help_text=gettext_lazy("1 for one customer at a time, more for a group."),
        min_value=1,
        max_value=500,
        required=False,
    )
    notice_hours = forms.IntegerField(
        label=gettext_lazy("Notice period, hours"),
        help_text=gettext_lazy("Empty: as for the whole business."),
        min_value=0,
        max_value=1440,
        required=False,
    )
    staff_members = forms.MultipleChoiceField(
        label=gettext_lazy("Who does it"),
        help_text=gettext_lazy("None chosen: everybody."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    description = forms.CharField(
        label=gettext_lazy("Description"),
        max_length=2000,
        required=False,
        widget=forms.Textarea,
    )
    opened = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        prices: PriceList,
        fmt: Formats,
        currency: str,
        service: PricedService | None = None,
    ) -> None:
        super().__init__(data, initial=_said(service, fmt, currency))
        self.currency = currency
        self.service = service
        self.fields["price"].label = _("Price, %(currency)s") % {"currency": currency}
        known = {doer.id: doer.name for doer in prices.team}
        known |= {doer.id: doer.name for doer in (service.done_by if service else ())}
        self.fields["staff_members"].choices = list(known.items())  # type: ignore[attr-defined]

    def clean_price(self) -> int:
        """Minor units; nothing typed is free of charge."""
        text = self.cleaned_data["price"].strip()
        try:
            amount = parse_amount(text, currency=self.currency) if text else 0
        except ValueError:
            amount = -1
        if amount < 0:
            raise forms.ValidationError(_("Write an amount, for example 120.00."))
        return amount

    def definition(self) -> ServiceDefinition:
        """What the actions are told."""
        told = self.cleaned_data
        return ServiceDefinition(
            name=told["name"],
            category=told["category"],
            description=told["description"],
            duration_minutes=told["duration_minutes"],
            buffer_minutes=told["buffer_minutes"] or 0,
            gap_after_minutes=told["gap_after_minutes"] or 0,
            gap_minutes=told["gap_minutes"] or 0,
            price_minor=told["price"],
            capacity=told["capacity"] or 1,
            notice_minutes=self._notice(),
            staff_member_ids=frozenset(int(member) for member in told["staff_members"]),
        )

    def _notice(self) -> int | None:
        hours = self.cleaned_data["notice_hours"]
        was = self.service.notice_minutes if self.service else None
        # One that was set in minutes by a program is not rounded by a form that shows hours.
        if was is not None and hours == was // _HOUR:
            return was
        return None if hours is None else hours * _HOUR


def _said(service: PricedService | None, fmt: Formats, currency: str) -> dict[str, Any]:
    """What the form starts with."""
    if service is None:
        return {"duration_minutes": 60, "capacity": 1}
    notice = service.notice_minutes
    team = sorted(doer.id for doer in service.done_by)
    return {
        "name": service.name,
        "category": service.category,
        "description": service.description,
        "duration_minutes": service.duration_minutes,
        "price": fmt.amount_typed(service.price_minor, currency),
        "buffer_minutes": service.buffer_minutes or None,
        "gap_after_minutes": service.gap_after_minutes or None,
        "gap_minutes": service.gap_minutes or None,
        "capacity": service.capacity,
        "notice_hours": None if notice is None else notice // _HOUR,
        "staff_members": team,
        "opened": marker(staff_members=team, **{line: getattr(service, line) for line in LINES}),
    }
