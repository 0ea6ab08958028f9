"""How is an amount of money written in a locale? As Babel answers."""

from __future__ import annotations

from typing import Any

from babel import Locale
from babel.numbers import format_currency, format_decimal

from regulars.rules.money import exponent


def money(minor: int, currency: str, locale: Locale) -> str:
    """CHF 4’040.00."""
    return _spaced(format_currency(minor / 10 ** exponent(currency), currency, locale=locale))


def money_short(minor: int, currency: str, locale: Locale) -> str:
    """CHF 150, with its decimals only where they are not zero."""
    digits: dict[str, Any] = {}
    if minor % 10 ** exponent(currency) == 0:
        digits = {"format": _without_decimals(locale), "currency_digits": False}
    value = minor / 10 ** exponent(currency)
    return _spaced(format_currency(value, currency, locale=locale, **digits))


def _without_decimals(locale: Locale) -> str:
    pattern: str = locale.currency_formats["standard"].pattern
    return pattern.replace(".00", "")


def amount(minor: int, currency: str, locale: Locale) -> str:
    """4’040 or 4’040.50, without the currency."""
    digits = exponent(currency)
    whole = minor % 10**digits == 0
    pattern = "#,##0" if whole else "#,##0." + "0" * digits
    return format_decimal(minor / 10**digits, format=pattern, locale=locale)


def amount_typed(minor: int, currency: str, locale: Locale) -> str:
    """4040.00 or 4040,00: all decimals, and nothing between the thousands."""
    digits = exponent(currency)
    pattern = "0." + "0" * digits if digits else "0"
    return format_decimal(minor / 10**digits, format=pattern, locale=locale)


def _spaced(text: str) -> str:
    return text.replace("\xa0", " ").replace("\u202f", " ")
