"""The line that says what blocking this time will do, before it is done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from babel.lists import format_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from regulars.faces.desk.blocks.forms import BlockForm, Wish
from regulars.faces.desk.entrance import DeskRequest
from regulars.kernel.formats import Formats
from regulars.kernel.hours_text import DAY_MINUTES, span_text
from regulars.kernel.recurrence import recurrence_words
from regulars.queries.already_there import AlreadyThere
from regulars.queries.block_outlook import BlockOutlook, outlook_again, outlook_once

# More would push the buttons off the screen.
_SHOWN = 4


@dataclass(frozen=True, slots=True)
class Outlook:
    """What will happen, in sentences; `there` are the first of what stays."""

    sentence: str
    button: str
    there: Sequence[AlreadyThere] = ()
    n_there: int = 0


def outlook(request: DeskRequest, form: BlockForm) -> Outlook | None:
    """What the form would do as it stands; None as long as it makes no sense."""
    wish = form.wish
    if wish is None:
        return None
    found = _asked(request, wish)
    names = _names(form, wish, request.fmt)
    sentence = _sentence(wish, found, names, request.fmt)
    return Outlook(
        sentence=sentence,
        button=_button(form, found),
        there=found.there[:_SHOWN],
        n_there=len(found.there),
    )


def _asked(request: DeskRequest, wish: Wish) -> BlockOutlook:
    business = request.door.business
    whose = {"staff_member_ids": wish.owners.staff, "room_ids": wish.owners.rooms}
    if wish.recurrence is None:
        assert wish.span is not None
        return outlook_once(business=business, span=wish.span, **whose)
    return outlook_again(
        business=business,
        recurrence=wish.recurrence,
        first_on=wish.first_on,
        last_on=wish.last_on,
        start_minute=wish.start_minute,
        end_minute=wish.end_minute,
        zone=request.fmt.zone,
        at=request.at,
        **whose,
    )


def _sentence(wish: Wish, found: BlockOutlook, names: str, fmt: Formats) -> str:
    if wish.recurrence is None:
        return _once(wish, names, fmt)
    told = {
        "repeat": recurrence_words(wish.recurrence, fmt),
        "time": hours_words(wish.start_minute, wish.end_minute, fmt),
        "names": names,
        "n": found.times,
        "day": fmt.day(found.begins_on) if found.begins_on else "",
    }
    if found.times is None:
        return _("%(repeat)s, %(time)s, without end, for %(names)s. First on %(day)s.") % told
    if not found.times:
        return _("It does not come once until the last day. Choose a later one.")
    return (
        ngettext(
            "%(repeat)s, %(time)s, %(n)s time for %(names)s. First on %(day)s.",
            "%(repeat)s, %(time)s, %(n)s times for %(names)s. First on %(day)s.",
            found.times,
        )
        % told
    )


def _once(wish: Wish, names: str, fmt: Formats) -> str:
    last_on = wish.last_on or wish.first_on
    days = (last_on - wish.first_on) // timedelta(days=1) + 1
    told = {
        "day": fmt.day(wish.first_on),
        "last_day": fmt.day(last_on),
        "time": hours_words(wish.start_minute, wish.end_minute, fmt),
        "start": fmt.time(wish.span.starts_at) if wish.span else "",
        "end": fmt.time(wish.span.ends_at) if wish.span else "",
        "names": names,
        "n": days,
    }
    if days == 1:
        return _("%(day)s, %(time)s, for %(names)s.") % told
    if is_whole(wish.start_minute, wish.end_minute):
        return (
            ngettext(
                "%(day)s until %(last_day)s, %(n)s whole day, for %(names)s.",
                "%(day)s until %(last_day)s, %(n)s whole days, for %(names)s.",
                days,
            )
            % told
        )
    return _("%(day)s, %(start)s, until %(last_day)s, %(end)s, for %(names)s.") % told


def is_whole(start_minute: int, end_minute: int) -> bool:
    """Whether that is a day from midnight to midnight."""
    return (start_minute, end_minute) == (0, DAY_MINUTES)


def hours_words(start_minute: int, end_minute: int, fmt: Formats) -> str:
    """09:00–11:30, or the whole day."""
    if is_whole(start_minute, end_minute):
        return _("the whole day")
    return span_text(start_minute, end_minute, fmt)


def _names(form: BlockForm, wish: Wish, fmt: Formats) -> str:
    """Noor and Matteo."""
    return format_list(
        [form.chips[value].name for value in form.cleaned_data["who"]], locale=fmt.locale
    )


def _button(form: BlockForm, found: BlockOutlook) -> str:
    if form.block is not None:
        return _("Save")
    times = found.times
    if times is None or times < 2:
        return _("Block time")
    return ngettext("Block %(n)s time", "Block %(n)s times", times) % {"n": times}
