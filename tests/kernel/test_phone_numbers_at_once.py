"""However a number is typed, the short way reads it as the library does."""

from __future__ import annotations

import phonenumbers
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from regulars.kernel.phone_numbers import _at_once, e164

COUNTRIES = ("CH", "DE", "AT", "FR", "IT", "GB", "US", "CA", "NL", "ES", "BR", "AU", "RU", "IS")
REGIONS = sorted(phonenumbers.SUPPORTED_REGIONS)
FORMS = (
    phonenumbers.PhoneNumberFormat.E164,
    phonenumbers.PhoneNumberFormat.INTERNATIONAL,
    phonenumbers.PhoneNumberFormat.NATIONAL,
)
KINDS = tuple(range(11))


def as_the_library_says(typed: str, country: str) -> str | None:
    try:
        number = phonenumbers.parse(typed, country)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number):
        return None
    number.extension = None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def examples() -> list[phonenumbers.PhoneNumber]:
    found = (
        phonenumbers.example_number_for_type(region, kind) for region in REGIONS for kind in KINDS
    )
    return [number for number in found if number is not None]


EXAMPLES = examples()


@st.composite
def slipped(draw: st.DrawFn) -> str:
    """A number of some country in some form, with a digit wrong, one too many or one missing."""
    typed = phonenumbers.format_number(
        draw(st.sampled_from(EXAMPLES)), draw(st.sampled_from(FORMS))
    )
    typed = draw(st.sampled_from((typed, typed.replace("+", "00"), typed.replace(" ", " (0)", 1))))
    place = draw(st.integers(0, len(typed)))
    cut = draw(st.integers(0, 2))
    added = draw(st.text("0123456789 ()/.-+xX٣", max_size=3))
    return typed[:place] + added + typed[place + cut :]


@example(typed="+043 012 345", country="CH")
@given(typed=slipped(), country=st.sampled_from(COUNTRIES))
def test_numbers_with_slips_are_read_as_the_library_reads_them(typed: str, country: str) -> None:
    assert e164(typed, country=country) == as_the_library_says(typed, country)


@given(typed=st.text("0123456789 ()/.-+", max_size=18), country=st.sampled_from(COUNTRIES))
def test_any_digits_are_read_as_the_library_reads_them(typed: str, country: str) -> None:
    assert e164(typed, country=country) == as_the_library_says(typed, country)


@given(
    start=st.sampled_from(("+41 ", "0041", "0", "+49 ", "+33 ", "+1 ", "+39 ", "+44 (0)", "")),
    rest=st.integers(10**6, 10**11),
    country=st.sampled_from(COUNTRIES),
)
def test_numbers_that_look_right_are_read_as_the_library_reads_them(
    start: str, rest: int, country: str
) -> None:
    typed = f"{start}{rest}"
    assert e164(typed, country=country) == as_the_library_says(typed, country)


def test_every_example_of_every_country_is_read_as_the_library_reads_it() -> None:
    for number in EXAMPLES:
        for form in FORMS:
            typed = phonenumbers.format_number(number, form)
            assert e164(typed, country="CH") == as_the_library_says(typed, "CH"), typed


@pytest.mark.parametrize(
    ("typed", "country"),
    [
        ("044 271 33 90", "CH"),
        ("+41 (0)44 271 33 90", "CH"),
        ("0041442713390", "CH"),
        ("+49 151 23456789", "CH"),
        ("06 12 34 56 78", "FR"),
        ("(212) 555-0123", "US"),
        ("07400 123456", "GB"),
        ("+39 06 1234 5678", "CH"),
    ],
)
def test_what_most_people_type_needs_no_library(typed: str, country: str) -> None:
    assert _at_once(typed, country) == as_the_library_says(typed, country) is not None
