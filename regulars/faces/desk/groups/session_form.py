"""The form of a group session: planned anew, or changed."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from regulars.actions.group_sessions.planned import MOST_PLACES
from regulars.faces.desk.booking.when import WhenFields, short_text
from regulars.kernel.clock_times import parse_time
from regulars.kernel.formats import Formats
from regulars.queries.group_choices import GroupChoices, GroupService
from regulars.queries.group_session_parts import GroupSessionDetail


class SessionForm(WhenFields):
    """What, with whom, where, when, for how many; what stays empty is the service's."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    title = short_text(gettext_lazy("Title"), 160)
    capacity = short_text(gettext_lazy("Places"), 6)
    notes = forms.CharField(
        label=gettext_lazy("Notes"), max_length=10_000, required=False, widget=forms.Textarea
    )

    def __init__(
        self,
        data: Any = None,
        *,
        fmt: Formats,
        at: datetime,
        choices: GroupChoices,
        staff_label: Any,
        initial: dict[str, Any],
        is_new: bool,
    ) -> None:
        self.fmt, self.at, self.is_new = fmt, at, is_new
        super().__init__(data, initial=initial, use_required_attribute=False)
        fields: Any = self.fields
        fields["service"].choices = _services(choices)
        fields["staff"].label = staff_label
        fields["staff"].choices = [(str(id_), name) for id_, name in choices.staff]
        rooms = [(str(id_), name) for id_, name in choices.rooms]
        fields["room"].choices = [("", _("No room")), *rooms]
        fields["capacity"].widget.attrs["inputmode"] = "numeric"
        if not rooms:
            del fields["room"]
        if not is_new:
            del fields["service"]

    def clean_capacity(self) -> int | None:
        """A number of places; None for the service's."""
        typed = self.cleaned_data["capacity"].strip()
        if not typed and self.is_new:
            return None
        try:
            places = int(typed)
        except ValueError:
            places = 0
        if not 1 <= places <= MOST_PLACES:
            raise forms.ValidationError(
                _("Write a number of places between 1 and %(most)s.") % {"most": MOST_PLACES}
            )
        return places

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        self.clean_when(cleaned)
        if self.is_new and not cleaned.get("service") and "service" not in self.errors:
            self.add_error("service", _("Choose a service."))
        if not cleaned.get("staff") and "staff" not in self.errors:
            self.add_error("staff", _("Choose who does it."))
        return cleaned

    def told(self) -> dict[str, Any]:
        """What the action is told of a valid form."""
        told = self.cleaned_data
        said: dict[str, Any] = {
            "starts_at": told["starts_at"],
            "ends_at": told.get("ends_at"),
            "staff_member_id": int(told["staff"]),
            "capacity": told["capacity"],
            "title": told["title"],
            "notes": told["notes"],
        }
        if "room" in self.fields:
            said["room_id"] = int(told["room"]) if told["room"] else None
        if self.is_new:
            return said | {"service_id": int(told["service"])}
        return said | {"version": told["version"] or 0}

    def _clock(self, name: str, typed: str) -> time | None:
        """Until when may stay empty: as long as the service, or as it was, lasts."""
        if name == "until" and not typed.strip():
            return None
        return super()._clock(name, typed)


def for_new(fmt: Formats, choices: GroupChoices, asked: dict[str, str]) -> dict[str, Any]:
    """What an empty form starts with: the day, the time and the person that the address names."""
    service = choices.services[0] if choices.services else None
    return {
        "service": str(service.id) if service and service.is_for_groups else "",
        "staff": asked.get("staff", ""),
        "day": _day(fmt, asked.get("day", "")),
        "start": _start(asked.get("start", "")),
        "room": asked.get("room", ""),
    }


def for_change(fmt: Formats, detail: GroupSessionDetail) -> dict[str, Any]:
    """What the form of a session starts with."""
    return {
        "version": str(detail.version),
        "title": detail.title,
        "staff": str(detail.staff_member_id),
        "room": str(detail.room_id or ""),
        "day": fmt.day_typed(detail.starts_at),
        "start": fmt.time(detail.starts_at),
        "until": fmt.time(detail.ends_at),
        "capacity": str(detail.capacity),
        "notes": detail.notes,
    }


def _services(choices: GroupChoices) -> list[Any]:
    groups = [one for one in choices.services if one.is_for_groups]
    others = [one for one in choices.services if not one.is_for_groups]
    offered: list[Any] = [("", _("Choose a service"))]
    if groups:
        offered.append((_("For groups"), [(str(one.id), _in_words(one)) for one in groups]))
    if others:
        offered.append((_("For one person"), [(str(one.id), one.name) for one in others]))
    return offered


def _in_words(service: GroupService) -> str:
    told = {"service": service.name, "n": service.capacity}
    return (
        ngettext("%(service)s, %(n)s place", "%(service)s, %(n)s places", service.capacity) % told
    )


def _day(fmt: Formats, text: str) -> str:
    try:
        return fmt.day_typed(date.fromisoformat(text))
    except ValueError:
        return ""


def _start(text: str) -> str:
    try:
        return f"{parse_time(text):%H:%M}"
    except ValueError:
        return ""
