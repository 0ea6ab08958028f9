"""An e-mail address is taken or left as Django's own test says."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from hypothesis import example, given
from hypothesis import strategies as st

from regulars.actions.imports.bring_customers import _PLAIN_ADDRESS, _email

PARTS = st.text("abZ09._+-@ 'ä", max_size=12)


def is_an_address(typed: str) -> bool:
    try:
        validate_email(typed)
    except ValidationError:
        return False
    return True


@example(f"a@{'b' * 64}.ch")
@example("a@b.c")
@example("a@b-.ch")
@example("a@example.ch\n")
@given(st.one_of(st.emails(), st.builds("{}@{}.{}".format, PARTS, PARTS, PARTS), st.text()))
def test_an_address_is_taken_if_it_is_one(typed: str) -> None:
    assert _email(typed) == (typed if is_an_address(typed) else None)


def test_most_addresses_are_plain() -> None:
    assert _PLAIN_ADDRESS.fullmatch("anna.maria+ink@mail.example-shop.ch")
