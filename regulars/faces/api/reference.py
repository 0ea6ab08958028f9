"""What can be asked, and how is it answered? The OpenAPI document, made from the code."""

from __future__ import annotations

import json
from functools import cache
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja.openapi.schema import OpenAPISchema

from regulars.faces.api.api import api
from regulars.faces.api.examples import EXAMPLES
from regulars.faces.api.problems import PROBLEM, Problem, of_status
from regulars.faces.api.reading import LARGEST_ID, READINGS, Reading
from regulars.faces.api.scopes import MEANINGS
from regulars.kernel.documents import json_schemas, json_types

_BELOW = "#/components/schemas/"
_ABOUT = """
Reads what the screens show, from the same queries. Every address answers for the business of the
token, which the operator of the installation makes: `regulars create-token --business SLUG`.

Moments are in UTC with a `Z`; days are those of the business's time zone; lengths of time are whole
minutes; amounts are whole minor units beside their currency. A list has `items`, and in `next` the `cursor` of its following page
(also as a `Link` header), null at the end. An answer has an `ETag`; sent back as `If-None-Match`
it spares an answer that would be the same (304). Each token may ask so many times a minute, see
`RateLimit-Limit`; beyond that the answer is 429 with `Retry-After`.

A no is always a problem (RFC 9457) with a `code` that stays the same.
"""
_WRONG = {
    401: "No token, or one that is unknown, expired or revoked.",
    403: "The token lacks the scope that this needs.",
    404: "This business has no such row.",
    405: "The address is only read: GET and HEAD.",
    422: "A parameter that cannot be read or is not known; `mistakes` names each.",
    429: "Too many questions in this minute, or the same wrong token too often.",
}


def openapi(request: HttpRequest) -> HttpResponse:
    """The document itself, for anybody."""
    if request.method != "GET":
        answer = of_status(405)
        answer["Allow"] = "GET, HEAD"
        return answer
    return HttpResponse(openapi_text(), content_type="application/json")


def nowhere(request: HttpRequest) -> HttpResponse:
    """An address that the API does not have."""
    return of_status(404)


@cache
def openapi_text() -> str:
    """The document as it is committed: indented, and ended by a line feed."""
    return json.dumps(_document(), indent=2, ensure_ascii=False) + "\n"


def _document() -> dict[str, Any]:
    kinds = {reading.answers for reading in READINGS.values()} | {Problem}
    schemas, shared = json_schemas(sorted(kinds, key=lambda kind: kind.__name__), below=_BELOW)
    raw = OpenAPISchema(api, "api/v1/")
    for operations in raw["paths"].values():
        for operation in operations.values():
            _complete(operation, READINGS[operation["operationId"]], schemas)
    known = shared | raw["components"]["schemas"]
    reached = _reached({"paths": raw["paths"], "problem": schemas[Problem]}, known)
    return {
        "openapi": raw["openapi"],
        "info": {"title": "Regulars", "version": "1", "description": _ABOUT.strip()},
        "servers": [{"url": "/", "description": "This installation."}],
        "paths": raw["paths"],
        "components": {
            "schemas": {name: known[name] for name in sorted(reached)},
            "responses": {
                f"Problem{status}": _wrong(status, description, schemas[Problem])
                for status, description in _WRONG.items()
            },
            "securitySchemes": {"token": _security()},
        },
    }


def _complete(
    operation: dict[str, Any], reading: Reading, schemas: dict[type, dict[str, Any]]
) -> None:
    """What ninja does not know: the answer's schema, its example, every no, and the scope."""
    example = json_types(EXAMPLES[operation["operationId"]]())
    operation["description"] += f"\n\nNeeds the scope `{reading.needs}`."
    operation["security"] = [{"token": [reading.needs.value]}]
    operation["parameters"] = [_parameter(each) for each in operation["parameters"]]
    operation["parameters"].append(_IF_NONE_MATCH)
    operation["responses"] = {
        "200": {
            "description": "The answer.",
            "headers": _HEADERS,
            "content": {
                "application/json": {"schema": schemas[reading.answers], "example": example}
            },
        },
        "304": {"description": "The same as what If-None-Match names."},
    } | {str(status): {"$ref": f"#/components/responses/Problem{status}"} for status in _WRONG}


def _reached(start: Any, known: dict[str, Any]) -> set[str]:
    """The names of all definitions that something refers to, directly or through others."""
    found: set[str] = set()
    ahead = [start]
    while ahead:
        part = ahead.pop()
        if isinstance(part, dict):
            name = str(part.get("$ref", "")).removeprefix(_BELOW)
            if name in known and name not in found:
                found.add(name)
                ahead.append(known[name])
            ahead.extend(part.values())
        elif isinstance(part, list):
            ahead.extend(part)
    return found


def _parameter(given: dict[str, Any]) -> dict[str, Any]:
    schema = {name: value for name, value in given["schema"].items() if name not in _SAID_ABOVE}
    # What is left out is null inside; nobody can write null into an address.
    schema["anyOf"] = [each for each in schema.get("anyOf", []) if each != {"type": "null"}]
    if len(schema["anyOf"]) < 2:
        schema |= next(iter(schema.pop("anyOf")), {})
    parameter = {name: value for name, value in given.items() if name != "examples"}
    if given["in"] == "path":
        schema |= {"minimum": 1, "maximum": LARGEST_ID}
        parameter |= {"description": "Its id, as the lists tell it.", "example": 17}
    return parameter | {"schema": schema}


_SAID_ABOVE = ("title", "description", "example", "examples")
_IF_NONE_MATCH = {
    "in": "header",
    "name": "If-None-Match",
    "description": "The ETag of an answer that is there already.",
    "required": False,
    "schema": {"type": "string"},
}
_NUMBER = {"schema": {"type": "integer", "minimum": 0}}
_HEADERS = {
    "ETag": {"description": "Stays as long as the answer does.", "schema": {"type": "string"}},
    "RateLimit-Limit": {"description": "Questions a minute.", **_NUMBER},
    "RateLimit-Remaining": {"description": "How many are left.", **_NUMBER},
    "RateLimit-Reset": {"description": "Seconds until the next minute.", **_NUMBER},
}


def _wrong(status: int, description: str, schema: dict[str, Any]) -> dict[str, Any]:
    example = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": description,
        "code": HTTPStatus(status).name.lower(),
        "mistakes": [],
    }
    told = {
        "description": description,
        "content": {PROBLEM: {"schema": schema, "example": example}},
    }
    if status == 429:
        told["headers"] = {"Retry-After": {"description": "Seconds to wait.", **_NUMBER}}
    return told


def _security() -> dict[str, Any]:
    meanings = "\n".join(f"- `{scope}`: {meaning}" for scope, meaning in MEANINGS.items())
    return {
        "type": "http",
        "scheme": "bearer",
        "bearerFormat": "regulars_…",
        "description": f"A token, with these scopes:\n\n{meanings}",
    }
