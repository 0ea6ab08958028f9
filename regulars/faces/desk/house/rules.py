"""The rules of booking: notice, how far ahead, how shortly before, the raster."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from regulars.actions.businesses.set_rules import (
    LINES,
    MOST_HORIZON_DAYS,
    SLOTS,
    BookingRules,
    set_booking_rules,
)
from regulars.actions.opened import SavedMeanwhile, marker
from regulars.faces.desk.entrance import DeskRequest, DeskView, done, page
from regulars.faces.desk.on_top import save_on_top
from regulars.faces.desk.settings.questions import told
from regulars.queries.booking_rules import SetRules, booking_rules
from regulars.rules.permissions import Permission

_TEMPLATE = "desk/house/rules.html"
_HOUR = 60


class RulesForm(forms.Form):
    """How this business lets itself be booked."""

    notice_hours = forms.IntegerField(
        label=gettext_lazy("Notice period, hours"),
        help_text=gettext_lazy("Until then a customer may cancel freely; exactly then counts too."),
        min_value=0,
        max_value=1440,
    )
    horizon_days = forms.IntegerField(
        label=gettext_lazy("How far ahead can be booked, days"),
        min_value=1,
        max_value=MOST_HORIZON_DAYS,
    )
    lead_hours = forms.IntegerField(
        label=gettext_lazy("How long before the start a time is still offered, hours"),
        help_text=gettext_lazy("0: until the last minute. Staff can always book."),
        min_value=0,
        max_value=1440,
    )
    slot_minutes = forms.TypedChoiceField(label=gettext_lazy("Offered times begin"), coerce=int)
    opened = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, rules: SetRules) -> None:
        super().__init__(data, initial=_said(rules))
        self.rules = rules
        steps = sorted({*SLOTS, rules.slot_minutes})
        self.fields["slot_minutes"].choices = [  # type: ignore[attr-defined]
            (
                step,
                ngettext("every %(count)s minute", "every %(count)s minutes", step)
                % {"count": step},
            )
            for step in steps
        ]

    def told(self) -> BookingRules:
        """What the action is told."""
        typed = self.cleaned_data
        return BookingRules(
            notice_minutes=_minutes(typed["notice_hours"], self.rules.notice_minutes),
            horizon_days=typed["horizon_days"],
            lead_minutes=_minutes(typed["lead_hours"], self.rules.lead_minutes),
            slot_minutes=typed["slot_minutes"],
        )


class Rules(DeskView):
    """The rules, to be read and set."""

    permission = Permission.MANAGE_CATALOGUE

    def get(self, request: DeskRequest) -> HttpResponse:
        rules = booking_rules(business=request.door.business)
        return page(request, _TEMPLATE, form=RulesForm(rules=rules))

    def post(self, request: DeskRequest) -> HttpResponse:
        form = RulesForm(request.POST, rules=booking_rules(business=request.door.business))
        if not form.is_valid():
            return page(request, _TEMPLATE, status=422, form=form)
        try:
            set_booking_rules(
                rules=form.told(), opened=form.cleaned_data["opened"] or None, **told(request)
            )
        except SavedMeanwhile as refusal:
            save_on_top(form, form.initial, refusal)
            return page(request, _TEMPLATE, status=409, form=form)
        here = reverse("desk:rules", kwargs={"business": request.door.business.slug})
        return done(request, here, _("Saved."))


def _minutes(hours: int, was: int) -> int:
    """One that was set in minutes by a program is not rounded by a form that shows hours."""
    return was if hours == was // _HOUR else hours * _HOUR


def _said(rules: SetRules) -> dict[str, Any]:
    return {
        "notice_hours": rules.notice_minutes // _HOUR,
        "horizon_days": rules.horizon_days,
        "lead_hours": rules.lead_minutes // _HOUR,
        "slot_minutes": rules.slot_minutes,
        "opened": marker(**{line: getattr(rules, line) for line in LINES}),
    }
