from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regulars.rules.names import fold
from regulars.rules.search_rank import Match, parse_query, rank

ANNA = [fold(name) for name in ("Anna Maria Müller", "Anni", "Nordlicht GmbH", "1042")]
NUMBER = "41791234567"


def ranked(text, names=ANNA):
    return rank(parse_query(text), names=names, email="Anna.Mueller@example.org", number=NUMBER)


@pytest.mark.parametrize(
    ("text", "match"),
    [
        ("Anna Maria Müller", Match.EXACT),
        ("muller anna maria", Match.EXACT),
        ("anni", Match.EXACT),
        ("1042", Match.EXACT),
        ("anna", Match.WHOLE_WORDS),
        ("MÜLLER", Match.WHOLE_WORDS),
        ("müller anna", Match.WHOLE_WORDS),
        ("anna müller", Match.WHOLE_WORDS),
        ("mül", Match.STARTS),
        ("anna mar", Match.STARTS),
        ("mü an", Match.EVERY_WORD_STARTS),
        ("an nord", Match.EVERY_WORD_STARTS),
        ("ulle", Match.INSIDE),
        ("mulelr", Match.SLIP),
        ("anna muler", Match.SLIP),
        ("mulle", Match.STARTS),
        ("petra", Match.NONE),
        ("anna petra", Match.NONE),
        ("", Match.NONE),
        ("anna.mueller@example.org", Match.EXACT),
        ("ANNA.M", Match.STARTS),
        ("kern@", Match.NONE),
        ("+41 79 123 45 67", Match.EXACT),
        ("+41 (0)79 123 45 67", Match.EXACT),
        ("0041791234567", Match.EXACT),
        ("079 123 45 67", Match.EXACT),
        ("4567", Match.STARTS),
        ("+41 79", Match.STARTS),
        ("079 123", Match.INSIDE),
        ("999", Match.NONE),
        ("000", Match.NONE),
    ],
)
def test_a_customer_matches_this_well(text, match):
    assert ranked(text) is match


def test_the_best_match_comes_first():
    customers = ["annabel kern", "hanna kern", "anna kern", "anna", "ana kern"]
    query = parse_query("Anna")
    assert sorted(customers, key=lambda name: rank(query, names=[name])) == [
        "anna",
        "anna kern",
        "annabel kern",
        "hanna kern",
        "ana kern",
    ]


def test_three_digits_look_like_a_number_and_two_do_not():
    assert parse_query("079").digits == "079"
    assert parse_query("12").digits == ""
    assert parse_query("a123").digits == ""
    assert parse_query("044 123").words == ("044", "123")


@pytest.mark.parametrize(
    ("text", "calling_code", "starts"),
    [
        ("079 123", "41", ("4179123",)),
        ("079 123", "", ()),
        ("+41 79", "41", ("4179",)),
        ("0041 79", "41", ("4179",)),
        ("000", "41", ("0",)),
        ("anna", "41", ()),
    ],
)
def test_a_number_typed_at_home_starts_with_its_country(text, calling_code, starts):
    assert parse_query(text).number_starts(calling_code=calling_code) == starts


@pytest.mark.parametrize(
    ("text", "email"),
    [("Anna@", "anna@"), ("a.b", "a.b"), ("anna", ""), ("@", ""), ("a. b", ""), ("079.123", "")],
)
def test_an_address_has_its_mark(text, email):
    assert parse_query(text).email == email


def test_a_query_of_nothing_is_empty():
    assert parse_query(" 🌹 ").is_empty
    assert not parse_query("a").is_empty


@given(st.text(max_size=300), st.text(max_size=40))
def test_any_text_can_be_searched(text, name):
    assert rank(parse_query(text), names=[fold(name)], email=text, number=NUMBER) in Match


@given(st.text("abcdefg äö", min_size=1, max_size=20).filter(fold))
def test_everybody_is_found_by_their_own_name(name):
    assert rank(parse_query(name), names=[fold(name)]) is Match.EXACT
