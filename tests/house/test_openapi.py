"""Is the API's reference true, whole and committed, and does every operation keep to its business?"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import jsonschema
import pytest

from regulars.faces.api.api import api
from regulars.faces.api.door import Bearer
from regulars.faces.api.reading import READINGS
from regulars.faces.api.reference import openapi_text
from regulars.faces.api.scopes import MEANINGS
from regulars.faces.api.writing import WRITINGS
from regulars.records.group_sessions import Registration, WaitingPlace
from regulars.records.ledger import LedgerLine
from regulars.records.schedule import BlockSeries
from regulars.records.staff import StaffMember
from regulars.rules.capacity import WaitingState
from regulars.rules.permissions import READING, SCOPES, Permission, Scope
from tests import make
from tests.house.test_desk_addresses import furnished
from tests.make import NOW
from tests.programs import a_token

ROOT = Path(__file__).resolve().parent.parent.parent
DOCUMENT = json.loads(openapi_text())
OPERATIONS = [
    (path, method, operation)
    for path, methods in DOCUMENT["paths"].items()
    for method, operation in methods.items()
]
READ = [each for each in OPERATIONS if each[1] == "get"]
WRITTEN = [each for each in OPERATIONS if each[1] != "get"]
NEEDS = {called: each.needs for called, each in (*READINGS.items(), *WRITINGS.items())}
EACH = pytest.mark.parametrize(
    ("path", "method", "operation"), OPERATIONS, ids=lambda value: str(value)[:40]
)
EACH_READ = pytest.mark.parametrize(
    ("path", "operation"),
    [(path, operation) for path, _, operation in READ],
    ids=lambda value: str(value)[:60],
)
# Days that a list must be asked with.
WHEN = {"from": "2026-12-01", "until": "2026-12-31", "service": "1"}


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
    assert operation["operationId"] in NEEDS
    assert operation["summary"]
    assert len(operation["description"]) > 40
    assert all(parameter["description"] for parameter in operation["parameters"])
    if "204" in operation["responses"]:
        return
    answer = told_of(operation)["content"]["application/json"]
    whole = {"components": DOCUMENT["components"], "allOf": [answer["schema"]]}
    jsonschema.Draft202012Validator(whole).validate(answer["example"])


def told_of(operation: dict) -> dict:
    """What it answers when all is well."""
    responses = operation["responses"]
    return responses["200"] if "200" in responses else responses["201"]


@pytest.mark.parametrize(
    ("path", "operation"), [(p, o) for p, _, o in WRITTEN], ids=lambda value: str(value)[:60]
)
def test_a_write_is_described_with_its_body_its_key_and_what_it_refuses(path, operation):
    assert {"400", "409", "413", "415"} <= set(operation["responses"])
    assert "Idempotency-Key" in [each["name"] for each in operation["parameters"]]
    body = operation.get("requestBody", {}).get("content", {})
    assert set(body) <= {"application/json"}
    for told in body.values():
        schema = told["schema"]
        named = schema.get("$ref") or schema["anyOf"][0]["$ref"]
        found = DOCUMENT["components"]["schemas"][named.rpartition("/")[2]]
        assert found["additionalProperties"] is False
        if "example" in found:
            whole = {"components": DOCUMENT["components"], "allOf": [found]}
            jsonschema.Draft202012Validator(whole).validate(found["example"])
    if "201" in operation["responses"]:
        assert "Location" in operation["responses"]["201"]["headers"]


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
    needs = NEEDS[operation["operationId"]]

    assert operation["security"] == [{"token": [needs.value]}]
    assert f"`{needs}`" in operation["description"]


def test_the_door_of_each_operation_asks_for_the_scope_that_is_documented():
    doors = {
        operation.operation_id: operation.auth_callbacks
        for router in api._get_bound_routers()
        for view in router.path_operations.values()
        for operation in view.operations
    }

    assert doors.keys() == NEEDS.keys()
    for called, (door,) in doors.items():
        assert isinstance(door, Bearer)
        assert door.needs is NEEDS[called]


def test_a_scope_opens_something_and_says_what():
    assert set(SCOPES) == set(Scope) == set(MEANINGS)
    assert all(SCOPES.values())
    assert {permission for granted in SCOPES.values() for permission in granted} <= set(Permission)
    assert {scope for scope in Scope if scope.endswith(":read")} == READING


def test_the_guide_knows_every_scope_and_every_address():
    guide = (ROOT / "docs" / "guide" / "api.md").read_text(encoding="utf-8")
    examples = {
        "customer_id": 17, "appointment_id": 4711, "project_id": 9, "block_id": 88,
        "series_id": 7, "session_id": 12, "registration_id": 301, "waiting_id": 41,
        "staff_member_id": 5, "line_id": 501, "day": "2026-12-24",
    }  # fmt: skip

    assert not [scope for scope in Scope if f"| `{scope}` |" not in guide]
    addresses = {path: re.escape(filled(path, examples)) for path, *_ in OPERATIONS}
    assert not [path for path, told in addresses.items() if not re.search(f"[` ]{told}`", guide)]


def filled(path: str, ids: dict[str, int | str]) -> str:
    return path.removeprefix("/api/v1").format(**ids)


def asked(path: str, operation: dict, ids: dict[str, int | str]) -> str:
    """The address with what it cannot be asked without."""
    must = [each["name"] for each in operation["parameters"] if each["required"]]
    query = "&".join(f"{name}={WHEN[name]}" for name in must if name in WHEN)
    return f"{filled(path, ids)}?{query}" if query else filled(path, ids)


def everything_of(member: StaffMember) -> dict[str, int | str]:
    """One row of each kind that an address can name."""
    business = member.business
    ids = furnished(business, member)
    session_id = ids["group_session_id"]
    registration = Registration.objects.of(business).get(group_session_id=session_id)
    block = make.block(member, NOW + timedelta(days=5))
    waits = WaitingPlace.objects.create(
        business=business, group_session_id=session_id, customer=registration.customer, rank=1,
        state=WaitingState.WAITING, created_at=NOW, changed_at=NOW,
    )  # fmt: skip
    series = BlockSeries.objects.create(
        business=business, staff_member=member, rule="FREQ=DAILY", first_on=NOW.date(),
        start_minute=540, end_minute=600, created_at=NOW,
    )  # fmt: skip
    return ids | {
        "session_id": session_id,
        "registration_id": registration.id,
        "waiting_id": waits.id,
        "block_id": block.id,
        "series_id": series.id,
        "staff_member_id": member.id,
        "line_id": LedgerLine.objects.of(business).get().id,
        "day": "2099-12-24",
    }


@EACH
def test_a_token_without_the_scope_is_told_no(path, method, operation, runa):
    ids = everything_of(runa)
    needs = NEEDS[operation["operationId"]]
    others = a_token(runa.business, *(scope for scope in Scope if scope is not needs))

    if method == "get":
        answer = others.get(asked(path, operation, ids))
    else:
        answer = others.write(filled(path, ids), method=method)

    assert answer.status_code == 403
    assert answer.json()["code"] == "scope_missing"
    assert needs in answer.json()["detail"]


@EACH_READ
def test_a_token_with_only_the_scope_is_answered(path, operation, runa):
    ids = everything_of(runa)
    needs = NEEDS[operation["operationId"]]

    assert a_token(runa.business, needs).get(asked(path, operation, ids)).status_code == 200


@EACH_READ
def test_another_business_finds_nothing(path, operation, runa, celine):
    ids = everything_of(runa)
    stranger = a_token(celine.business)

    answer = stranger.get(asked(path, operation, ids))

    if "{" in path:
        assert answer.status_code == 404
    elif path == "/api/v1/business/":
        assert answer.json()["slug"] == "lumiere"
    else:
        found = [item.get("name") for item in answer.json()["items"]]
        assert found == (["Céline Moreau"] if path == "/api/v1/staff/" else [])
    assert "Müller" not in answer.text
    assert "Nordlicht" not in answer.text


@EACH_READ
def test_an_id_of_another_business_in_a_filter_finds_nothing(path, operation, runa, celine):
    ids = everything_of(runa)
    everything_of(celine)
    stranger = a_token(celine.business)
    for parameter in operation["parameters"]:
        if parameter["in"] == "query" and parameter["name"] in ("staff", "customer", "tag"):
            foreign = ids["customer_id"] if parameter["name"] == "customer" else runa.id
            address = asked(path, operation, ids)
            sign = "&" if "?" in address else "?"
            answer = stranger.get(f"{address}{sign}{parameter['name']}={foreign}")
            assert (answer.status_code, answer.json()["items"]) == (200, [])


@EACH_READ
@pytest.mark.parametrize("row", [0, 10**9, 2**63, 10**30])
def test_a_number_that_is_no_row_is_not_found(path, operation, row, nordlicht):
    if "{" in path:
        program = a_token(nordlicht)
        ids = dict.fromkeys(re.findall(r"{(\w+)}", path), row)
        assert program.get(filled(path, ids)).status_code == 404
