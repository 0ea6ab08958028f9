from __future__ import annotations

from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regulars.rules.money import (
    INCOME_KINDS,
    LedgerKind,
    MixedCurrencies,
    Money,
    exponent,
    parse_amount,
)


def test_amounts_of_one_currency_add_up():
    assert Money(1250, "CHF") + Money(50, "CHF") == Money(1300, "CHF")
    assert Money(1250, "CHF") - Money(1300, "CHF") == Money(-50, "CHF")
    assert -Money(5, "CHF") == Money(-5, "CHF")


def test_two_currencies_never_add_up():
    with pytest.raises(MixedCurrencies, match="CHF and EUR"):
        Money(1, "CHF") + Money(1, "EUR")
    with pytest.raises(MixedCurrencies):
        Money(1, "CHF") - Money(1, "EUR")


@pytest.mark.parametrize(
    ("currency", "places", "major"),
    [("CHF", 2, "12.34"), ("JPY", 0, "1234"), ("TND", 3, "1.234"), ("CAD", 2, "12.34")],
)
def test_a_currency_knows_its_decimals(currency, places, major):
    assert exponent(currency) == places
    assert Money(1234, currency).major == Decimal(major)


@pytest.mark.parametrize(
    ("text", "minor"),
    [
        ("12", 1200),
        ("12.5", 1250),
        ("12,50", 1250),
        ("12.", 1200),
        (".5", 50),
        ("0", 0),
        ("0.05", 5),
        ("1'234.50", 123450),
        ("1’234.50", 123450),
        ("1.234,50", 123450),
        ("1,234.50", 123450),
        ("1 234,5", 123450),
        ("1\u202f234,50", 123450),
        ("1\u00a0234\u00a0567,89 €", 123456789),
        ("1.234", 123400),
        ("1,234", 123400),
        ("1.234.567", 123456700),
        ("1234.5", 123450),
        ("12,34,567.00", 123456700),
        ("82.4000", 8240),
        ("-52", -5200),
        ("\u221252", -5200),
        ("52-", -5200),
        ("(52.00)", -5200),
        ("- 50.4", -5040),
        ("+50.4", 5040),
    ],
)
def test_an_amount_is_read_as_people_write_it(text, minor):
    assert parse_amount(text, currency="EUR") == minor


@pytest.mark.parametrize(
    ("text", "currency", "minor"),
    [
        ("CHF 12", "CHF", 1200),
        ("12 chf", "CHF", 1200),
        ("Fr. 12.-", "CHF", 1200),
        ("12.\u2013", "CHF", 1200),
        ("-CHF 12.50", "CHF", -1250),
        ("CHF -12.50", "CHF", -1250),
        ("(CHF 12.50)", "CHF", -1250),
        ("CA$ 115,809.03", "CAD", 11580903),
        ("$12", "CAD", 1200),
        ("12,50 €", "EUR", 1250),
        ("1,234", "JPY", 1234),
        ("1234.00", "JPY", 1234),
        ("1,234", "TND", 1234),
        ("1 234,567", "TND", 1234567),
        ("12 zł", "PLN", 1200),
    ],
)
def test_the_currency_may_stand_before_or_after(text, currency, minor):
    assert parse_amount(text, currency=currency) == minor


@pytest.mark.parametrize(
    "text",
    [
        "", " ", ".", "-", "()", "abc", "CHF", "12 apples", "1.2.3", "1,23,4", "1'23.00",
        "0.123", "--5", "1e5", "NaN", "EUR 12", "12:30", "1234567890123456", "9" * 500, "1'234,567.8",
        "٣", "12.5.", "1 2", "\x0012",
    ],
)  # fmt: skip
def test_nonsense_and_other_currencies_are_refused(text):
    with pytest.raises(ValueError, match=r"amount|decimals"):
        parse_amount(text, currency="CHF")


def test_a_given_mark_settles_what_is_ambiguous():
    assert parse_amount("1.234", currency="CHF", decimal_mark=",") == 123400
    assert parse_amount("1,234", currency="CHF", decimal_mark=".") == 123400
    assert parse_amount("12.500", currency="CHF", decimal_mark=".") == 1250
    with pytest.raises(ValueError, match="decimals"):
        parse_amount("1.234", currency="CHF", decimal_mark=".")
    with pytest.raises(ValueError, match="not an amount"):
        parse_amount("12.50", currency="CHF", decimal_mark=",")


def test_half_a_yen_is_refused():
    with pytest.raises(ValueError, match="decimals"):
        parse_amount("12.50", currency="JPY")


@given(
    st.integers(-(10**14), 10**14),
    st.sampled_from(["CHF", "JPY", "TND"]),
    st.sampled_from([("'", "."), (",", "."), (".", ","), (" ", ","), ("", ".")]),
)
def test_what_was_written_is_read_again(minor, currency, marks):
    places = exponent(currency)
    thousands, mark = marks
    written = f"{Money(minor, currency).major:,.{places}f}"
    text = written.replace(",", "t").replace(".", mark).replace("t", thousands)
    assert parse_amount(text, currency=currency, decimal_mark=mark) == minor


@given(st.text(max_size=50))
def test_any_text_is_an_amount_or_refused(text):
    with suppress(ValueError):
        assert isinstance(parse_amount(text, currency="CHF"), int)


def test_income_is_what_comes_in_and_what_is_paid_out():
    assert {
        LedgerKind.PAYMENT,
        LedgerKind.DEPOSIT_RECEIVED,
        LedgerKind.REFUND,
        LedgerKind.DEPOSIT_REFUNDED,
    } == INCOME_KINDS
