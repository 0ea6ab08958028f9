"""Which kinds of parameters does the API read, and how strictly?"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from pydantic import Field, PlainValidator, StringConstraints, WithJsonSchema

from regulars.faces.api.problems import Mistake, NotUnderstood
from regulars.faces.api.reading import LARGEST_ID
from regulars.rules.intervals import Span

RowId = Annotated[int, Field(ge=1, le=LARGEST_ID)]

_MOMENT = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)[Tt ](\d\d):(\d\d):(\d\d)(\.\d+)?([Zz]|[+-]\d\d:\d\d)", re.ASCII
)
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_FIRST, _LAST = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)


def read_moment(text: Any) -> datetime | date:
    """The moment or day that is written there. Raises ValueError."""
    if isinstance(text, str) and _DAY.fullmatch(text):
        return date.fromisoformat(text)
    found = _MOMENT.fullmatch(text) if isinstance(text, str) else None
    if found is None:
        raise ValueError("write a day like 2026-11-22, or a moment like 2026-11-22T09:00:00Z")
    # Python knows no leap seconds: the last one of such a minute is the first of the next.
    second = min(int(found[6]), 59) if int(found[6]) == 60 else int(found[6])
    fraction = (found[7] or "")[:7]
    zone = "+00:00" if found[8] in "Zz" else found[8]
    plain = f"{found[1]}-{found[2]}-{found[3]}T{found[4]}:{found[5]}:{second:02}{fraction}{zone}"
    return datetime.fromisoformat(plain) + timedelta(seconds=int(found[6]) - second)


MomentOrDay = Annotated[
    datetime | date,
    PlainValidator(read_moment),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string", "format": "date"},
                {"type": "string", "format": "date-time"},
            ]
        }
    ),
]


def _read_flag(text: Any) -> bool:
    if text not in ("true", "false"):
        raise ValueError("write true or false")
    return bool(text == "true")


Flag = Annotated[bool, PlainValidator(_read_flag), WithJsonSchema({"type": "boolean"})]

# `format` has no meaning but for who tries the API: a cursor is what some answer gave as `next`.
Cursor = Annotated[
    str, StringConstraints(max_length=2000), Field(json_schema_extra={"format": "cursor"})
]


def moment_of(asked: datetime | date, zone: ZoneInfo) -> datetime:
    """The moment that is meant, a day being its beginning on the business's wall clock.

    What lies beyond the calendar's ends becomes its end.
    """
    if not isinstance(asked, datetime):
        asked = datetime.combine(asked, time(), tzinfo=zone)
    try:
        return asked.astimezone(UTC)
    except OverflowError:
        return _FIRST if asked.year < 5000 else _LAST


def span_of(
    first: datetime | date, until: datetime | date, zone: ZoneInfo, *, longest: timedelta
) -> Span:
    """The half-open span that is meant. Raises NotUnderstood unless it has a sensible length."""
    starts_at, ends_at = moment_of(first, zone), moment_of(until, zone)
    if not timedelta() < ends_at - starts_at <= longest:
        says = f"Name a moment or day after `from`, at most {longest.days} days later."
        raise NotUnderstood(Mistake("query.until", says))
    return Span(starts_at, ends_at)
