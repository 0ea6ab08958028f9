"""What staff say about time that nobody can book."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from regulars.faces.desk.blocks.choices import (
    NEVER,
    Chip,
    Owners,
    repeat_choices,
    repeat_of,
    weekday_choices,
)
from regulars.kernel import words
from regulars.kernel.formats import Formats
from regulars.kernel.hours_text import DAY_MINUTES, parse_minute
from regulars.kernel.refusal import Refused
from regulars.queries.block_detail import BlockDetail
from regulars.rules.blocks import BlockKind
from regulars.rules.intervals import Span
from regulars.rules.recurrence import Recurrence
from regulars.rules.working_hours import exists, worked

_BEFORE_ANY_STUDIO = 1900
THIS, FOLLOWING = "this", "following"


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be blocked: once (`span`), or again and again (`recurrence`)."""

    owners: Owners
    kind: BlockKind
    title: str
    note: str
    first_on: date
    last_on: date | None
    start_minute: int
    end_minute: int
    span: Span | None
    recurrence: Recurrence | None

    @property
    def again(self) -> dict[str, Any]:
        """What the actions are told about a series."""
        names = ("recurrence", "first_on", "last_on", "start_minute", "end_minute")
        return {name: getattr(self, name) for name in names}


class BlockForm(forms.Form):
    """A new block, or one to be changed; nothing is marked required, for most is filled in."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    back = forms.CharField(required=False, max_length=400, widget=forms.HiddenInput)
    kind = forms.ChoiceField(
        label=gettext_lazy("What for"), required=False, widget=forms.RadioSelect
    )
    title = forms.CharField(label=gettext_lazy("Title"), max_length=160, required=False)
    who = forms.MultipleChoiceField(
        label=gettext_lazy("Who"), required=False, widget=forms.CheckboxSelectMultiple
    )
    first_on = forms.CharField(label=gettext_lazy("First on"), max_length=24, required=False)
    start = forms.CharField(label=gettext_lazy("From"), max_length=12, required=False)
    end = forms.CharField(label=gettext_lazy("Until"), max_length=12, required=False)
    whole_day = forms.BooleanField(label=gettext_lazy("The whole day"), required=False)
    repeat = forms.ChoiceField(label=gettext_lazy("Repeat"), required=False)
    weekdays = forms.TypedMultipleChoiceField(
        label=gettext_lazy("On these days"),
        required=False,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
    )
    last_on = forms.CharField(label=gettext_lazy("Last on"), max_length=24, required=False)
    note = forms.CharField(label=gettext_lazy("Note"), max_length=240, required=False)
    reach = forms.ChoiceField(
        label=gettext_lazy("What to change"),
        required=False,
        widget=forms.RadioSelect,
        choices=(
            (THIS, gettext_lazy("Only this one")),
            (FOLLOWING, gettext_lazy("This and all that follow")),
        ),
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        fmt: Formats,
        at: datetime,
        who: list[tuple[str, str]],
        chips: Mapping[str, Chip],
        initial: Mapping[str, Any],
        block: BlockDetail | None = None,
    ) -> None:
        super().__init__(data, initial=dict(initial), auto_id="block_%s")
        self.block = block
        self.chips = chips
        self.fmt = fmt
        self.at = at
        choices: Any = self.fields
        if block is not None:  # one block is of one; as a new one it may be of several
            choices["who"] = forms.ChoiceField(
                label=_("Who"), required=False, widget=forms.RadioSelect
            )
        choices["kind"].choices = [(kind.value, words.BLOCK_KIND[kind]) for kind in BlockKind]
        choices["who"].choices = who
        choices["repeat"].choices = repeat_choices(self["repeat"].value())
        choices["weekdays"].choices = weekday_choices(fmt)

    def as_if_sent(self) -> BlockForm:
        """The same form, filled in with what it starts with."""
        sent = dict(self.initial) | {"whole_day": self.initial.get("whole_day") or None}
        return BlockForm(
            sent,
            fmt=self.fmt,
            at=self.at,
            who=list(self.fields["who"].choices),  # type: ignore[attr-defined]
            chips=self.chips,
            initial=self.initial,
            block=self.block,
        )

    def clean_kind(self) -> BlockKind:
        return BlockKind(self.cleaned_data["kind"] or BlockKind.BREAK)

    def clean_who(self) -> list[str]:
        chosen: list[str] | str = self.cleaned_data["who"]
        if not chosen:
            raise forms.ValidationError(_("Choose whose time is blocked."))
        return [chosen] if isinstance(chosen, str) else chosen

    def clean(self) -> dict[str, Any]:
        """Adds `wish`, once everything in it makes sense."""
        cleaned = super().clean() or {}
        first_on = self._day("first_on")
        last_on = self._day("last_on") if cleaned.get("last_on", "").strip() else None
        minutes = (0, DAY_MINUTES)
        if not cleaned.get("whole_day"):
            minutes = (self._minute("start"), self._minute("end"))
        if self.errors or first_on is None:
            return cleaned
        if last_on is not None and last_on < first_on:
            self.add_error("last_on", _("The last day comes before the first one."))
            return cleaned
        if self.block is not None and self.block.repeats and not self.reaches_on:
            last_on = None  # what the form says there is the last day of the series
        again = self.block is None and cleaned.get("repeat")
        if (again or self.reaches_on) and minutes[1] <= minutes[0]:
            self.add_error("end", _("The end comes before the start."))
            return cleaned
        cleaned["wish"] = self._wish(first_on, last_on, *minutes)
        return cleaned

    @property
    def reaches_on(self) -> bool:
        """Whether this is about all that follow too."""
        repeats = self.block is not None and self.block.repeats is not None
        return repeats and self["reach"].value() == FOLLOWING

    @property
    def wish(self) -> Wish | None:
        """What is wished, as far as everything in it makes sense."""
        if not self.is_valid():
            return None
        wish: Wish = self.cleaned_data["wish"]
        return wish

    @property
    def wish_day(self) -> date:
        """The day on which it begins."""
        day: date = self.cleaned_data["wish"].first_on
        return day

    def refuse(self, refusal: Refused, now: BlockDetail) -> None:
        """Keep what was typed, say why not, and let it be saved on top of what stands by now."""
        self.add_error(None, str(refusal))
        self.data = self.data.copy()  # type: ignore[attr-defined]
        self.data["version"] = str(now.version)  # type: ignore[index]
        self.block = now

    def _wish(self, first_on: date, last_on: date | None, start: int, end: int) -> Wish:
        told = self.cleaned_data
        again = self._recurrence(first_on) if self.block is None or self.reaches_on else None
        return Wish(
            owners=Owners.chosen(told["who"]),
            kind=told["kind"],
            title=told["title"],
            note=told["note"],
            first_on=first_on,
            last_on=last_on,
            start_minute=start,
            end_minute=end,
            span=None if again else self._span(first_on, last_on or first_on, start, end),
            recurrence=again,
        )

    def _recurrence(self, first_on: date) -> Recurrence | None:
        """How it comes again; a series whose day was changed goes on from there."""
        weekdays = sorted(self.cleaned_data.get("weekdays") or [])
        again = repeat_of(self.cleaned_data.get("repeat") or NEVER, weekdays, first_on)
        said = self.initial.get("weekdays") or []
        if again is None or self.block is None or weekdays != said:
            return again
        return again.moved(self.fmt.local(self.block.starts_at).date(), first_on)

    def _span(self, first_on: date, last_on: date, start: int, end: int) -> Span | None:
        """From the start on the first day until the end on the last one."""
        zone = self.fmt.zone
        if not self.cleaned_data["whole_day"]:
            for name, day, minute in (("start", first_on, start), ("end", last_on, end)):
                if minute < DAY_MINUTES and not exists(day, minute, zone=zone):
                    self.add_error(name, _("The clock is set past this time on that day."))
        is_one_day = first_on == last_on
        first = worked(first_on, start, end if is_one_day else DAY_MINUTES, zone=zone)
        last = first if is_one_day else worked(last_on, 0, end, zone=zone)
        if first is None or last is None:
            self.add_error("end", _("The end comes before the start."))
            return None
        return Span(first.starts_at, last.ends_at)

    def _day(self, name: str) -> date | None:
        try:
            day = self.fmt.parse_day(self.cleaned_data.get(name, ""))
        except ValueError:
            day = None
        if day is None or not _BEFORE_ANY_STUDIO < day.year < 9000:
            example = self.fmt.day_typed(self.at)
            self.add_error(name, _("Write a day like %(day)s.") % {"day": example})
            return None
        return day

    def _minute(self, name: str) -> int:
        """Minutes since midnight, an end of 0:00 being the midnight that ends the day."""
        try:
            return parse_minute(self.cleaned_data.get(name, ""), is_end=name == "end")
        except ValueError:
            example = self.fmt.time(self.at)
            self.add_error(name, _("Write a time like %(time)s.") % {"time": example})
            return 0
