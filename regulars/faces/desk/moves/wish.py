"""Where somebody wants an entry of the calendar to stand: read from the wall clock."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext as _

from regulars.kernel.clock_times import instant, is_on_calendar, parse_time
from regulars.kernel.formats import Formats
from regulars.queries.standing_place import StandingPlace

_DAY_MINUTES = 24 * 60
# A holiday is a block too.
_MOST_MINUTES = 400 * _DAY_MINUTES
_LARGEST_ID = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Wish:
    """A place on the calendar; what is None stays as it is."""

    starts_at: datetime
    ends_at: datetime
    staff_member_id: int | None
    room_id: int | None
    says_room: bool  # with no room said, `room_id` None means: in none
    version: int
    is_undo: bool


class WishForm(forms.Form):
    """`day`, `start` on the wall clock, `minutes` of length, `staff`, `room`, `version`.

    Without `minutes`, `staff` or `room` these stay; an empty `room` is none. `second` says that of
    an hour that comes twice the second pass is meant.
    """

    day = forms.DateField(input_formats=["%Y-%m-%d"])
    start = forms.CharField(max_length=12)
    minutes = forms.IntegerField(min_value=1, max_value=_MOST_MINUTES, required=False)
    staff = forms.IntegerField(min_value=1, max_value=_LARGEST_ID, required=False)
    room = forms.IntegerField(min_value=1, max_value=_LARGEST_ID, required=False)
    version = forms.IntegerField(min_value=1, max_value=_LARGEST_ID)
    second = forms.BooleanField(required=False)
    undo = forms.BooleanField(required=False)

    def __init__(self, data: Mapping[str, Any], *, standing: StandingPlace, fmt: Formats) -> None:
        super().__init__(data)
        self.standing = standing
        self.fmt = fmt

    def clean_day(self) -> date:
        """A day that the calendar reaches."""
        day: date = self.cleaned_data["day"]
        if not is_on_calendar(day):
            raise forms.ValidationError(_("This is no time on the calendar. Choose another one."))
        return day

    def clean_start(self) -> time:
        """A time of day as somebody types it."""
        try:
            return parse_time(self.cleaned_data["start"])
        except ValueError as fault:
            raise forms.ValidationError(
                _("Write a time like %(time)s.") % {"time": self.fmt.time(self.standing.starts_at)}
            ) from fault

    def clean(self) -> dict[str, Any]:
        """Adds `starts_at`, the moment that is meant."""
        cleaned = super().clean() or {}
        day, start = cleaned.get("day"), cleaned.get("start")
        if day is None or start is None:
            return cleaned
        starts_at = self._moment(day, start)
        if starts_at is None:
            self.add_error("start", self._left_out(day, start))
        cleaned["starts_at"] = starts_at
        return cleaned

    def wish(self) -> Wish:
        """The wish of a valid form."""
        said = self.cleaned_data
        minutes = said["minutes"]
        length = timedelta(minutes=minutes) if minutes else self.standing.length
        return Wish(
            starts_at=said["starts_at"],
            ends_at=said["starts_at"] + length,
            staff_member_id=said["staff"],
            room_id=said["room"],
            says_room="room" in self.data,
            version=said["version"],
            is_undo=said["undo"],
        )

    @property
    def sentence(self) -> str:
        """What is wrong, in one sentence."""
        own = self.errors.get("start")
        return str(own[0]) if own else _("This is no time on the calendar. Choose another one.")

    def _moment(self, day: date, start: time) -> datetime | None:
        """The moment; of an hour that comes twice its first pass, unless the second is meant.

        An entry that stands in the second pass stays there when only its length is pulled.
        """
        zone = self.fmt.zone
        own = self.fmt.local(self.standing.starts_at)
        stays = (own.date(), own.time()) == (day, start)
        if self.cleaned_data.get("second") or (stays and own.fold):
            second = datetime.combine(day, start, tzinfo=zone).replace(fold=1)
            if comes_twice(second):
                return second.astimezone(UTC)
        return instant(day, start, zone)

    def _left_out(self, day: date, start: time) -> str:
        return _(
            "There is no %(time)s on %(day)s: the clocks are set forward. Choose another time."
        ) % {"time": start.strftime("%H:%M"), "day": self.fmt.day(day)}


def comes_twice(local: datetime) -> bool:
    """Whether the wall clock shows this time twice on its day."""
    first, second = local.replace(fold=0), local.replace(fold=1)
    return (first.utcoffset() or timedelta()) > (second.utcoffset() or timedelta())


def is_second_pass(moment: datetime, zone: ZoneInfo) -> bool:
    """Whether the wall clock shows this moment's time for the second time."""
    return bool(moment.astimezone(zone).fold)
