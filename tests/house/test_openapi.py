"""Is the API's reference true, whole and committed, and does every operation keep to its business?"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import jsonschema
import pytest

from regulars.faces.api.api import api
from regulars.faces.api.door import Bearer
from regulars.faces.api.reading import READINGS
from regulars.faces.api.reference import openapi_text
from regulars.faces.api.scopes import MEANINGS
from regulars.rules.permissions import READING, SCOPES, Permission, Scope
from tests.house.test_desk_addresses import furnished
from tests.programs import a_token

ROOT = Path(__file__).resolve().parent.parent.parent
DOCUMENT = json.loads(openapi_text())
OPERATIONS = [
    (path, method, operation)
    for path, methods in DOCUMENT["paths"].items()
    for method, operation in methods.items()
]
EACH = pytest.mark.parametrize(
    ("path", "method", "operation"), OPERATIONS, ids=lambda value: str(value)[:40]
)


def test_the_committed_reference_is_the_served_one(client):
    committed = (ROOT / "docs" / "api" / "openapi.json").read_text(encoding="utf-8")

    assert committed == openapi_text(), "Run “make openapi”."
    assert client.get("/api/v1/openapi.json").text == committed


def references(part: object) -> Iterator[str]:
    if isinstance(part, dict):
        yield from ([part["$ref"]] if "$ref" in part else [])
        part = list(part.values())
    if isinstance(part, list):
        for each in part:
            yield from references(each)


def test_whatever_the_reference_refers_to_is_there():
    for reference in set(references(DOCUMENT)):
        found = DOCUMENT
        for step in reference.removeprefix("#/").split("/"):
            found = found[step]


@EACH
def test_an_operation_is_explained(path, method, operation):
    assert operation["operationId"] in READINGS
    assert operation["summary"]
    assert len(operation["description"]) > 40
    assert all(parameter["description"] for parameter in operation["parameters"])
    answer = operation["responses"]["200"]["content"]["application/json"]
    whole = {"components": DOCUMENT["components"], "allOf": [answer["schema"]]}
    jsonschema.Draft202012Validator(whole).validate(answer["example"])


@EACH
def test_an_operation_documents_every_no(path, method, operation):
    assert {"401", "403", "404", "405", "422", "429"} <= set(operation["responses"])
    for status, told in operation["responses"].items():
        if status.startswith("4"):
            named = told["$ref"].rpartition("/")[2]
            assert (
                "application/problem+json" in DOCUMENT["components"]["responses"][named]["content"]
            )


@EACH
def test_an_operation_names_the_scope_it_needs(path, method, operation):
    needs = READINGS[operation["operationId"]].needs

    assert operation["security"] == [{"token": [needs.value]}]
    assert f"`{needs}`" in operation["description"]


def test_the_door_of_each_operation_asks_for_the_scope_that_is_documented():
    doors = {
        operation.operation_id: operation.auth_callbacks
        for router in api._get_bound_routers()
        for view in router.path_operations.values()
        for operation in view.operations
    }

    assert doors.keys() == READINGS.keys()
    for called, (door,) in doors.items():
        assert isinstance(door, Bearer)
        assert door.needs is READINGS[called].needs


def test_a_scope_opens_something_and_says_what():
    assert set(SCOPES) == set(Scope) == set(MEANINGS)
    assert all(SCOPES.values())
    assert {permission for granted in SCOPES.values() for permission in granted} <= set(Permission)
    assert set(Scope) == READING


def test_the_guide_knows_every_scope_and_every_address():
    guide = (ROOT / "docs" / "guide" / "api.md").read_text(encoding="utf-8")
    examples = {"customer_id": 17, "appointment_id": 4711, "project_id": 9}

    assert not [scope for scope in Scope if f"| `{scope}` |" not in guide]
    assert not [path for path, *_ in OPERATIONS if f"`{filled(path, examples)}`" not in guide]


def filled(path: str, ids: dict[str, int]) -> str:
    return path.removeprefix("/api/v1").format(**ids)


@EACH
def test_a_token_without_the_scope_is_told_no(path, method, operation, runa):
    ids = furnished(runa.business, runa)
    needs = READINGS[operation["operationId"]].needs
    others = [scope for scope in Scope if scope is not needs]

    answer = a_token(runa.business, *others).get(filled(path, ids))

    assert answer.status_code == 403
    assert needs in answer.json()["detail"]


@EACH
def test_a_token_with_only_the_scope_is_answered(path, method, operation, runa):
    ids = furnished(runa.business, runa)
    needs = READINGS[operation["operationId"]].needs

    assert a_token(runa.business, needs).get(filled(path, ids)).status_code == 200


@EACH
def test_another_business_finds_nothing(path, method, operation, runa, celine):
    ids = furnished(runa.business, runa)
    stranger = a_token(celine.business)

    answer = stranger.get(filled(path, ids))

    if "{" in path:
        assert answer.status_code == 404
    elif path == "/api/v1/business/":
        assert answer.json()["slug"] == "lumiere"
    else:
        found = [item.get("name") for item in answer.json()["items"]]
        assert found == (["Céline Moreau"] if path == "/api/v1/staff/" else [])
    assert "Müller" not in answer.text
    assert "Nordlicht" not in answer.text


@EACH
def test_an_id_of_another_business_in_a_filter_finds_nothing(path, method, operation, runa, celine):
    ids = furnished(runa.business, runa)
    furnished(celine.business, celine)
    stranger = a_token(celine.business)
    for parameter in operation["parameters"]:
        if parameter["in"] == "query" and parameter["name"] in ("staff", "customer", "tag"):
            foreign = ids["customer_id"] if parameter["name"] == "customer" else runa.id
            answer = stranger.get(f"{path.removeprefix('/api/v1')}?{parameter['name']}={foreign}")
            assert (answer.status_code, answer.json()["items"]) == (200, [])


@EACH
@pytest.mark.parametrize("row", [0, 10**9, 2**63, 10**30])
def test_a_number_that_is_no_row_is_not_found(path, method, operation, row, nordlicht):
    if "{" in path:
        program = a_token(nordlicht)
        ids = dict.fromkeys(("customer_id", "project_id", "appointment_id"), row)
        assert program.get(filled(path, ids)).status_code == 404
