"""Dates, times, money and phone numbers as one business's people read them.

Babel's own formatting costs 30 µs a value, which would be most of a page's time; here a pattern is
taken apart once per locale and then only filled in. tests/kernel compares every result with Babel.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

import phonenumbers
from babel import Locale
from babel.core import UnknownLocaleError
from babel.dates import format_interval
from babel.numbers import format_decimal
from django.utils.translation import gettext as _

from regulars.kernel import amounts, lengths
from regulars.kernel.date_patterns import Pattern, order_of, pattern_of
from regulars.rules.answers import BadAnswer, DateOrder, Fault, FieldKind, parse_answer

# A megabyte for each kind of reader; then what was written is forgotten.
_MOST_WRITTEN = 4000
# English "alone" is American, with the month first; the rest of the world writes otherwise.
_ALONE = {"en": "en_001"}


@lru_cache(maxsize=64)
def locale_of(language: str, country: str) -> Locale:
    """The locale of a language in a country, or of the language alone where there is no such."""
    try:
        return Locale.parse(f"{language}_{country}")
    except (UnknownLocaleError, ValueError):
        return Locale.parse(_ALONE.get(language, language))


@dataclass(frozen=True, slots=True)
class Formats:
    """How to write values for one reader: language, country, time zone and currency."""

    locale: Locale
    zone: ZoneInfo
    currency: str
    country: str
    # What was written already: a page says the same days twice, and the next page again.
    _written: dict[tuple[str, Any], str] = field(default_factory=dict, repr=False, compare=False)

    @staticmethod
    @lru_cache(maxsize=100)
    def of(*, language: str, country: str, time_zone: str, currency: str) -> Formats:
        """The formats of a reader of `language` at a business in `country`."""
        return Formats(locale_of(language, country), ZoneInfo(time_zone), currency, country)

    def local(self, moment: datetime) -> datetime:
        """The moment on the wall clock of the business."""
        return moment.astimezone(self.zone)

    def stamp(self, moment: datetime) -> str:
        """2026-12-17T13:00:00+01:00: the moment as a machine reads it, on the same wall clock."""
        found = self._written.get(("stamp", moment))
        return found or self._keep("stamp", moment, self.local(moment).isoformat())

    def day(self, value: date | datetime) -> str:
        """Thu 17 Dec 2026."""
        return self._filled("yMMMEd", value)

    def day_near(self, value: date | datetime, today: date) -> str:
        """Thu 17 Dec, with the year only where it is not this one."""
        year = self._wall(value).year
        return self._filled("MMMEd" if year == today.year else "yMMMEd", value)

    def day_plain(self, value: date | datetime) -> str:
        """17 Dec 2026."""
        return self._filled("yMMMd", value)

    def day_long(self, value: date | datetime) -> str:
        """17 December 2026."""
        return self._filled("long", value)

    def day_full(self, value: date | datetime, today: date) -> str:
        """Thursday, 17 December, with the year only where it is not this one."""
        year = self._wall(value).year
        return self._filled("yearless" if year == today.year else "full", value)

    def day_in_full(self, value: date | datetime) -> str:
        """Thursday, 17 December 2026."""
        return self._filled("full", value)

    def days(self, first: date, last: date, *, short: bool = False) -> str:
        """16–22 Nov 2026: a stretch of days, both included; short without the year."""
        return format_interval(first, last, "MMMd" if short else "yMMMd", locale=self.locale)

    def day_typed(self, value: date | datetime) -> str:
        """The short form that people type: 17.12.2026."""
        return self._filled("typed", value)

    def day_example(self, today: date) -> str:
        """31.12.2026: how a day may be typed, shown as a hint; the last day of this year."""
        return self.day_typed(date(today.year, 12, 31))

    @property
    def date_order(self) -> DateOrder:
        """Whether a day typed with dots or slashes starts with the day or with the month."""
        return _order(self.locale)

    def parse_day(self, text: str) -> date:
        """The day that somebody typed, in ISO or as `day_typed` writes it.

        Raises BadAnswer, a ValueError, when it is none or leaves the century open.
        """
        plain = _YEAR_FIRST.sub(r"\1-\2-\3", text.strip())
        if not plain:
            raise BadAnswer(Fault.NOT_A_DATE)
        return date.fromisoformat(parse_answer(FieldKind.DATE, plain, date_order=self.date_order))

    def month_year(self, value: date | datetime) -> str:
        """December 2026."""
        return self._filled("yMMMM", value)

    def month(self, number: int, *, short: bool = False) -> str:
        """The month's name, standing alone."""
        width = "abbreviated" if short else "wide"
        return str(self.locale.months["stand-alone"][width][number])

    def weekday(self, value: date | datetime) -> str:
        """Thu."""
        days = self.locale.days["stand-alone"]["abbreviated"]
        return str(days[self._wall(value).weekday()])

    def time(self, moment: datetime) -> str:
        """13:00 or 1:00 pm, as the locale has it."""
        return self._filled("time", moment)

    def span(self, starts_at: datetime, ends_at: datetime) -> str:
        """13:00–17:00."""
        return f"{self.time(starts_at)}–{self.time(ends_at)}"

    def moment(self, moment: datetime) -> str:
        """Thu 17 Dec 2026, 13:00."""
        return f"{self.day(moment)}, {self.time(moment)}"

    def moment_plain(self, moment: datetime) -> str:
        """17 Dec 2026, 13:00."""
        return f"{self.day_plain(moment)}, {self.time(moment)}"

    def ago(self, then: date, today: date) -> str:
        """3 weeks ago, or in 3 weeks, or yesterday, in whole days and more."""
        days = (then - today).days
        if abs(days) > 1:
            return lengths.days_away(days, self.locale)
        return _("today") if not days else _("tomorrow") if days > 0 else _("yesterday")

    def duration(self, span: timedelta) -> str:
        """3 days, 5 hours, 90 minutes: in the largest unit that does not mislead."""
        return lengths.duration(span, self.locale)

    def notice(self, span: timedelta) -> str:
        """48 hours, 90 minutes, 9 days: a length of notice, precise enough to be judged by."""
        return lengths.notice(span, self.locale)

    def shortfall(self, span: timedelta) -> str:
        """19 hours: what was missing to the notice asked for, rounded up as notice is rounded down.

        So the two add up: 29 of 48 hours is too late by 19.
        """
        return lengths.shortfall(span, self.locale)

    def money(self, minor: int, currency: str | None = None) -> str:
        """CHF 4’040.00."""
        return self._amount(amounts.money, minor, currency)

    def money_short(self, minor: int, currency: str | None = None) -> str:
        """CHF 150, with its decimals only where they are not zero."""
        return self._amount(amounts.money_short, minor, currency)

    def amount(self, minor: int, currency: str | None = None) -> str:
        """620 or 620.50: an amount below a head that names the currency."""
        return self._amount(amounts.amount, minor, currency)

    def amount_typed(self, minor: int, currency: str | None = None) -> str:
        """620.00 or 620,00: as a form shows an amount to be changed."""
        return self._amount(amounts.amount_typed, minor, currency)

    def number(self, value: int | float) -> str:
        """1’284."""
        found = self._written.get(("number", value))
        return found or self._keep("number", value, format_decimal(value, locale=self.locale))

    def phone(self, e164: str) -> str:
        """National for a number of the business's country, else international."""
        return _phone(e164, self.country)

    def _wall(self, value: date | datetime) -> date:
        return value.astimezone(self.zone) if isinstance(value, datetime) else value

    def _filled(self, name: str, value: date | datetime) -> str:
        found = self._written.get((name, value))
        if found is None:
            found = self._keep(name, value, _pattern(name, self.locale).fill(self._wall(value)))
        return found

    def _amount(self, write: Callable[..., str], minor: int, currency: str | None) -> str:
        what = (minor, currency or self.currency)
        found = self._written.get((write.__name__, what))
        return found or self._keep(write.__name__, what, write(*what, self.locale))

    def _keep(self, name: str, value: Any, written: str) -> str:
        if len(self._written) >= _MOST_WRITTEN:
            self._written.clear()
        self._written[name, value] = written
        return written


# Some locales put the year first and slashes between: 2026/12/31.
_YEAR_FIRST = re.compile(r"^([0-9]{4})[/.]([0-9]{1,2})[/.]([0-9]{1,2})$")


@lru_cache(maxsize=64)
def _order(locale: Locale) -> DateOrder:
    return order_of(locale)


@lru_cache(maxsize=256)
def _pattern(name: str, locale: Locale) -> Pattern:
    return pattern_of(name, locale)


@lru_cache(maxsize=20_000)
def _phone(e164: str, country: str) -> str:
    try:
        number = phonenumbers.parse(e164, None)
    except phonenumbers.NumberParseException:
        return e164
    home = phonenumbers.region_code_for_number(number) == country
    form = (
        phonenumbers.PhoneNumberFormat.NATIONAL
        if home
        else phonenumbers.PhoneNumberFormat.INTERNATIONAL
    )
    return phonenumbers.format_number(number, form)
