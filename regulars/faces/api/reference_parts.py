"""What does the reference say of every operation: its parameters, its scope, and every no?"""

from __future__ import annotations

from typing import Any

from regulars.faces.api.reading import LARGEST_ID
from regulars.rules.permissions import Scope

WRONG = {
    401: "No token, or one that is unknown, expired or revoked.",
    403: "The token lacks the scope that this needs.",
    404: "This business has no such row.",
    405: "The address does not know this method; `Allow` names those that it knows.",
    422: "A parameter or a part of the body that cannot be read or is not known; `mistakes` names each.",
    429: "Too many questions in this minute, or the same wrong token too often.",
}
NOT_WRITTEN = {
    400: "The body is no JSON.",
    409: "The rules of the book say no, or somebody was faster; nothing was written.",
    413: "The body is longer than 100 kilobytes.",
    415: "The body is something else than JSON.",
}


def complete(operation: dict[str, Any], needs: Scope, wrong: dict[int, str]) -> None:
    """Give the operation its scope, its parameters as they are meant, and these noes."""
    operation["description"] += f"\n\nNeeds the scope `{needs}`."
    operation["security"] = [{"token": [needs.value]}]
    operation["parameters"] = [_parameter(each) for each in operation["parameters"]]
    operation["responses"] = {
        str(status): {"$ref": f"#/components/responses/Problem{status}"} for status in wrong
    }


def _parameter(given: dict[str, Any]) -> dict[str, Any]:
    schema = {name: value for name, value in given["schema"].items() if name not in _SAID_ABOVE}
    # What is left out is null inside; nobody can write null into an address.
    schema["anyOf"] = [each for each in schema.get("anyOf", []) if each != {"type": "null"}]
    if len(schema["anyOf"]) < 2:
        schema |= next(iter(schema.pop("anyOf")), {})
    parameter = {name: value for name, value in given.items() if name != "examples"}
    if given["name"] == "day":
        schema |= {"format": "date"}
        parameter |= {"description": "A day, YYYY-MM-DD.", "example": "2026-12-24"}
    elif given["in"] == "path":
        schema |= {"minimum": 1, "maximum": LARGEST_ID}
        parameter |= {"description": "Its id, as the lists tell it.", "example": 17}
    return parameter | {"schema": schema}


_SAID_ABOVE = ("title", "description", "example", "examples")
