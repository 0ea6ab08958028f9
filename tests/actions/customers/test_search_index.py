"""What a search can find of a customer."""

from __future__ import annotations

from regulars.actions.customers.search_index import index_names, set_search_columns
from regulars.records.businesses import Business
from regulars.records.customer_search import (
    SearchAddress,
    SearchName,
    Vocabulary,
    VocabularySlip,
    VocabularyTail,
)
from regulars.records.customers import Customer
from tests import make


def test_a_name_stands_once_for_each_word_in_front(nordlicht: Business) -> None:
    make.customer(nordlicht, "Anna Maria", "Müller")

    keys = set(SearchName.objects.of(nordlicht).values_list("key", flat=True))

    assert keys == {"anna maria muller  ", "maria muller anna  ", "muller anna maria  "}


def test_phone_and_address_are_folded_into_columns(mueller: Customer) -> None:
    assert mueller.sort_name == "jurg muller"
    assert mueller.email_key == "juerg.mueller@example.ch"
    assert mueller.phone_digits == "41442713390"
    assert mueller.phone_reversed == "09331724414"


def test_an_address_stands_under_its_later_parts(nordlicht: Business, mueller: Customer) -> None:
    keys = set(SearchAddress.objects.of(nordlicht).values_list("key", "customer"))

    assert keys == {("mueller@example.ch", mueller.id), ("@example.ch", mueller.id)}


def test_a_changed_name_or_address_leaves_nothing_of_the_old_one(
    nordlicht: Business, mueller: Customer
) -> None:
    mueller.last_name, mueller.email = "Meier", "jm@example.org"
    set_search_columns(mueller)

    index_names(business=nordlicht, customers=[mueller])

    keys = set(SearchName.objects.of(nordlicht).values_list("key", flat=True))
    addresses = set(SearchAddress.objects.of(nordlicht).values_list("key", flat=True))
    assert keys == {"jurg meier  ", "meier jurg  "}
    assert addresses == {"@example.org"}


def test_the_vocabulary_knows_what_a_slip_makes_of_a_word(nordlicht: Business) -> None:
    make.customer(nordlicht, "Jürg")
    make.customer(nordlicht, "Jürg")

    slips = set(
        VocabularySlip.objects.of(nordlicht).filter(word="jurg").values_list("slip", flat=True)
    )

    assert Vocabulary.objects.of(nordlicht).filter(word="jurg").count() == 1
    assert slips == {"jurg", "urg", "jrg", "jug", "jur"}
    assert set(VocabularyTail.objects.of(nordlicht).values_list("tail", "word")) == {
        ("urg", "jurg"), ("rg", "jurg"), ("g", "jurg"),
    }  # fmt: skip


def test_a_customer_number_is_no_word_of_the_vocabulary(nordlicht: Business) -> None:
    make.customer(nordlicht, "Bo", number="K104")

    assert list(Vocabulary.objects.of(nordlicht).values_list("word", flat=True)) == ["bo"]


def test_a_customer_known_by_a_code_is_found_by_it(nordlicht: Business) -> None:
    coded = make.customer(nordlicht, number="WONM02")

    assert list(SearchName.objects.values_list("key", "customer")) == [("wonm02  #", coded.id)]
