"""What a block's form offers: whose time, how often, on which days."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from regulars.kernel.formats import Formats
from regulars.queries.blockable import Blockable
from regulars.rules.recurrence import Every, Recurrence, nth_weekday_of

NEVER, DAILY, WEEKLY, DAY_OF_MONTH, WEEKDAY_OF_MONTH = "", "day", "week", "month", "nth"
_ROOM = "room-"
_WEEKS = (1, 2, 3, 4)


@dataclass(frozen=True, slots=True)
class Owners:
    """Whose time: staff members and rooms by id."""

    staff: tuple[int, ...] = ()
    rooms: tuple[int, ...] = ()

    @classmethod
    def chosen(cls, values: Iterable[str]) -> Owners:
        """Those that the form's values stand for."""
        kept = list(values)
        return cls(
            staff=tuple(int(value) for value in kept if not value.startswith(_ROOM)),
            rooms=tuple(int(value[len(_ROOM) :]) for value in kept if value.startswith(_ROOM)),
        )


def value_of(*, staff_member_id: int | None, room_id: int | None) -> str:
    """What the form calls this owner."""
    return str(staff_member_id) if staff_member_id is not None else f"{_ROOM}{room_id}"


def owner_choices(columns: Blockable, *, only: int | None) -> list[tuple[str, str]]:
    """Everybody and every room; `only`: this person alone."""
    people = [(str(one.id), one.name) for one in columns.people if only in (None, one.id)]
    if only is not None:
        return people
    return people + [(f"{_ROOM}{room.id}", room.name) for room in columns.rooms]


@dataclass(frozen=True, slots=True)
class Chip:
    """How an owner is shown: people by first name and in their colour, as long as that is clear."""

    name: str
    full_name: str
    hue: int = 1
    is_room: bool = False


def chips(columns: Blockable) -> dict[str, Chip]:
    """Everybody and every room, by what the form calls them."""
    first_names = [one.name.split(" ")[0] for one in columns.people]
    return {
        str(one.id): Chip(
            name=first if first_names.count(first) == 1 else one.name,
            full_name=one.name,
            hue=one.hue,
        )
        for one, first in zip(columns.people, first_names, strict=True)
    } | {f"{_ROOM}{room.id}": Chip(room.name, room.name, is_room=True) for room in columns.rooms}


def repeat_choices(chosen: str | None) -> list[tuple[str, str]]:
    """How often; with what a series of another kind says, so that it can be kept."""
    weeks = [
        (f"{WEEKLY}-{n}", ngettext("Every week", "Every %(n)s weeks", n) % {"n": n}) for n in _WEEKS
    ]
    offered = [
        (NEVER, _("Never")),
        (f"{DAILY}-1", _("Every day")),
        *weeks,
        (f"{DAY_OF_MONTH}-1", _("Every month, on the same day")),
        (f"{WEEKDAY_OF_MONTH}-1", _("Every month, on the same weekday")),
    ]
    if chosen and chosen not in dict(offered) and _parsed(chosen):
        offered.append((chosen, _("As until now")))
    return offered


def weekday_choices(fmt: Formats) -> list[tuple[int, str]]:
    """Monday to Sunday, in full."""
    names = fmt.locale.days["stand-alone"]["wide"]
    return [(weekday, str(names[weekday])) for weekday in range(7)]


def repeat_of(chosen: str, weekdays: Sequence[int], first_on: date) -> Recurrence | None:
    """The recurrence that was chosen, counted from its first day; None: once."""
    parsed = _parsed(chosen)
    if parsed is None:
        return None
    every, interval = parsed
    if every == DAILY:
        return Recurrence(Every.DAY, interval=interval)
    if every == WEEKLY:
        days = tuple(sorted(weekdays)) or (first_on.weekday(),)
        return Recurrence(Every.WEEK, interval=interval, weekdays=days)
    if every == DAY_OF_MONTH:
        return Recurrence(Every.MONTH, interval=interval, month_day=first_on.day)
    return nth_weekday_of(first_on, interval=interval)


def repeat_value(recurrence: Recurrence) -> str:
    """What the form calls this recurrence."""
    if recurrence.every is Every.DAY:
        every = DAILY
    elif recurrence.every is Every.WEEK:
        every = WEEKLY
    else:
        every = DAY_OF_MONTH if recurrence.month_day is not None else WEEKDAY_OF_MONTH
    return f"{every}-{recurrence.interval}"


def _parsed(chosen: str) -> tuple[str, int] | None:
    every, _dash, interval = chosen.partition("-")
    known: Collection[str] = (DAILY, WEEKLY, DAY_OF_MONTH, WEEKDAY_OF_MONTH)
    if every not in known or not interval.isdecimal() or not 1 <= int(interval) <= 99:
        return None
    return every, int(interval)
