"""Does a dataclass become JSON as its schema says?"""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import Annotated
from zoneinfo import ZoneInfo

import jsonschema
import pytest

from regulars.kernel.documents import (
    UNSAID,
    Minutes,
    json_schema,
    json_text,
    json_types,
    schema_text,
)


class Colour(StrEnum):
    """What a thing looks like."""

    RED = "red"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of it."""

    name: str


@dataclass(frozen=True, slots=True)
class Whole:
    """A thing with everything that a document may hold."""

    at: datetime
    on: date | None
    notice: Minutes | None
    colour: Colour
    parts: tuple[Part, ...]
    by_colour: dict[Colour, int]
    inside: Annotated[str, UNSAID]
    price_minor: int | None = None
    share: float = field(default=0.5)

    @property
    def derived(self) -> str:
        return self.inside


WHOLE = Whole(
    at=datetime(2026, 11, 22, 9, tzinfo=UTC),
    on=date(2026, 2, 28),
    notice=timedelta(hours=29),
    colour=Colour.RED,
    parts=(Part("a"), Part("é🖋")),
    by_colour={Colour.RED: 2},
    inside="stays here",
)


def test_every_kind_of_value_has_one_form() -> None:
    assert json_types(WHOLE) == {
        "at": "2026-11-22T09:00:00Z",
        "on": "2026-02-28",
        "notice": 29 * 60,
        "colour": "red",
        "parts": [{"name": "a"}, {"name": "é🖋"}],
        "by_colour": {"red": 2},
        "price_minor": None,
        "share": 0.5,
    }


def test_the_text_says_the_same_in_utf_8_and_in_the_order_of_the_fields() -> None:
    text = json_text(WHOLE)

    assert json.loads(text) == json_types(WHOLE)
    assert list(json.loads(text)) == list(json_types(WHOLE))
    assert "é🖋".encode() in text
    assert b"\n" not in text
    assert json.loads(json_text(WHOLE, indent=2)) == json_types(WHOLE)


@pytest.mark.parametrize(
    ("length", "said"),
    [
        (timedelta(minutes=-90), -90),
        (timedelta(0), 0),
        (timedelta(days=400), 400 * 24 * 60),
        (None, None),
    ],
)
def test_a_length_of_time_is_whole_minutes(length: timedelta | None, said: int | None) -> None:
    told = json_types(replace(WHOLE, notice=length))

    assert told["notice"] == said
    jsonschema.validate(told, json_schema(Whole))


def test_a_length_of_time_that_would_leave_otherwise_is_refused() -> None:
    @dataclass(frozen=True)
    class Bare:
        length: timedelta

    with pytest.raises(TypeError, match="Minutes"):
        json_schema(Bare)


def test_the_schema_is_sound_and_wants_every_field() -> None:
    schema = json_schema(Whole)

    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(json_types(WHOLE), schema)
    assert set(schema["required"]) == set(json_types(WHOLE)) == set(schema["properties"])
    for name in schema["required"]:
        told = json_types(WHOLE)
        del told[name]
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(told, schema)


def test_the_schema_explains_itself() -> None:
    schema = json_schema(Whole)

    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["description"] == "A thing with everything that a document may hold."
    assert schema["$defs"]["Part"]["description"] == "A part of it."
    assert schema["properties"]["at"] == {
        "type": "string",
        "format": "date-time",
        "description": "A moment, in UTC with a Z.",
    }
    assert schema_text(Whole).endswith("}\n")
    assert json.loads(schema_text(Whole)) == schema


def test_a_moment_of_another_zone_would_be_seen() -> None:
    """Queries tell moments in UTC; a document never hides where one comes from."""
    zoned = replace(WHOLE, at=WHOLE.at.astimezone(ZoneInfo("Europe/Zurich")))

    assert json_types(zoned)["at"] == "2026-11-22T10:00:00+01:00"
