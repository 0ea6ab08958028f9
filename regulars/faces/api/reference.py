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
from regulars.faces.api.reading import READINGS, Reading
from regulars.faces.api.reference_parts import NOT_WRITTEN, WRONG, complete
from regulars.faces.api.reference_writing import complete_writing, without_titles
from regulars.faces.api.scopes import MEANINGS
from regulars.faces.api.writing import WRITINGS
from regulars.kernel.documents import json_schemas, json_types

_BELOW = "#/components/schemas/"
_ABOUT = """
Reads what the screens show, from the same queries, and writes what the screens write, by the same
rules. Every address answers for the business of the
token, which the operator of the installation makes: `regulars create-token --business SLUG`.

Moments are in UTC with a `Z`; days are those of the business's time zone; lengths of time are whole
minutes; amounts are whole minor units beside their currency. A list has `items`, and in `next` the `cursor` of its following page
(also as a `Link` header), null at the end. An answer has an `ETag`; sent back as `If-None-Match`
it spares an answer that would be the same (304). Each token may ask so many times a minute, see
`RateLimit-Limit`; beyond that the answer is 429 with `Retry-After`.

A write has a body of JSON and no parameters in its address. Under an `Idempotency-Key` it is done
once: for 24 hours the same request with the same key is answered as the first time, and says so
with `Idempotent-Replayed: true`. What was refused is not kept and may be tried again.

A no is always a problem (RFC 9457) with a `code` that stays the same.
"""


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
    told: set[type | None] = {reading.answers for reading in READINGS.values()}
    told |= {writing.answers for writing in WRITINGS.values()}
    kinds = sorted({Problem, *filter(None, told)}, key=lambda kind: kind.__name__)
    schemas, shared = json_schemas(kinds, below=_BELOW)
    raw = OpenAPISchema(api, "api/v1/")
    for operations in raw["paths"].values():
        for operation in operations.values():
            called = operation["operationId"]
            if called in WRITINGS:
                complete_writing(operation, WRITINGS[called], schemas)
            else:
                _complete(operation, READINGS[called], schemas)
    known = shared | without_titles(raw["components"]["schemas"])
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
                for status, description in sorted((WRONG | NOT_WRITTEN).items())
            },
            "securitySchemes": {"token": _security()},
        },
    }


def _complete(
    operation: dict[str, Any], reading: Reading, schemas: dict[type, dict[str, Any]]
) -> None:
    """What ninja does not know: the answer's schema, its example, every no, and the scope."""
    complete(operation, reading.needs, WRONG)
    operation["parameters"].append(_IF_NONE_MATCH)
    example = json_types(EXAMPLES[operation["operationId"]]())
    operation["responses"] |= {
        "200": {
            "description": "The answer.",
            "headers": _HEADERS,
            "content": {
                "application/json": {"schema": schemas[reading.answers], "example": example}
            },
        },
        "304": {"description": "The same as what If-None-Match names."},
    }
    operation["responses"] = dict(sorted(operation["responses"].items()))


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
