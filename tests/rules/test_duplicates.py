from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regulars.rules.duplicates import LIKELY, Person, Reason, score

ANNA = Person(
    first_name="Anna",
    last_name="Müller",
    email="anna@example.org",
    phone="+41791234567",
    birthday=date(1985, 3, 4),
)


def test_the_same_person_twice_is_certain_with_every_reason():
    likeness = score(ANNA, ANNA)
    assert likeness.points == 100
    assert likeness.reasons == (
        Reason.SAME_EMAIL,
        Reason.SAME_PHONE,
        Reason.SAME_NAME,
        Reason.SAME_BIRTHDAY,
    )


@pytest.mark.parametrize(
    ("other", "points", "reasons"),
    [
        (Person("Anna", "Muller"), 60, ["same_name"]),
        (Person("MÜLLER", "ANNA"), 60, ["same_name"]),
        (Person("Anna", "Muller", email="ANNA@example.org "), 90, ["same_email", "same_name"]),
        (Person("Petra", "Müller", phone="079 123 45 67"), 30, ["same_phone"]),
        (Person("Anna", "Muler", phone="079 123 45 67"), 70, ["same_phone", "similar_name"]),
        (Person("A.", "Müller", email="anna@example.org"), 70, ["same_email", "similar_name"]),
        (Person("Anna", "Meier", email="anna@example.org"), 60, ["same_email"]),
        (Person("Anna", "", phone="+41791234567"), 60, ["same_phone"]),
        (Person("", "", phone="+41791234567"), 60, ["same_phone"]),
        (Person("Anna", "Muler"), 40, ["similar_name"]),
        (Person("Anna", ""), 30, []),
        (Person("Petra", "Kern"), 0, []),
        (Person("Anna", "Müller", birthday=date(1990, 1, 1)), 20, ["same_name"]),
        (Person("Anna", "Müller", email="other@example.org"), 50, ["same_name"]),
    ],
)
def test_two_customers_are_this_alike(other, points, reasons):
    likeness = score(ANNA, other)
    assert (likeness.points, list(likeness.reasons)) == (points, reasons)
    assert likeness.is_likely == (points >= LIKELY)


@pytest.mark.parametrize("first_name", ["Petra", "Max", "Hans"])
def test_a_family_shares_everything_but_the_first_name(first_name):
    member = replace(ANNA, first_name=first_name, birthday=None)
    likeness = score(ANNA, member)
    assert likeness.points == 30
    assert likeness.reasons == (Reason.SAME_EMAIL, Reason.SAME_PHONE)
    assert not likeness.is_likely


@pytest.mark.parametrize(
    ("one", "other"), [("Paul", "Paula"), ("Mario", "Maria"), ("Jan", "Jana"), ("Mia", "Mira")]
)
def test_brother_and_sister_are_two_people(one, other):
    first = Person(one, "Kern", email="family@example.org")
    assert not score(first, replace(first, first_name=other)).is_likely


@pytest.mark.parametrize(
    ("one", "other"), [("Alex", "Alexandra"), ("Katharina", "Katarina"), ("Anna", "Anna Maria")]
)
def test_a_short_name_and_a_slip_are_one_person(one, other):
    first = Person(one, "Kern", email="kern@example.org")
    assert score(first, replace(first, first_name=other)).points == 70


def test_a_nickname_stands_for_the_first_name():
    one = Person("Alexandra", "Kern", nickname="Sascha", phone="0791234567")
    other = Person("Sascha", "Kern", phone="0791234567")
    assert score(one, other).points == 70


def test_twins_share_a_birthday_and_stay_two():
    twin = replace(ANNA, first_name="Petra")
    assert score(ANNA, twin).points == 30


def test_a_short_number_is_nobodys_in_particular():
    one, other = Person("Anna", phone="4567"), Person("Petra", phone="4567")
    assert score(one, other).points == 0


PEOPLE = st.builds(
    Person,
    first_name=st.sampled_from(["", "Anna", "Ana", "Petra", "🌹"]),
    last_name=st.sampled_from(["", "Müller", "Muler", "Kern"]),
    nickname=st.sampled_from(["", "Anni", "Petra"]),
    email=st.sampled_from(["", "a@example.org", "b@example.org"]),
    phone=st.sampled_from(["", "+41791234567", "0791234567", "1"]),
    birthday=st.sampled_from([None, date(1985, 3, 4), date(1990, 1, 1)]),
)


@given(PEOPLE, PEOPLE)
def test_likeness_is_mutual_and_between_0_and_100(one, other):
    assert score(one, other) == score(other, one)
    assert 0 <= score(one, other).points <= 100
