"""What staff write about one appointment: all of it, and where it stands in the calendar."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from regulars.actions.appointments.place import KEEP
from regulars.faces.desk.booking.following import moved_along
from regulars.faces.desk.booking.forms import NEW_PROJECT
from regulars.faces.desk.booking.looking import Wish
from regulars.faces.desk.booking.when import WhenFields
from regulars.kernel.formats import Formats
from regulars.queries.appointment_parts import AppointmentDetail
from regulars.queries.booking_choices import BookingChoices
from regulars.rules.appointment_status import may_be_moved
from regulars.rules.money import parse_amount

_WHEN = ("day", "start", "until")
_COMPARED = ("title", "service", "staff", *_WHEN, "room", "project", "price", "notes")


class AppointmentForm(WhenFields):
    """Everything about an appointment; what has its ending keeps its place."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    # Start and end as the server last wrote them: an end that nobody typed goes with the start.
    was_start = forms.CharField(required=False, widget=forms.HiddenInput)
    was_until = forms.CharField(required=False, widget=forms.HiddenInput)
    title = forms.CharField(label=gettext_lazy("Title"), max_length=160, required=False)
    brings = forms.BooleanField(
        label=gettext_lazy("Another service brings its length and its price"), required=False
    )
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
        choices: BookingChoices,
        fmt: Formats,
        at: datetime,
        staff_label: Any,
        sees_money: bool,
        may_open_projects: bool,
    ) -> None:
        super().__init__(data, initial=_said(detail, fmt))
        self.detail, self.choices, self.fmt, self.at = detail, choices, fmt, at
        self.offer(choices, staff_label=staff_label, no_service=detail.service_id is None)
        if detail.staff_member_id is None:
            self.fields["staff"].choices.insert(0, ("", "–"))  # type: ignore[attr-defined]
        self.fields["price"].label = _("Price, %(currency)s") % {"currency": detail.currency}
        if not sees_money:
            del self.fields["price"]
        self.fields["project"].choices = _projects(detail, may_open_projects)  # type: ignore[attr-defined]
        if detail.customer is None:
            del self.fields["project"]
        if detail.customer is None or not may_open_projects:
            del self.fields["new_project"]
        if not may_be_moved(detail.status):
            for name in (*_WHEN, "staff", "room", "brings"):
                self.fields.pop(name, None)

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
        cleaned["until"] = self.until_now()
        is_new = cleaned.get("project") == NEW_PROJECT
        if is_new and not cleaned.get("new_project", "").strip():
            self.add_error("new_project", _("Give the new project a title."))
        # What was not touched is as it was, even where it could not be typed: a time of day that
        # nobody knows, an hour that comes twice.
        if any(self._is_touched(name) for name in _WHEN):
            self.clean_when(cleaned)
        return cleaned

    def until_now(self) -> str:
        """The end on the clock, moved along with the start unless it was typed."""
        typed = {name: str(self.data.get(name, "")) for name in ("start", "until")}
        said = {name: str(self.data.get(f"was_{name}", "")) for name in typed}
        return moved_along(typed["start"], typed["until"], said, self.fmt)

    def changes(self) -> dict[str, Any]:
        """What the action is told."""
        told = self.cleaned_data
        project = told.get("project", "")
        changes = {
            "version": told["version"],
            "title": told["title"],
            "notes": told["notes"],
            "price_minor": told.get("price", self.detail.price_minor),
            "project_id": int(project) if project not in ("", NEW_PROJECT) else None,
            "new_project_title": told.get("new_project", "") if project == NEW_PROJECT else "",
            "service_id": int(told["service"]) if told.get("service") else KEEP,
            "staff_member_id": int(told["staff"]) if told.get("staff") else None,
            "room_id": self._room_or_keep(),
            "starts_at": told.get("starts_at"),
            "ends_at": told.get("ends_at"),
        }
        return changes | self._brought()

    @property
    def wish(self) -> Wish | None:
        """The place as far as it is understood, for a look at what is in the way."""
        told = self.cleaned_data
        if not told.get("staff") or "staff" not in self.fields:
            return None
        brought = self._brought()
        return Wish(
            staff_member_id=int(told["staff"]),
            service_id=int(told["service"]) if told.get("service") else None,
            starts_at=told.get("starts_at", self.detail.starts_at),
            ends_at=brought.get("ends_at") or told.get("ends_at", self.detail.ends_at),
            room_id=int(told["room"]) if told.get("room") else None,
            appointment_id=self.detail.id,
        )

    def show_differences(self, now: AppointmentDetail) -> None:
        """Keep what was typed, say what stands there by now, and let it be saved on top."""
        self.data = dict(self.data.items()) | {"version": str(now.version)}
        said = _said(now, self.fmt)
        for name in _COMPARED:
            if name in self.fields and said[name] != self[name].value():
                choices = getattr(self.fields[name], "choices", None)
                value = _label(choices, said[name]) if choices is not None else said[name]
                self.add_error(name, _("By now it says: %(value)s") % {"value": value or "–"})

    def _room_or_keep(self) -> Any:
        if not self._is_touched("room"):
            return KEEP
        chosen = self.cleaned_data.get("room", "")
        return int(chosen) if chosen else None

    def _is_touched(self, name: str) -> bool:
        return name in self.fields and name in self.data and name in self.changed_data

    def _brought(self) -> dict[str, Any]:
        """Length and price of another service, if that was asked for."""
        told = self.cleaned_data
        if not told.get("brings") or not self._is_touched("service"):
            return {}
        chosen = told.get("service")
        service = self.choices.service(int(chosen)) if chosen else None
        if service is None:
            return {}
        starts_at = told.get("starts_at", self.detail.starts_at)
        ends_at = starts_at + timedelta(minutes=service.duration_minutes)
        sees_money = "price" in self.fields
        return {"ends_at": ends_at} | ({"price_minor": service.price_minor} if sees_money else {})


def _said(detail: AppointmentDetail, fmt: Formats) -> dict[str, str]:
    """What the form starts with."""
    price = detail.price_minor
    return {
        "version": str(detail.version),
        "title": detail.title,
        "service": str(detail.service_id or ""),
        "staff": str(detail.staff_member_id or ""),
        "day": fmt.day_typed(detail.starts_at),
        "start": fmt.time(detail.starts_at) if detail.time_known else "",
        "until": fmt.time(detail.ends_at) if detail.time_known else "",
        "was_start": fmt.time(detail.starts_at) if detail.time_known else "",
        "was_until": fmt.time(detail.ends_at) if detail.time_known else "",
        "room": str(detail.room_id or ""),
        "project": str(detail.project_id or ""),
        "new_project": "",
        "price": "" if price is None else fmt.amount_typed(price, detail.currency),
        "notes": detail.notes,
    }


def _label(choices: Any, value: str) -> str:
    """The word of a choice, also of one in a group."""
    for key, label in choices:
        group = label if isinstance(label, list | tuple) else [(key, label)]
        for one, words in group:
            if str(one) == value:
                return str(words)
    return ""


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
