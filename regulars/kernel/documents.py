"""How does what a query tells become JSON, and which schema describes it?

Programs read the dataclasses that the screens are filled from, so nothing is copied by hand: field
names, kinds and descriptions come from the dataclass itself.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import timedelta
from typing import Annotated, Any, Literal

from pydantic import Field, PlainSerializer, TypeAdapter
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

# Marks a field that stays inside: Annotated[…, UNSAID].
UNSAID = Field(exclude=True)


def _whole_minutes(length: timedelta) -> int:
    return length // timedelta(minutes=1)


# A length of time that leaves as a number: ISO 8601 says 400 days as a year and 35 days, and knows
# no minus, while a cancellation may be told after the start.
Minutes = Annotated[
    timedelta,
    PlainSerializer(
        _whole_minutes,
        return_type=Annotated[int, Field(description="A length of time in whole minutes.")],
    ),
]

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def json_types(told: Any) -> Any:
    """The dataclass as dicts, lists, texts and numbers.

    Moments are ISO 8601 in UTC with a Z, days are YYYY-MM-DD, lengths of time are whole minutes,
    amounts are whole minor units.
    """
    return _adapter(type(told)).dump_python(told, mode="json")


def json_text(told: Any, *, indent: int | None = None) -> bytes:
    """The same in UTF-8, its keys in the order of the schema; on one line without an indent."""
    return _adapter(type(told)).dump_json(told, indent=indent)


def json_schema(kind: type) -> dict[str, Any]:
    """The JSON schema of what `json_types` and `json_text` make of such a dataclass."""
    schema = _adapter(kind).json_schema(mode="serialization", schema_generator=_Schema)
    return {"$schema": _DIALECT, **schema}


def schema_text(kind: type) -> str:
    """The same as it is committed: indented, and ended by a line feed."""
    return json.dumps(json_schema(kind), indent=2, ensure_ascii=False) + "\n"


def json_schemas(
    kinds: Sequence[type], *, below: str
) -> tuple[dict[type, dict[str, Any]], dict[str, Any]]:
    """The schemas of several kinds, and the definitions they share, which stand `below`.

    Two dataclasses of one name in different modules get definitions of different names.
    """
    asked = [(kind, _MODE, _adapter(kind)) for kind in kinds]
    schemas, shared = TypeAdapter.json_schemas(
        asked, schema_generator=_Schema, ref_template=f"{below}{{model}}"
    )
    return {kind: schemas[kind, _MODE] for kind in kinds}, shared.get("$defs", {})


_MODE: Literal["serialization"] = "serialization"
_ADAPTERS: dict[type, TypeAdapter[Any]] = {}


def _adapter(kind: type) -> TypeAdapter[Any]:
    if kind not in _ADAPTERS:
        _ADAPTERS[kind] = TypeAdapter(kind)
    return _ADAPTERS[kind]


class _Schema(GenerateJsonSchema):
    """Says of every field how its values are written, and that it is always there."""

    def datetime_schema(self, schema: core_schema.DatetimeSchema) -> JsonSchemaValue:
        return super().datetime_schema(schema) | {"description": "A moment, in UTC with a Z."}

    def date_schema(self, schema: core_schema.DateSchema) -> JsonSchemaValue:
        return super().date_schema(schema) | {"description": "A day, YYYY-MM-DD."}

    def timedelta_schema(self, schema: core_schema.TimedeltaSchema) -> JsonSchemaValue:
        raise TypeError("A length of time leaves as Minutes.")

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False

    def field_is_required(
        self,
        field: core_schema.ModelField | core_schema.DataclassField | core_schema.TypedDictField,
        total: bool,  # noqa: FBT001 - as the generator calls it
    ) -> bool:
        return True
