"""Whatever a program writes: a clear answer, done once, and only in its own business."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from regulars.actions.tokens.forget_keys import forget_old_keys
from regulars.faces.api.reference import openapi_text
from regulars.faces.api.writing import WRITINGS
from regulars.records.appointments import Appointment
from regulars.records.audit import AuditEntry
from regulars.records.businesses import Business
from regulars.records.busy_time import BusyTime
from regulars.records.customers import Customer
from regulars.records.schedule import Block
from regulars.records.staff import StaffMember
from regulars.records.tokens import ApiToken, IdempotencyKey
from regulars.rules.permissions import Scope
from tests import make
from tests.house.test_openapi import everything_of, filled
from tests.programs import API, Program, a_token

NOW = datetime.now(UTC).replace(minute=0, second=0, microsecond=0)
SOON = NOW + timedelta(days=20)
_DOCUMENT = json.loads(openapi_text())
WRITES = [
    (path, method, operation)
    for path, methods in _DOCUMENT["paths"].items()
    for method, operation in methods.items()
    if operation["operationId"] in WRITINGS
]
EACH = pytest.mark.parametrize(
    ("path", "method", "operation"), WRITES, ids=lambda value: str(value)[:50]
)


def body_of(operation: dict[str, Any]) -> dict[str, Any] | None:
    """The example of its body; None for a write that takes none."""
    if "requestBody" not in operation:
        return None
    schema = operation["requestBody"]["content"]["application/json"]["schema"]
    name = (schema.get("$ref") or schema["anyOf"][0]["$ref"]).rpartition("/")[2]
    example: dict[str, Any] = _DOCUMENT["components"]["schemas"][name].get("example", {})
    return dict(example)


def with_rows_of(told: dict[str, Any] | None, ids: dict[str, Any]) -> dict[str, Any] | None:
    """The same body about rows that are there."""
    if told is None:
        return None
    return {name: ids.get(name, value) for name, value in told.items()}


@EACH
def test_another_business_finds_nothing_to_write_on(path, method, operation, runa, celine):
    ids = everything_of(runa)
    stranger = a_token(celine.business, *Scope)
    told = with_rows_of(body_of(operation), ids)
    is_about_rows = "{" in path or any(name.endswith("_id") for name in told or ())
    before = AuditEntry.objects.of(runa.business).count()

    answer = stranger.write(filled(path, ids), told, method=method)

    if is_about_rows:
        assert answer.status_code == 404, answer.content
        assert answer.json()["code"] == "not_found"
        assert "Müller" not in answer.text
    assert AuditEntry.objects.of(runa.business).count() == before


@EACH
def test_a_part_that_is_not_known_is_a_mistake(path, method, operation, runa):
    ids = everything_of(runa)
    writer = a_token(runa.business, *Scope)
    told = (with_rows_of(body_of(operation), ids) or {}) | {"surprise": 1}
    before = AuditEntry.objects.count()

    answer = writer.write(filled(path, ids), told, method=method)

    assert answer.status_code == 422, answer.content
    where = [mistake["where"] for mistake in answer.json()["mistakes"]]
    assert where == (["body"] if body_of(operation) is None else ["body.surprise"])
    assert AuditEntry.objects.count() == before


@pytest.fixture
def lunch(jonas: StaffMember) -> dict[str, Any]:
    return {
        "kind": "break", "staff_member_id": jonas.id, "starts_at": SOON.isoformat(),
        "ends_at": (SOON + timedelta(hours=1)).isoformat(),
    }  # fmt: skip


def send(program: Program, content: bytes, kind: str, address: str = "/blocks/") -> Any:
    return Client().post(
        f"{API}{address}",
        content,
        content_type=kind,
        headers={"Authorization": f"Bearer {program.secret}"},
    )


@pytest.mark.parametrize(
    ("content", "kind", "status", "code"),
    [
        (b"{", "application/json", 400, "bad_request"),
        (b"\xff\xfe", "application/json", 400, "bad_request"),
        (b"[" * 50_000, "application/json", 400, "bad_request"),
        (b"kind=break", "application/x-www-form-urlencoded", 415, "unsupported_media_type"),
        (b"{}", "text/plain", 415, "unsupported_media_type"),
        (b'"' + b"x" * 100_000 + b'"', "application/json", 413, "content_too_large"),
        (b"", "application/json", 422, "invalid_parameters"),
        (b"null", "application/json", 422, "invalid_parameters"),
        (b"[]", "application/json", 422, "invalid_parameters"),
        (b'"kind"', "application/json", 422, "invalid_parameters"),
        (b"17", "application/json; charset=utf-8", 422, "invalid_parameters"),
    ],
)
def test_what_is_no_body_is_refused(writer, lunch, content, kind, status, code):
    answer = send(writer, content, kind)

    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer["Content-Type"] == "application/problem+json"
    assert not Block.objects.exists()


@pytest.mark.parametrize(
    ("part", "value"),
    [
        ("kind", "siesta"), ("kind", 1), ("kind", None),
        ("starts_at", "2026-12-17"), ("starts_at", "2026-12-17T11:00:00"), ("starts_at", 1.7e9),
        ("starts_at", "0001-01-01T00:00:00+14:00"), ("starts_at", "9999-12-31T23:59:59-12:00"),
        ("ends_at", ""), ("ends_at", ["2026-12-17T11:00:00Z"]),
        ("staff_member_id", "5"), ("staff_member_id", True), ("staff_member_id", 0),
        ("staff_member_id", 2**63), ("staff_member_id", 1.5), ("room_id", {}),
        ("title", "x" * 161), ("title", "a\0b"), ("title", 7), ("title", None), ("note", "\ud800"),
    ],
)  # fmt: skip
def test_a_part_that_cannot_be_read_is_named(writer, lunch, part, value):
    answer = writer.write("/blocks/", lunch | {part: value})

    assert answer.status_code == 422, answer.content
    assert answer.json()["mistakes"][0]["where"].startswith(f"body.{part}")
    assert not Block.objects.exists()


@pytest.mark.parametrize("name", ["\ud800", "a\0b", "x" * 5_000, "", "told"])
def test_a_part_with_any_name_is_a_mistake(writer, lunch, name):
    answer = writer.write("/blocks/", lunch | {name: 1})

    assert answer.status_code == 422, answer.content
    assert len(answer.content) < 1_000


def test_any_text_can_be_written(writer, lunch):
    title = "😀 مرحبا '; DROP TABLE regulars_block; -- {{7*7}}"

    assert writer.write("/blocks/", lunch | {"title": title}).json()["title"] == title


def test_a_write_takes_no_parameters_in_its_address(writer, lunch):
    answer = writer.write("/blocks/?dry=1", lunch)

    assert (answer.status_code, answer.json()["mistakes"][0]["where"]) == (422, "query.dry")
    assert not Block.objects.exists()


def test_an_address_names_the_methods_that_it_knows(writer, lunch):
    made = writer.write("/blocks/", lunch).json()

    answers = [
        writer.write("/blocks/", lunch, method="put"),
        writer.write(f"/blocks/{made['id']}/", lunch),
        writer.get("/walk-ins/"),
        writer.write("/services/", {}),
    ]

    assert [(one.status_code, one["Allow"]) for one in answers] == [
        (405, "GET, POST, HEAD"),
        (405, "DELETE, GET, PATCH, HEAD"),
        (405, "POST"),
        (405, "GET, HEAD"),
    ]


def test_a_page_of_another_address_cannot_write(writer, lunch):
    answer = writer.write("/blocks/", lunch, Origin="https://elsewhere.example")

    assert answer.status_code == 201
    assert not [name for name in answer.headers if name.lower().startswith("access-control")]


def test_no_web_session_and_no_form_of_ours_is_needed(writer, lunch):
    answer = Client(enforce_csrf_checks=True).post(
        f"{API}/blocks/",
        lunch,
        content_type="application/json",
        headers={"Authorization": f"Bearer {writer.secret}"},
    )

    assert (answer.status_code, answer.cookies) == (201, {})


def test_a_write_is_always_told_what_it_did(writer, lunch):
    block = writer.write("/blocks/", lunch).json()["id"]

    answer = writer.write(
        f"/blocks/{block}/", {"title": "Tea"}, method="patch", **{"If-None-Match": "*"}
    )

    assert (answer.status_code, answer.json()["title"]) == (200, "Tea")
    assert "ETag" not in answer


def test_an_old_token_reads_and_writes_nothing(program, lunch):
    answer = program.write("/blocks/", lunch)

    assert (answer.status_code, answer.json()["code"]) == (403, "scope_missing")
    assert "schedule:write" in answer["WWW-Authenticate"]
    assert not Block.objects.exists()


def test_what_is_written_is_in_the_trail_as_the_programs(writer, lunch):
    writer.write("/blocks/", lunch)

    entry = AuditEntry.objects.get(verb="block.made")
    assert (entry.actor_kind, entry.actor_id) == ("token", ApiToken.objects.get().id)


@pytest.mark.parametrize("key", ["", " ", "a b", "é", "x" * 121, "a\tb"])
def test_a_key_that_cannot_be_read_is_refused(writer, lunch, key):
    answer = writer.write("/blocks/", lunch, **{"Idempotency-Key": key})

    assert (answer.status_code, answer.json()["mistakes"][0]["where"]) == (
        422,
        "header.Idempotency-Key",
    )
    assert not Block.objects.exists()


def test_an_answer_without_a_body_is_repeated_too(writer, lunch):
    block = writer.write("/blocks/", lunch).json()["id"]
    entries = AuditEntry.objects.count()

    answers = [writer.write(f"/blocks/{block}/", method="delete", key="gone") for _ in range(2)]

    assert [(one.status_code, one.content) for one in answers] == [(204, b"")] * 2
    assert answers[1]["Idempotent-Replayed"] == "true"
    assert AuditEntry.objects.count() == entries + 1


def test_a_key_stands_for_one_address_and_one_method(writer, lunch):
    block = writer.write("/blocks/", lunch, key="k").json()["id"]

    answers = [
        writer.write(f"/blocks/{block}/", lunch, method="patch", key="k"),
        writer.write("/walk-ins/", lunch, key="k"),
    ]

    assert [(one.status_code) for one in answers] == [422, 422]
    assert Block.objects.get().version == 1


def test_two_programs_may_use_the_same_key(writer, lunch, nordlicht):
    other = a_token(nordlicht, *Scope, name="Other")

    first = writer.write("/blocks/", lunch, key="1")
    second = other.write("/blocks/", lunch, key="1")

    assert (first.status_code, second.status_code) == (201, 201)
    assert first.json()["id"] != second.json()["id"]
    assert "Idempotent-Replayed" not in second


def test_a_key_is_forgotten_after_a_day(writer, lunch):
    writer.write("/blocks/", lunch, key="1")
    IdempotencyKey.objects.update(created_at=NOW - timedelta(hours=25))
    again = writer.write("/blocks/", lunch, key="1")
    assert (again.status_code, Block.objects.count()) == (201, 2)
    assert "Idempotent-Replayed" not in again

    assert forget_old_keys(at=datetime.now(UTC)) == 0
    assert forget_old_keys(at=datetime.now(UTC) + timedelta(hours=24)) == 1
    assert not IdempotencyKey.objects.exists()


def test_a_fault_on_the_way_leaves_neither_row_nor_key(writer, lunch, monkeypatch):
    def breaks(**_: Any) -> None:
        raise RuntimeError("the plug was pulled")

    monkeypatch.setattr("regulars.faces.api.blocks.block_detail", breaks)
    with pytest.raises(RuntimeError):
        writer.write("/blocks/", lunch, key="1")
    assert not Block.objects.exists()
    assert not BusyTime.objects.exists()
    assert not IdempotencyKey.objects.exists()
    monkeypatch.undo()

    assert writer.write("/blocks/", lunch, key="1").status_code == 201


def test_an_answer_does_not_say_more_when_repeated(
    nordlicht: Business, mueller: Customer, jonas: StaffMember
):
    """The key belongs to a token, and a token's scopes never change."""
    poor = a_token(nordlicht, Scope.APPOINTMENTS_WRITE, name="Poor")
    visit = make.appointment(mueller, jonas, SOON, price_minor=77_700)

    answers = [poor.write(f"/appointments/{visit.id}/confirmation/", key="1") for _ in range(2)]

    assert [one.status_code for one in answers] == [200, 200]
    assert answers[0].content == answers[1].content
    assert not re.search("77700|@example", answers[1].text)
    assert Appointment.objects.get().status == "confirmed"
