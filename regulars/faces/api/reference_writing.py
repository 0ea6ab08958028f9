"""What does the reference say of a write: its body, its key, and what it answers?"""

from __future__ import annotations

from typing import Any

from regulars.faces.api.examples import EXAMPLES
from regulars.faces.api.reading import READINGS
from regulars.faces.api.reference_parts import NOT_WRITTEN, WRONG, complete
from regulars.faces.api.writing import KEY, KEY_HEADER, Writing
from regulars.kernel.documents import json_types

_KEY = {
    "in": "header",
    "name": KEY_HEADER,
    "description": "Names this write, so that it is done once however often it is sent.",
    "required": False,
    "schema": {"type": "string", "pattern": f"^{KEY}$"},
    "example": "8e03978e-40d5-43dd-bc93-6894a57f9324",
}
_REPLAYED = {
    "Idempotent-Replayed": {
        "description": "true, where this is the answer that the same write had before.",
        "schema": {"type": "string"},
    }
}
_LOCATION = {
    "Location": {"description": "Where the new row is told.", "schema": {"type": "string"}}
}


def complete_writing(
    operation: dict[str, Any], writing: Writing, schemas: dict[type, dict[str, Any]]
) -> None:
    """What ninja does not know of a write."""
    complete(operation, writing.needs, WRONG | NOT_WRITTEN)
    operation["parameters"].append(_KEY)
    if "requestBody" in operation:
        operation["requestBody"] = without_titles(operation["requestBody"])
    operation["responses"] |= _answer(operation["operationId"], writing, schemas)
    operation["responses"] = dict(sorted(operation["responses"].items()))


def _answer(
    called: str, writing: Writing, schemas: dict[type, dict[str, Any]]
) -> dict[str, dict[str, Any]]:
    if writing.answers is None:
        return {"204": {"description": "Done; there is nothing to tell.", "headers": _REPLAYED}}
    example = EXAMPLES.get(called) or next(
        EXAMPLES[other] for other, reading in READINGS.items() if reading.answers is writing.answers
    )
    content = {"schema": schemas[writing.answers], "example": json_types(example())}
    return {
        "201" if writing.is_new else "200": {
            "description": "How it stands now.",
            "headers": _REPLAYED | (_LOCATION if writing.is_new else {}),
            "content": {"application/json": content},
        }
    }


def without_titles(schema: Any) -> Any:
    """The same without the titles that are made from the names of parts, and say no more."""
    if isinstance(schema, list):
        return [without_titles(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    return {
        name: each if name == "example" else without_titles(each)
        for name, each in schema.items()
        if not (name == "title" and isinstance(each, str))
    }
