"""What is marked in a name, an address or a number that was found."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regulars.rules.search_marks import Piece, mark_address, mark_number, mark_words
from regulars.rules.search_query import parse_query


def marked(pieces: tuple[Piece, ...]) -> str:
    return "".join(f"[{piece.text}]" if piece.is_hit else piece.text for piece in pieces)


@pytest.mark.parametrize(
    ("name", "typed", "shown"),
    [
        ("Jürg Müller", "mull", "Jürg [Müll]er"),
        ("Jürg Müller", "jurg müller", "[Jürg] [Müller]"),
        ("Weiß Großmann", "gross", "Weiß [Groß]mann"),
        ("Mu\u0308ller", "mu", "[Mu\u0308]ller"),
        ("Małgorzata Wójcik", "wojicik", "Małgorzata [Wójcik]"),
        (
            "Maximiliane von Hohenstein-Zollikofer",
            "zolli",
            "Maximiliane von Hohenstein-[Zolli]kofer",
        ),
        ("Hannah", "anna", "H[anna]h"),
        ("Seán O’Brien", "obri", "Seán [O’Bri]en"),
        ("Олена Шевченко", "шевч", "Олена [Шевч]енко"),
        ("Bo Li", "xyz", "Bo Li"),
        ("", "xyz", ""),
    ],
)
def test_the_letters_that_were_typed_are_marked(name: str, typed: str, shown: str) -> None:
    assert marked(mark_words(name, parse_query(typed))) == shown


@pytest.mark.parametrize(
    ("number", "typed", "shown"),
    [
        ("044 271 33 90", "3390", "044 271 [33 90]"),
        ("044 271 33 90", "044 27", "[044 27]1 33 90"),
        ("+354 612 4408", "00354612", "+[354 612] 4408"),
        ("044 271 33 90", "müller", "044 271 33 90"),
        ("033 271 33 90", "33 90", "033 271 [33 90]"),
    ],
)
def test_digits_are_marked_as_they_are_written(number: str, typed: str, shown: str) -> None:
    assert marked(mark_number(number, parse_query(typed))) == shown


def test_the_start_of_an_address_is_marked() -> None:
    query = parse_query("juerg.m")

    assert marked(mark_address("Juerg.Mueller@example.ch", query)) == "[Juerg.M]ueller@example.ch"
    assert marked(mark_address("anna@example.ch", query)) == "anna@example.ch"


@given(text=st.text(max_size=40), typed=st.text(max_size=20))
def test_no_letter_is_lost_by_marking(text: str, typed: str) -> None:
    query = parse_query(typed)

    for mark in (mark_words, mark_address, mark_number):
        assert "".join(piece.text for piece in mark(text, query)) == text
