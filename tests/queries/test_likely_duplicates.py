"""Somebody who is entered twice is noticed; a family is left in peace."""

from __future__ import annotations

from datetime import date

import pytest

from regulars.queries.likely_duplicates import likely_duplicates
from regulars.records.businesses import Business
from regulars.records.customers import Customer
from regulars.rules.duplicates import Person, Reason
from tests import make
from tests.counting import counted
from tests.make import NOW


@pytest.mark.parametrize(
    "person",
    [
        Person(first_name="Jürg", last_name="Müller"),
        Person(first_name="jurg", last_name="MULLER"),
        Person(first_name="Müller", last_name="Jürg"),
        Person(first_name="Jürg", last_name="Muler", phone="+41 44 271 33 90"),
        Person(first_name="J", last_name="Müller", email="Juerg.Mueller@example.ch"),
        Person(first_name="Jurg", last_name="Mueler", email="juerg.mueller@example.ch"),
    ],
)
def test_the_same_person_is_noticed(nordlicht: Business, mueller: Customer, person: Person) -> None:
    (found,) = likely_duplicates(business=nordlicht, person=person)

    assert (found.id, found.name) == (mueller.id, "Jürg Müller")
    assert found.reasons


@pytest.mark.parametrize(
    "person",
    [
        Person(),
        Person(first_name="Jürg"),
        Person(last_name="Müller"),
        Person(first_name="Anna", last_name="Müller", email="juerg.mueller@example.ch"),
        Person(first_name="Bo", last_name="Li"),
        Person(first_name="🔥", last_name="%_"),
    ],
)
def test_a_relative_or_a_stranger_is_not(
    nordlicht: Business, mueller: Customer, person: Person
) -> None:
    assert likely_duplicates(business=nordlicht, person=person) == ()


def test_the_one_who_is_being_edited_is_not_a_duplicate(
    nordlicht: Business, mueller: Customer
) -> None:
    person = Person(first_name="Jürg", last_name="Müller")

    assert likely_duplicates(business=nordlicht, person=person, but_not=mueller.id) == ()


def test_an_archived_one_is_offered_too_and_the_likeliest_comes_first(
    nordlicht: Business, mueller: Customer
) -> None:
    born = date(1971, 3, 4)
    twin = make.customer(nordlicht, "Jürg", "Müller", birthday=born, archived_at=NOW)
    person = Person(first_name="Jürg", last_name="Müller", birthday=born)

    found = likely_duplicates(business=nordlicht, person=person)

    assert [one.id for one in found] == [twin.id, mueller.id]
    assert found[0].is_archived
    assert Reason.SAME_BIRTHDAY in found[0].reasons


def test_nobody_of_another_business_is_offered(lumiere: Business, mueller: Customer) -> None:
    person = Person(first_name="Jürg", last_name="Müller", email=mueller.email, phone=mueller.phone)

    assert likely_duplicates(business=lumiere, person=person) == ()


def test_asking_takes_two_statements(nordlicht: Business, mueller: Customer) -> None:
    with counted("likely duplicates"):
        likely_duplicates(
            business=nordlicht,
            person=Person(
                first_name="Jürg", last_name="Müller", email="j@x.ch", phone="+41442713390"
            ),
        )
