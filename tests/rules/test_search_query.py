"""What was typed into the search, in every way it can be meant."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regulars.rules.names import fold
from regulars.rules.search_query import parse_query


def test_three_digits_look_like_a_number_and_two_do_not():
    assert parse_query("079").digits == "079"
    assert parse_query("12").digits == ""
    assert parse_query("a123").digits == ""
    assert parse_query("044 123").words == ("044", "123")
    assert parse_query("٣٣٩٠").digits == "3390"


@pytest.mark.parametrize(
    ("text", "calling_code", "starts"),
    [
        ("079 123", "41", ("41079123", "4179123")),
        ("079 123", "", ()),
        ("79 123", "41", ("79123", "4179123")),
        ("+41 79", "41", ("4179",)),
        ("+41 (0)79", "41", ("4179",)),
        ("(+41) 79", "41", ("4179",)),
        ("0041 79", "41", ("4179",)),
        ("000", "41", ()),
        ("00412", "41", ("412",)),
        ("anna", "41", ()),
    ],
)
def test_a_number_typed_at_home_starts_with_its_country(text, calling_code, starts):
    assert parse_query(text).number_starts(calling_code=calling_code) == starts


def test_what_is_dialled_in_front_differs_from_country_to_country():
    assert parse_query("06 30 123").number_starts(calling_code="36", trunk="06") == (
        "360630123", "3630123",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("3390", ("3390",)),
        ("0437", ("0437",)),
        ("044 271 33 90", ("0442713390", "442713390")),
        ("+41 44", ()),
        ("anna", ()),
    ],
)
def test_the_last_digits_are_meant_as_typed(text, ends):
    assert parse_query(text).number_ends() == ends


@pytest.mark.parametrize(
    ("text", "email"),
    [
        ("Anna@", "anna@"),
        ("a.b", "a.b"),
        ("@Example", "@example"),
        (".ch", "ch"),
        ("anna", ""),
        ("@", ""),
        ("._@", ""),
        ("a. b", ""),
        ("079.123", ""),
    ],
)
def test_an_address_has_its_mark(text, email):
    assert parse_query(text).email == email


def test_what_has_an_at_sign_is_no_name():
    assert parse_query("anna@example").words == ()
    assert parse_query("anna @home").words == ("anna", "home")
    assert parse_query("j.r").words == ("j", "r")


def test_a_query_of_nothing_is_empty():
    assert parse_query(" 🌹 ").is_empty
    assert not parse_query("a").is_empty


@given(st.text(max_size=300))
def test_any_text_can_be_read(text):
    query = parse_query(text)

    assert query.folded in ("", fold(text[:200].strip())) or len(max(query.words, key=len)) == 60
    assert all(start.isdigit() for start in query.number_starts(calling_code="41"))
