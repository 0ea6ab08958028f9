from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regulars.rules.names import (
    deletions,
    digits,
    fold,
    hue_of,
    initials,
    name_on_screen,
    within_one_slip,
)

LETTERS = "abcd"
WORDS = st.text(LETTERS, min_size=4, max_size=7)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Müller", "muller"),
        ("MÜLLER", "muller"),
        ("Mu\u0308ller", "muller"),
        ("Weiß", "weiss"),
        ("WEISS", "weiss"),
        ("Łukasz Żółć", "lukasz zolc"),
        ("Søren Ærø", "soren aero"),
        ("Đặng Thị Hương", "dang thi huong"),
        ("Þórður", "thordur"),
        ("Œuvre", "oeuvre"),
        ("Işıl İnci", "isil inci"),
        ("Ørsted-Ħal", "orsted hal"),
        ("O'Brien", "obrien"),
        ("O’Brien", "obrien"),
        ("D´Angelo", "dangelo"),
        ("D`Angelo_2", "dangelo 2"),
        ("'s-Gravenhage", "s gravenhage"),
        ("Anna-Maria", "anna maria"),
        ("J. R. R.", "j r r"),
        ("  two\t\nspaces ", "two spaces"),
        ("a\x00b", "a b"),
        ("Zoë 🌹", "zoe"),
        ("🌹🌹", ""),
        ("Σίσυφος", "σισυφοσ"),
        ("Фёдор Щукин", "федор щукин"),
        ("\u202eשָׁלוֹם", "שלום"),
        ("مُحَمَّد", "محمد"),
        ("अनीता", "अनीता"),
        ("ﬁona", "fiona"),
        ("Ａｎｎａ", "anna"),
        ("WONM02", "wonm02"),
        ("", ""),
        ("\ud800x", "x"),
    ],
)
def test_a_name_is_folded_to_what_people_type(text, folded):
    assert fold(text) == folded


def test_ten_thousand_letters_fold_to_two_hundred():
    assert fold("x" * 10_000) == "x" * 200
    assert len(fold("\ufdfa" * 10_000)) <= 200


@given(st.text(max_size=80))
def test_folding_twice_changes_nothing(text):
    folded = fold(text)
    assert fold(folded) == folded
    assert len(folded) <= 200
    assert "\x00" not in folded


@given(st.text("aäAÄ ßéØ'", max_size=30))
def test_capitals_never_matter(text):
    assert fold(text.upper()) == fold(text.lower()) == fold(text)


def test_the_deletions_of_a_word():
    assert deletions("anna") == {"anna", "nna", "ana", "ann"}
    assert deletions("jan") == {"jan"}
    assert deletions("x" * 31) == {"x" * 31}
    assert len(deletions("abcdefghijklmnopqrstuvwxyzabcd")) == 31


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("muller", "muler"),
        ("muller", "mulller"),
        ("muller", "mullar"),
        ("muller", "mulelr"),
        ("muller", "umller"),
        ("muller", "mullre"),
        ("a", ""),
        ("ab", "ba"),
    ],
)
def test_one_slip_is_forgiven_both_ways(one, other):
    assert within_one_slip(one, other)
    assert within_one_slip(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [("muller", "mler"), ("muller", "muelar"), ("muller", "rellum"), ("abc", "cba"), ("ab", "cd")],
)
def test_two_slips_are_not(one, other):
    assert not within_one_slip(one, other)
    assert not within_one_slip(other, one)


def all_slips(word):
    """Every word one slip away, by brute force."""
    cuts = [(word[:place], word[place:]) for place in range(len(word) + 1)]
    yield word
    yield from (left + right[1:] for left, right in cuts if right)
    yield from (left + right[1] + right[0] + right[2:] for left, right in cuts if len(right) > 1)
    for letter in LETTERS:
        yield from (left + letter + right for left, right in cuts)
        yield from (left + letter + right[1:] for left, right in cuts if right)


@given(WORDS)
def test_a_slip_is_found_through_the_deletions(word):
    for slipped in all_slips(word):
        assert within_one_slip(word, slipped)
        if len(slipped) >= 4:
            assert deletions(word) & deletions(slipped)


@given(WORDS, st.text(LETTERS, min_size=3, max_size=8))
def test_nothing_else_is_within_one_slip(word, other):
    assert within_one_slip(word, other) == (other in set(all_slips(word)))


@pytest.mark.parametrize(
    ("text", "found"),
    [("+41 (0)79 123-45", "4107912345"), ("٠٧٩", "079"), ("none", ""), ("①½", "")],
)
def test_digits_of_any_script_are_digits(text, found):
    assert digits(text) == found


@pytest.mark.parametrize(
    ("first", "last", "fallback", "letters"),
    [
        ("Anna", "Müller", "", "AM"),
        ("anna maria", "von der Heide", "", "AH"),
        ("Åsa", "Öberg", "", "ÅÖ"),
        ("O\u0308zge", "Ak", "", "ÖA"),
        ("Фёдор", "Щукин", "", "ФЩ"),
        ("Σωκράτης", "Ωμέγα", "", "ΣΩ"),
        ("WONM02", "", "", "WO"),
        ("", "", "WONM02", "WO"),
        ("Anna-Lena", "", "", "AL"),
        ("太郎", "山田", "", "太山"),
        ("'t", "Hof", "", "TH"),
        ("ßa", "", "", "SA"),
        ("🌹", "", "", "?"),
        ("🌹", "", "1042", "10"),
        ("", "", "", "?"),
    ],
)
def test_initials_come_from_both_names(first, last, fallback, letters):
    assert initials(first, last, fallback) == letters


@given(st.text(max_size=20), st.text(max_size=20))
def test_there_are_always_one_or_two_initials(first, last):
    assert 1 <= len(initials(first, last, "")) <= 2


def test_a_hue_never_changes():
    assert [hue_of(name) for name in ("Anna", "Müller", "", "WONM02")] == [4, 10, 1, 7]


@given(st.text())
def test_a_hue_is_one_of_ten(text):
    assert 1 <= hue_of(text) <= 10


@pytest.mark.parametrize(
    ("parts", "shown"),
    [
        (("Jürg", "Müller", "Jüge", "Müller AG", "7"), "Jürg Müller"),
        (("", "Müller", "Jüge", "", "7"), "Müller"),
        (("", "", "Jüge", "Müller AG", "7"), "Jüge"),
        (("", "", "", "Müller AG", "7"), "Müller AG"),
        (("", "", "", "", "7"), "7"),
    ],
)
def test_a_customer_is_called_by_the_best_name_that_is_known(
    parts: tuple[str, str, str, str, str], shown: str
) -> None:
    assert name_on_screen(*parts) == shown
