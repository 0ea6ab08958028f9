"""On which days does something come again, and how is that said?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from babel.lists import format_list
from dateutil.rrule import rrulestr
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from regulars.kernel.formats import Formats
from regulars.rules.intervals import Span
from regulars.rules.recurrence import Every, Recurrence
from regulars.rules.working_hours import worked

# The nth weekday of a month, or of every so many months.
_MONTHLY: dict[int, Promise] = {
    1: gettext_lazy("On the first %(weekday)s of every month"),
    2: gettext_lazy("On the second %(weekday)s of every month"),
    3: gettext_lazy("On the third %(weekday)s of every month"),
    4: gettext_lazy("On the fourth %(weekday)s of every month"),
    -1: gettext_lazy("On the last %(weekday)s of every month"),
}
_EVERY_FEW_MONTHS: dict[int, Promise] = {
    1: gettext_lazy("Every %(n)s months on the first %(weekday)s"),
    2: gettext_lazy("Every %(n)s months on the second %(weekday)s"),
    3: gettext_lazy("Every %(n)s months on the third %(weekday)s"),
    4: gettext_lazy("Every %(n)s months on the fourth %(weekday)s"),
    -1: gettext_lazy("Every %(n)s months on the last %(weekday)s"),
}


def days_of(rule: str, *, first_on: date, since: date, until: date) -> Iterator[date]:
    """The days on which the rule falls from `since` to `until`, both included, in order.

    It counts from `first_on`, which is one of them only if the rule falls on it.
    """
    begins = datetime.combine(first_on, time())
    for moment in rrulestr(rule, dtstart=begins).xafter(
        datetime.combine(max(since, first_on), time()), inc=True
    ):
        if moment.date() > until:
            return
        yield moment.date()


def spans_of(
    rule: str,
    *,
    first_on: date,
    since: date,
    until: date,
    start_minute: int,
    end_minute: int,
    zone: ZoneInfo,
) -> Iterator[tuple[date, Span]]:
    """Those days with the hours on the wall clock as moments; a day without them is left out."""
    for day in days_of(rule, first_on=first_on, since=since, until=until):
        span = worked(day, start_minute, end_minute, zone=zone)
        if span is not None:
            yield day, span


def recurrence_words(rule: Recurrence, fmt: Formats) -> str:
    """Every Tuesday and Thursday, without the time of day and the end."""
    told = {"n": rule.interval, "weekday": "", "weekdays": "", "day": rule.month_day}
    if rule.every is Every.DAY:
        return ngettext("Every day", "Every %(n)s days", rule.interval) % told
    if rule.every is Every.WEEK:
        told["weekdays"] = format_list(
            [weekday_name(weekday, fmt) for weekday in sorted(rule.weekdays)], locale=fmt.locale
        )
        return (
            ngettext("Every %(weekdays)s", "Every %(n)s weeks on %(weekdays)s", rule.interval)
            % told
        )
    if rule.nth is not None:
        told["weekday"] = weekday_name(rule.weekdays[0], fmt)
        words = _MONTHLY if rule.interval == 1 else _EVERY_FEW_MONTHS
        return str(words[rule.nth]) % told
    if rule.month_day == 31:
        return (
            ngettext(
                "On the last day of every month",
                "Every %(n)s months on the last day",
                rule.interval,
            )
            % told
        )
    return (
        ngettext(
            "On day %(day)s of every month", "Every %(n)s months on day %(day)s", rule.interval
        )
        % told
    )


def weekday_name(weekday: int, fmt: Formats) -> str:
    """Thursday, as it stands inside a sentence; 0 is Monday."""
    return str(fmt.locale.days["format"]["wide"][weekday])


def series_words(rule: Recurrence, *, time_of_day: str, last_on: date | None, fmt: Formats) -> str:
    """Every Thursday, 09:00–11:30, until 31.12.2026."""
    told = {"repeat": recurrence_words(rule, fmt), "time": time_of_day}
    if last_on is None:
        return _("%(repeat)s, %(time)s") % told
    return _("%(repeat)s, %(time)s, until %(day)s") % (told | {"day": fmt.day_typed(last_on)})
