"""What a load balancer is told."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection

from regulars.queries import condition
from regulars.records.guards import lift_guards


def test_alive_asks_nothing_of_the_database(client, django_assert_num_queries, db):
    with django_assert_num_queries(0):
        answer = client.get("/healthz")

    assert answer.status_code == 200
    assert answer.text == "alive\n"


def test_ready_when_migrated_and_guarded(client, db):
    answer = client.get("/readyz")

    assert answer.status_code == 200
    assert answer.json() == {"ready": True, "faults": []}


def test_not_ready_without_a_guard(client, committed_db):
    lift_guards(connection)

    answer = client.get("/readyz")

    assert answer.status_code == 503
    assert "Guards are missing" in answer.json()["faults"][0]


def test_not_ready_when_the_database_does_not_answer(client, db, monkeypatch):
    def refuse(*_: object) -> None:
        raise DatabaseError("gone fishing")

    monkeypatch.setattr(condition, "missing_guards", refuse)

    answer = client.get("/readyz")

    assert answer.status_code == 503
    assert "does not answer" in answer.json()["faults"][0]


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_no_web_session_is_opened_for_a_machine(client, db, path):
    assert not client.get(path).cookies
