"""What may stand in the body of a write, and how strictly is it read?"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, PlainValidator, WithJsonSchema

from regulars.faces.api.questions import LARGEST_ID, read_moment

_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
# No book begins before and reaches beyond; nothing that is added to one of these overflows.
_YEARS = range(1900, 2200)
_LARGEST_AMOUNT = 10**12


class Body(BaseModel):
    """What a write is told; a part that is not known is a mistake, never passed over."""

    model_config = ConfigDict(extra="forbid")

    @property
    def said(self) -> dict[str, Any]:
        """The parts that were named, null included; what was left out is not there."""
        return {name: getattr(self, name) for name in self.model_fields_set}

    @property
    def told(self) -> dict[str, Any]:
        """Every part, named or not."""
        return {name: getattr(self, name) for name in type(self).model_fields}


def _read_moment(given: Any) -> datetime:
    found = read_moment(given)
    if not isinstance(found, datetime):
        raise ValueError("write a moment like 2026-11-22T09:00:00Z")
    return _of_our_time(found)


def _of_our_time(found: datetime) -> datetime:
    if found.year not in _YEARS:
        raise ValueError("write a year from 1900 to 2199")
    return found.astimezone(UTC)


def _read_day(given: Any) -> date:
    if not isinstance(given, str) or not _DAY.fullmatch(given):
        raise ValueError("write a day like 2026-11-22")
    day = date.fromisoformat(given)
    if day.year not in _YEARS:
        raise ValueError("write a year from 1900 to 2199")
    return day


def _storable(given: str) -> str:
    if "\0" in given:
        raise ValueError("leave out the character U+0000")
    if any("\ud800" <= sign <= "\udfff" for sign in given):
        raise ValueError("leave out halves of characters (U+D800 to U+DFFF)")
    return given


# Any text that a database can keep.
Plain = Annotated[str, AfterValidator(_storable)]

Moment = Annotated[
    datetime,
    PlainValidator(_read_moment),
    WithJsonSchema({"type": "string", "format": "date-time"}),
]
Day = Annotated[
    date, PlainValidator(_read_day), WithJsonSchema({"type": "string", "format": "date"})
]
Id = Annotated[int, Field(strict=True, ge=1, le=LARGEST_ID)]
Yes = Annotated[bool, Field(strict=True)]
Amount = Annotated[int, Field(strict=True, ge=0, le=_LARGEST_AMOUNT)]
# Of a day on the wall clock; 1440 is the midnight that ends it.
Minute = Annotated[int, Field(strict=True, ge=0, le=1440)]
Title = Annotated[Plain, Field(max_length=160)]
Remark = Annotated[Plain, Field(max_length=240)]
Text = Annotated[Plain, Field(max_length=10_000)]
