"""A number as it is dialled becomes the number as it is stored."""

from __future__ import annotations

import pytest

from regulars.kernel.phone_numbers import e164


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("044 271 33 90", "+41442713390"),
        ("+41 (0)44 271 33 90", "+41442713390"),
        ("0041442713390", "+41442713390"),
        ("+354 612 4408", "+3546124408"),
        ("079/412.08.36", "+41794120836"),
        ("123", None),
        ("not a number", None),
        ("", None),
        ("+41 44 271 33 90 99 99", None),
    ],
)
def test_a_number_is_read_as_it_is_dialled_in_the_country(typed: str, stored: str | None) -> None:
    assert e164(typed, country="CH") == stored
