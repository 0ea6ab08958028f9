"""The fields that say when, with whom and where, as an appointment and its changes need them."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from regulars.kernel.clock_times import instant, is_on_calendar, parse_time
from regulars.kernel.formats import Formats
from regulars.queries.booking_choices import BookingChoices

# Until a time on the clock that is not after the start means the next day, if that is not long.
_OVERNIGHT = timedelta(hours=10)
_DAY = timedelta(days=1)


def short_text(label: Any = "", longest: int = 20) -> forms.CharField:
    """A line that is not marked as required: it is filled in from the start."""
    widget = forms.TextInput(attrs={"autocomplete": "off"})
    return forms.CharField(label=label, max_length=longest, required=False, widget=widget)


class WhenFields(forms.Form):
    """Day, from, until, staff member, service, room; `starts_at` and `ends_at` once cleaned."""

    service = forms.ChoiceField(label=gettext_lazy("Service"), required=False)
    staff = forms.ChoiceField(required=False)
    day = short_text(gettext_lazy("Date"))
    start = short_text(gettext_lazy("From"))
    until = short_text(gettext_lazy("Until"))
    room = forms.ChoiceField(label=gettext_lazy("Room"), required=False)

    fmt: Formats
    at: datetime

    def offer(self, choices: BookingChoices, *, staff_label: Any, no_service: bool = False) -> None:
        """Fill the selects."""
        services: list[Any] = [
            (category, options) if category else options
            for category, options in (
                (
                    category,
                    [
                        (str(one.id), self._service_words(one.name, one.duration_minutes))
                        for one in group
                    ],
                )
                for category, group in choices.categories()
            )
        ]
        flat = [
            one for group in services for one in ([group] if isinstance(group, tuple) else group)
        ]
        empty = [("", _("No service"))] if no_service else []
        self.fields["service"].choices = [*empty, *flat]  # type: ignore[attr-defined]
        self.fields["staff"].label = staff_label
        self.fields["staff"].choices = [(str(one.id), one.name) for one in choices.staff]  # type: ignore[attr-defined]
        rooms = [(str(one.id), one.name) for one in choices.rooms]
        self.fields["room"].choices = [("", _("No room")), *rooms]  # type: ignore[attr-defined]
        if not rooms:
            del self.fields["room"]

    def clean_when(self, cleaned: dict[str, Any]) -> None:
        """Add `starts_at` and `ends_at`, or complain beside the field that is not understood."""
        day = self._day(cleaned.get("day", ""))
        start = self._clock("start", cleaned.get("start", ""))
        until = self._clock("until", cleaned.get("until", ""))
        if day is None or start is None:
            return
        starts_at = self._instant("start", day, start)
        if starts_at is None:
            return
        cleaned["starts_at"] = starts_at
        if until is None:
            return
        ends_at = self._instant("until", day, until)
        if ends_at is not None and ends_at <= starts_at:
            later = self._instant("until", day + _DAY, until)
            is_overnight = later is not None and later - starts_at <= _OVERNIGHT
            ends_at = later if is_overnight else ends_at
        if ends_at is not None:
            cleaned["ends_at"] = ends_at

    def _service_words(self, name: str, minutes: int) -> str:
        length = self.fmt.duration(timedelta(minutes=minutes))
        return _("%(service)s, %(length)s") % {"service": name, "length": length}

    def _day(self, typed: str) -> Any:
        try:
            day = self.fmt.parse_day(_without_weekday(typed))
        except ValueError:
            day = None
        if day is None or not is_on_calendar(day):
            example = self.fmt.day_typed(self.at)
            self.add_error("day", _("Write a day like %(day)s.") % {"day": example})
            return None
        return day

    def _clock(self, name: str, typed: str) -> time | None:
        try:
            return parse_time(typed)
        except ValueError:
            example = self.fmt.time(self.at)
            self.add_error(name, _("Write a time like %(time)s.") % {"time": example})
            return None

    def _instant(self, name: str, day: Any, clock: time) -> datetime | None:
        moment = instant(day, clock, self.fmt.zone)
        if moment is None:
            self.add_error(
                name, _("The clocks are set forward past this time. Choose another time.")
            )
        return moment


def _without_weekday(typed: str) -> str:
    """The day without the weekday that the field may show before it: Thu 19.11.2026."""
    head, _space, tail = typed.strip().partition(" ")
    return tail if tail and not any(char.isdigit() for char in head) else typed
