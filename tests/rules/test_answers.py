from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regulars.rules.answers import BadAnswer, Fault, FieldKind, chosen, parse_answer

SIZES = ("small", "medium", "large")


@pytest.mark.parametrize("kind", list(FieldKind))
@pytest.mark.parametrize("raw", ["", "  \n ", []])
def test_nothing_is_no_answer(kind, raw):
    assert parse_answer(kind, raw, options=SIZES) == ""


@pytest.mark.parametrize(
    ("raw", "stored"),
    [
        ("12.50", "12.5"),
        ("12,5", "12.5"),
        ("12.0", "12"),
        ("100", "100"),
        ("007", "7"),
        ("-0.0", "0"),
        ("+3", "3"),
        (".5", "0.5"),
        ("\u22124", "-4"),
        ("1 250", "1250"),
        ("1'250,75", "1250.75"),
    ],
)
def test_a_number_loses_what_it_does_not_need(raw, stored):
    assert parse_answer(FieldKind.NUMBER, raw) == stored


@pytest.mark.parametrize(
    "raw", ["ten", "1e5", "NaN", "Infinity", "1.2.3", "1,234.5", "-", ".", "٣"]
)
def test_what_is_no_number_is_refused(raw):
    with pytest.raises(BadAnswer) as refusal:
        parse_answer(FieldKind.NUMBER, raw)
    assert refusal.value.code is Fault.NOT_A_NUMBER


@pytest.mark.parametrize(
    ("raw", "order", "stored"),
    [
        ("1985-03-04", "mdy", "1985-03-04"),
        ("1985-3-4", "dmy", "1985-03-04"),
        ("4.3.1985", "dmy", "1985-03-04"),
        ("04. 03. 1985", "dmy", "1985-03-04"),
        ("04/03/1985", "dmy", "1985-03-04"),
        ("03/04/1985", "mdy", "1985-03-04"),
        ("29.2.2024", "dmy", "2024-02-29"),
    ],
)
def test_a_date_is_read_in_iso_or_in_the_given_order(raw, order, stored):
    assert parse_answer(FieldKind.DATE, raw, date_order=order) == stored


@pytest.mark.parametrize("raw", ["29.2.2023", "13/25/2020", "4.3.85", "yesterday", "0000-01-01"])
def test_what_is_no_date_is_refused(raw):
    with pytest.raises(BadAnswer) as refusal:
        parse_answer(FieldKind.DATE, raw)
    assert refusal.value.code is Fault.NOT_A_DATE


@given(st.dates())
def test_a_date_in_iso_stays_as_it_is(day):
    assert parse_answer(FieldKind.DATE, day.isoformat()) == day.isoformat()
    assert date.fromisoformat(parse_answer(FieldKind.DATE, f"{day:%d.%m.}{day.year:04}")) == day


@pytest.mark.parametrize(
    ("raw", "stored"), [("yes", "yes"), ("On", "yes"), ("1", "yes"), ("no", "no"), ("FALSE", "no")]
)
def test_yes_and_no_have_one_form(raw, stored):
    assert parse_answer(FieldKind.YES_NO, raw) == stored


def test_perhaps_is_neither_yes_nor_no():
    with pytest.raises(BadAnswer) as refusal:
        parse_answer(FieldKind.YES_NO, "perhaps")
    assert refusal.value.code is Fault.NOT_AN_OPTION


def test_one_of_takes_an_option_and_nothing_else():
    assert parse_answer(FieldKind.ONE_OF, " medium ", options=SIZES) == "medium"
    with pytest.raises(BadAnswer) as refusal:
        parse_answer(FieldKind.ONE_OF, "huge", options=SIZES)
    assert refusal.value.code == "not_an_option"


def test_several_of_stand_in_the_order_of_the_options_once_each():
    stored = parse_answer(FieldKind.SEVERAL_OF, ["large", "small", "large", ""], options=SIZES)
    assert stored == "small\nlarge"
    assert chosen(stored) == ("small", "large")
    assert chosen("") == ()
    assert parse_answer(FieldKind.SEVERAL_OF, stored, options=SIZES) == stored


def test_several_of_refuses_what_is_not_offered():
    with pytest.raises(BadAnswer) as refusal:
        parse_answer(FieldKind.SEVERAL_OF, ["small", "huge"], options=SIZES)
    assert refusal.value.code is Fault.NOT_AN_OPTION


def test_a_text_is_one_line_and_a_long_text_keeps_its_lines():
    assert parse_answer(FieldKind.TEXT, " a  rose\r\nblack \x00") == "a rose black"
    assert parse_answer(FieldKind.LONG_TEXT, "a rose\r\n\r\nblack\r") == "a rose\n\nblack"


@pytest.mark.parametrize(
    ("kind", "longest", "letter"),
    [(FieldKind.TEXT, 300, "a"), (FieldKind.LONG_TEXT, 10_000, "é"), (FieldKind.NUMBER, 30, "1")],
)
def test_an_answer_has_its_longest(kind, longest, letter):
    assert parse_answer(kind, letter * longest) == letter * longest
    with pytest.raises(BadAnswer) as refusal:
        parse_answer(kind, letter * (longest + 1))
    assert refusal.value.code is Fault.TOO_LONG


def test_information_is_never_answered():
    assert parse_answer(FieldKind.INFORMATION, "anything") == ""


@given(st.sampled_from(FieldKind), st.text(max_size=60))
def test_a_stored_answer_is_its_own_stored_form(kind, raw):
    try:
        stored = parse_answer(kind, raw, options=SIZES)
    except BadAnswer:
        return
    assert parse_answer(kind, stored, options=SIZES) == stored
    assert "\x00" not in stored
