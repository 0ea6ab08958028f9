"""What is written about when somebody works."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from regulars.actions.opened import marker
from regulars.actions.schedule.set_working_hours import DayShift, marked
from regulars.kernel.formats import Formats
from regulars.kernel.hours_text import hours_text, parse_hours
from regulars.queries.team_hours import PersonHours, Week
from regulars.rules.periods import Period

_MOST_DAYS = 92


def day_typed(form: forms.Form, name: str, fmt: Formats, today: date) -> date | None:
    """The day in this field; None where it is empty, or no day, which the form then says."""
    text = form.cleaned_data.get(name, "").strip()
    if not text:
        return None
    try:
        return fmt.parse_day(text)
    except ValueError:
        form.add_error(name, _("Write a day like %(day)s.") % {"day": fmt.day_typed(today)})
        return None


def hours_example(fmt: Formats) -> str:
    """10:00–13:00, 14:00–19:00: how hours may be typed."""
    return hours_text([(600, 780), (840, 1140)], fmt)


def hours_wanted(fmt: Formats) -> str:
    """What to say to hours that cannot be read."""
    return _("Write hours like %(hours)s, one after the other.") % {"hours": hours_example(fmt)}


class WeekForm(forms.Form):
    """The hours of seven days as text, and from when until when they hold."""

    first_on = forms.CharField(label=gettext_lazy("From"), max_length=24, required=False)
    last_on = forms.CharField(label=gettext_lazy("Until"), max_length=24, required=False)
    opened = forms.CharField(max_length=40, required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        fmt: Formats,
        today: date,
        week: Week | None,
    ) -> None:
        super().__init__(data, initial=_said(week, fmt), auto_id="week_%s")
        self.fmt, self.today, self.week = fmt, today, week
        names = fmt.locale.days["stand-alone"]["wide"]
        for weekday in range(7):
            self.fields[f"day-{weekday}"] = forms.CharField(
                label=names[weekday], max_length=120, required=False
            )

    @property
    def days(self) -> list[forms.BoundField]:
        """The seven fields from Monday."""
        return [self[f"day-{weekday}"] for weekday in range(7)]

    def copied(self, weekday: int) -> WeekForm:
        """The same form with this day's hours on every day below it."""
        text = self[f"day-{weekday}"].value() or ""
        later = {f"day-{n}": text for n in range(weekday + 1, 7)}
        data = {name: self[name].value() or "" for name in self.fields}
        return WeekForm(data | later, fmt=self.fmt, today=self.today, week=self.week)

    def clean(self) -> dict[str, Any]:
        """Adds `week` and `period`."""
        cleaned = super().clean() or {}
        shifts: list[DayShift] = []
        for weekday in range(7):
            try:
                spans = parse_hours(cleaned.get(f"day-{weekday}", ""))
            except ValueError:
                self.add_error(f"day-{weekday}", hours_wanted(self.fmt))
                continue
            shifts += [DayShift(weekday, start, end) for start, end in spans]
        first_on = day_typed(self, "first_on", self.fmt, self.today)
        last_on = day_typed(self, "last_on", self.fmt, self.today)
        if first_on and last_on and last_on < first_on:
            self.add_error("last_on", _("The last day comes before the first one."))
        elif not self.errors:
            cleaned |= {"week": shifts, "period": Period(first_on, last_on)}
        return cleaned


def _said(week: Week | None, fmt: Formats) -> dict[str, str]:
    if week is None:
        return {}
    period = week.period
    return {
        "first_on": fmt.day_typed(period.first_on) if period.first_on else "",
        "last_on": fmt.day_typed(period.last_on) if period.last_on else "",
        "opened": week_marker(week),
    } | {f"day-{weekday}": hours_text(spans, fmt) for weekday, spans in enumerate(week.days)}


def week_marker(week: Week) -> str:
    """What tells whether somebody else saved the week meanwhile."""
    shifts = (
        DayShift(weekday, start, end)
        for weekday, spans in enumerate(week.days)
        for start, end in spans
    )
    return marker(**marked(shifts))


class DaysForm(forms.Form):
    """Days that are different: for whom, from when until when, other hours or none."""

    who = forms.TypedMultipleChoiceField(
        label=gettext_lazy("For whom"),
        required=False,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
    )
    first_on = forms.CharField(label=gettext_lazy("On"), max_length=24, required=False)
    last_on = forms.CharField(label=gettext_lazy("Until"), max_length=24, required=False)
    hours = forms.CharField(label=gettext_lazy("Hours"), max_length=120, required=False)
    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=120, required=False)

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        people: Iterable[PersonHours],
        fmt: Formats,
        today: date,
        for_id: int | None = None,
    ) -> None:
        everybody = [person.id for person in people if for_id in (None, person.id)]
        super().__init__(data, initial={"who": everybody}, auto_id="days_%s")
        self.fmt, self.today, self.for_id = fmt, today, for_id
        choices: Any = self.fields
        choices["who"].choices = [(person.id, person.name) for person in people]

    @property
    def example(self) -> str:
        """How hours may be typed."""
        return hours_example(self.fmt)

    def clean(self) -> dict[str, Any]:
        """Adds `days` and `spans`."""
        cleaned = super().clean() or {}
        first_on = day_typed(self, "first_on", self.fmt, self.today)
        last_on = day_typed(self, "last_on", self.fmt, self.today) or first_on
        spans: tuple[tuple[int, int], ...] = ()
        try:
            spans = parse_hours(cleaned.get("hours", ""))
        except ValueError:
            self.add_error("hours", hours_wanted(self.fmt))
        if not cleaned.get("who"):
            self.add_error("who", _("Choose for whom."))
        if first_on is None and not self.has_error("first_on"):
            example = self.fmt.day_typed(self.today)
            self.add_error("first_on", _("Write a day like %(day)s.") % {"day": example})
        if first_on is None or last_on is None or self.errors:
            return cleaned
        n_days = (last_on - first_on) // timedelta(days=1) + 1
        if not 0 < n_days <= _MOST_DAYS:
            self.add_error("last_on", _("Choose a last day within three months after the first."))
            return cleaned
        days = [first_on + timedelta(days=n) for n in range(n_days)]
        return cleaned | {"days": days, "spans": spans}
