"""From when until when can time be blocked, and by whom can it be taken?"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from regulars.actions.taken_time.columns import Columns
from regulars.actions.wording import formats_of
from regulars.kernel.refusal import Refused
from regulars.records.businesses import Business

LONGEST = timedelta(days=366)
_DAY_MINUTES = 24 * 60
# What repeats for longer than that repeats without end.
_LONGEST_SERIES = timedelta(days=5 * 366)


class EndsTooSoon(Refused):
    """The end does not come after the start."""

    code = "ends_too_soon"
    sentence = gettext_lazy("The end comes before the start. Choose a later end.")


class TooLong(Refused):
    """Longer than a year is not a block any more."""

    code = "too_long"
    sentence = gettext_lazy(
        "A block lasts a year at most. Choose an earlier end; somebody who stays away for longer "
        "can be taken off the calendar."
    )


class TooFarAhead(Refused):
    """Beyond what the business lets anybody book."""

    code = "too_far_ahead"


class NotHere(Refused):
    """Nobody can be booked there anyway."""

    code = "not_here"


def must_be_blockable(
    business: Business, *, starts_at: datetime, ends_at: datetime, at: datetime
) -> None:
    """Raise EndsTooSoon, TooLong or TooFarAhead unless it is a span that can be blocked."""
    if ends_at <= starts_at:
        raise EndsTooSoon
    if ends_at - starts_at > LONGEST:
        raise TooLong
    if starts_at > at + timedelta(days=business.horizon_days):
        raise too_far_ahead(business, at)


def must_repeat_within_bounds(
    business: Business,
    *,
    first_on: date,
    last_on: date | None,
    start_minute: int,
    end_minute: int,
    at: datetime,
) -> None:
    """Raise EndsTooSoon or TooFarAhead unless it can come again like that."""
    if not 0 <= start_minute < end_minute <= _DAY_MINUTES:
        raise EndsTooSoon
    if last_on is not None and last_on < first_on:
        raise EndsTooSoon(_("The last day comes before the first one. Choose a later last day."))
    if last_on is not None and last_on - first_on > _LONGEST_SERIES:
        raise TooLong(
            _("Choose a last day within five years, or leave it empty to repeat without end.")
        )
    if first_on > local_day(business, at) + timedelta(days=business.horizon_days):
        raise too_far_ahead(business, at)


def must_be_here(columns: Columns) -> None:
    """Raise NotHere for somebody who left and a room that is closed."""
    for member in columns.staff.values():
        if not member.is_active:
            raise NotHere(
                _("%(name)s no longer works here. Choose somebody else.") % {"name": member.name}
            )
    for room in columns.rooms.values():
        if not room.is_active:
            raise NotHere(_("%(room)s is closed. Choose another room.") % {"room": room.name})


def too_far_ahead(business: Business, at: datetime) -> TooFarAhead:
    """The refusal that says how far ahead is possible."""
    furthest = formats_of(business).day(at + timedelta(days=business.horizon_days))
    return TooFarAhead(
        _("This is further ahead than your calendar reaches. Choose a day until %(day)s.")
        % {"day": furthest}
    )


def local_day(business: Business, at: datetime) -> date:
    """Which day it is there."""
    return at.astimezone(ZoneInfo(business.time_zone)).date()
