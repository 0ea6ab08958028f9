"""The keys under which a customer stands in the search."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regulars.rules.search_keys import (
    LONGEST_KEY,
    address_keys,
    name_keys,
    name_words,
    tails,
    whole_name,
)


def test_a_name_stands_once_for_each_word_in_front():
    assert name_keys("Anna Maria Müller") == [
        "anna maria muller  ", "maria muller anna  ", "muller anna maria  ",
    ]  # fmt: skip


def test_every_key_tells_the_words_of_the_other_names():
    assert name_keys("Małgorzata Wójcik", "Gosia", number="K 104") == [
        "malgorzata wojcik  gosia ",
        "wojcik malgorzata  gosia ",
        "gosia  malgorzata wojcik ",
        "k 104  #",
        "104 k  #",
    ]


def test_the_order_of_the_keys_is_whole_name_whole_word_beginning():
    typed = ["Annabel", "Anna", "Anna Zwahlen", "Ann", "Anna-Maria"]
    keys = sorted(key for name in typed for key in name_keys(name) if key.startswith("anna"))

    assert keys == ["anna  ", "anna maria  ", "anna zwahlen  ", "annabel  "]
    assert keys[0].startswith(whole_name("anna"))


@pytest.mark.parametrize("names", [(), ("🌹",), ("", "")])
def test_who_has_no_letters_has_no_key(names):
    assert name_keys(*names) == []


def test_only_so_many_words_and_letters_are_kept():
    words = name_words(" ".join(f"a{place}" for place in range(30)), "x" * 100)

    assert list(words) == [*(f"a{place}" for place in range(16)), "x" * 60]
    assert len(name_keys(" ".join(map(chr, range(97, 120))))) == 16


def test_the_tails_of_a_word_begin_with_its_insides():
    assert tails("anna") == ["nna", "na", "a"]
    assert tails("a") == []


@pytest.mark.parametrize(
    ("email", "keys"),
    [
        ("anna@example.ch", ["@example.ch"]),
        ("Juerg.Mueller@example.ch", ["mueller@example.ch", "@example.ch"]),
        ("a+b_c@mail.example.ch", ["b_c@mail.example.ch", "c@mail.example.ch",
                                   "@mail.example.ch", "example.ch"]),
        ("x..y@a", ["y@a", "@a"]),
        ("nothing", []),
        ("", []),
    ],
)  # fmt: skip
def test_an_address_is_known_by_its_later_parts(email, keys):
    assert address_keys(email) == keys


@given(*(st.text(max_size=130) for _ in range(4)))
def test_no_key_is_longer_than_its_column(full_name, nickname, company, number):
    keys = name_keys(full_name * 2, nickname, company, number=number)

    assert all(len(key) <= LONGEST_KEY for key in keys)
    assert len(set(keys)) == len(keys)
