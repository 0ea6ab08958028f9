"""What staff write about one appointment, and say when it ends."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from regulars.kernel import words
from regulars.kernel.formats import Formats
from regulars.queries.appointment_parts import AppointmentDetail
from regulars.rules.cancellation import CancelledBy
from regulars.rules.money import parse_amount

NEW_PROJECT = "new"
_TIME = re.compile(r"([0-9]{1,2})[.:h ]?([0-9]{2})?\s*([ap])?\.?m?\.?", re.IGNORECASE)
_BEFORE_ANY_STUDIO = 1900
_WHO_CANCELS = (CancelledBy.CUSTOMER, CancelledBy.STUDIO)


class AppointmentForm(forms.Form):
    """What can be changed without the calendar."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    title = forms.CharField(label=gettext_lazy("Title"), max_length=160, required=False)
    project = forms.ChoiceField(label=gettext_lazy("Project"), required=False)
    new_project = forms.CharField(
        label=gettext_lazy("Title of the new project"), max_length=160, required=False
    )
    price = forms.CharField(
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
    )
    notes = forms.CharField(
        label=gettext_lazy("Note for this appointment"),
        max_length=10_000,
        required=False,
        widget=forms.Textarea,
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        detail: AppointmentDetail,
        fmt: Formats,
        sees_money: bool,
        may_open_projects: bool,
    ) -> None:
        super().__init__(data, initial=_said(detail, fmt))
        self.detail = detail
        self.fields["price"].label = _("Price, %(currency)s") % {"currency": detail.currency}
        if not sees_money:
            del self.fields["price"]
        self.fields["project"].choices = _projects(detail, may_open_projects)  # type: ignore[attr-defined]
        if detail.customer is None:
            del self.fields["project"]
        if detail.customer is None or not may_open_projects:
            del self.fields["new_project"]

    def clean_price(self) -> int | None:
        """Minor units; None when no price is agreed."""
        text = self.cleaned_data["price"].strip()
        if not text:
            return None
        try:
            amount = parse_amount(text, currency=self.detail.currency)
        except ValueError:
            amount = -1
        if amount < 0:
            raise forms.ValidationError(_("Write an amount, for example 120.00."))
        return amount

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        is_new = cleaned.get("project") == NEW_PROJECT
        if is_new and not cleaned.get("new_project", "").strip():
            self.add_error("new_project", _("Give the new project a title."))
        return cleaned

    def changes(self) -> dict[str, Any]:
        """What the action is told."""
        told = self.cleaned_data
        project = told.get("project", "")
        return {
            "version": told["version"],
            "title": told["title"],
            "notes": told["notes"],
            "price_minor": told.get("price", self.detail.price_minor),
            "project_id": int(project) if project not in ("", NEW_PROJECT) else None,
            "new_project_title": told.get("new_project", "") if project == NEW_PROJECT else "",
        }

    def show_differences(self, now: AppointmentDetail, fmt: Formats) -> None:
        """Keep what was typed, say what stands there by now, and let it be saved on top."""
        self.data = dict(self.data.items()) | {"version": str(now.version)}
        said = _said(now, fmt)
        names = {str(value): label for value, label in _projects(now, may_open=False)}
        for name in ("title", "project", "price", "notes"):
            if name in self.fields and said[name] != self[name].value():
                value = names.get(said[name], "") if name == "project" else said[name]
                self.add_error(name, _("By now it says: %(value)s") % {"value": value or "–"})


def _said(detail: AppointmentDetail, fmt: Formats) -> dict[str, str]:
    """What the form starts with."""
    price = detail.price_minor
    return {
        "version": str(detail.version),
        "title": detail.title,
        "project": str(detail.project_id or ""),
        "new_project": "",
        "price": "" if price is None else fmt.amount_typed(price, detail.currency),
        "notes": detail.notes,
    }


def _projects(detail: AppointmentDetail, may_open: bool) -> list[tuple[str, str]]:  # noqa: FBT001
    """None, the customer's projects, a new one."""
    finished = _("%(title)s (finished)")
    choices = [("", _("No project"))]
    choices += [
        (
            str(project.id),
            finished % {"title": project.title} if project.is_finished else project.title,
        )
        for project in detail.projects
    ]
    return [*choices, (NEW_PROJECT, _("New project…"))] if may_open else choices


class CancellationForm(forms.Form):
    """Who cancels, and when they told; filled in from the start, so nothing is marked required."""

    by = forms.ChoiceField(
        label=gettext_lazy("Who cancels"), required=False, widget=forms.RadioSelect
    )
    told_on = forms.CharField(label=gettext_lazy("Told us on"), max_length=20, required=False)
    told_time = forms.CharField(label=gettext_lazy("at"), max_length=12, required=False)
    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=240, required=False)

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, fmt: Formats, at: datetime
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
            (by.value, words.CANCELLED_BY[by]) for by in _WHO_CANCELS
        ]
        self.fields["by"].choices = who  # type: ignore[attr-defined]

    def clean_by(self) -> CancelledBy:
        """The customer, unless somebody else is said."""
        return CancelledBy(self.cleaned_data["by"] or CancelledBy.CUSTOMER)

    def clean(self) -> dict[str, Any]:
        """Adds `told_at`, a moment that is not in the future."""
        cleaned = super().clean() or {}
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
        """The latest moment of that wall-clock time that has come; now itself for this minute."""
        now = self.fmt.local(self.at)
        if (day, clock) == (now.date(), now.time().replace(second=0, microsecond=0)):
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


def parse_time(text: str) -> time:
    """A time of day as somebody typed it: 13:00, 13.00, 1300, 9, 1:00 pm. Raises ValueError."""
    match = _TIME.fullmatch(text.replace("\u202f", " ").replace("\xa0", " ").strip())
    if not match:
        raise ValueError(f"not a time of day: {text!r}")
    hour, minute, half = int(match[1]), int(match[2] or 0), (match[3] or "").lower()
    if half and not 1 <= hour <= 12:
        raise ValueError(f"not a time of day: {text!r}")
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    return time(hour, minute)


class ReasonForm(forms.Form):
    """Why, for the history."""

    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=240, required=False)


class CompletionForm(forms.Form):
    """What to say when the work is done."""

    was_last_session = forms.BooleanField(required=False)
