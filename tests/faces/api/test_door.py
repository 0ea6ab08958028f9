"""Who is let in at the API, who is told no, and how?"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.core.cache import caches
from django.test import Client

from regulars.actions.tokens.revoke import revoke_token
from regulars.faces.api import limits
from regulars.kernel.actor import Actor
from regulars.records.tokens import ApiToken
from regulars.rules.permissions import Scope
from tests.counting import counted

BUSINESS = "/api/v1/business/"
NOBODYS = "regulars_" + "A" * 43


def ask(authorization=None, address=BUSINESS, method="get", **headers):
    if authorization is not None:
        headers["Authorization"] = authorization
    return getattr(Client(), method)(address, headers=headers)


def assert_problem(answer, status, code):
    assert answer.status_code == status, answer.content
    assert answer["Content-Type"] == "application/problem+json"
    told = answer.json()
    assert set(told) == {"type", "title", "status", "detail", "code", "mistakes"}
    assert (told["status"], told["code"]) == (status, code)
    assert not answer.cookies
    return told


def test_without_a_token_it_is_said_how_to_send_one(nordlicht):
    answer = ask()

    assert_problem(answer, 401, "token_missing")
    assert answer["WWW-Authenticate"] == 'Bearer realm="Regulars"'


@pytest.mark.parametrize(
    "authorization",
    [
        "Bearer",
        "Bearer ",
        f"Bearer {NOBODYS}",
        f"Bearer {NOBODYS} {NOBODYS}",
        f"Basic {NOBODYS}",
        NOBODYS,
        "Bearer regulars_",
        "Bearer \xff\xfe",
        "Bearer " + "A" * 10_000,
        "Bearer 'OR 1=1--",
        "Bearer null",
    ],
)
def test_what_is_no_token_opens_nothing(nordlicht, authorization):
    answer = ask(authorization)

    assert_problem(answer, 401, "token_invalid")
    assert answer["WWW-Authenticate"] == 'Bearer realm="Regulars", error="invalid_token"'


def test_the_scheme_is_read_in_any_case(program):
    assert ask(f"bEaReR  {program.secret} ").status_code == 200


def test_a_revoked_token_opens_nothing_from_its_next_request_on(program, nordlicht):
    assert program.get("/business/").status_code == 200

    operator = Actor.operator(nordlicht)
    revoke_token(business=nordlicht, which="Till", actor=operator, at=datetime.now(UTC))

    answer = program.get("/business/")
    assert_problem(answer, 401, "token_revoked")
    assert "invalid_token" in answer["WWW-Authenticate"]


def test_an_expired_token_opens_nothing(program):
    ApiToken.objects.update(expires_at=datetime.now(UTC))

    assert_problem(program.get("/business/"), 401, "token_expired")


def test_a_missing_scope_is_named(program_of, nordlicht):
    answer = program_of(nordlicht, Scope.CATALOGUE_READ).get("/customers/")

    told = assert_problem(answer, 403, "scope_missing")
    assert told["detail"] == "This token may not do that: it lacks the scope customers:read."
    assert 'error="insufficient_scope", scope="customers:read"' in answer["WWW-Authenticate"]


def test_a_scope_that_is_no_longer_known_opens_nothing(program):
    ApiToken.objects.update(scopes="catalogue:write everything")

    assert_problem(program.get("/business/"), 403, "scope_missing")


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options", "trace"])
def test_an_address_is_only_read(program, method):
    for address in ("/api/v1/services/", "/api/v1/projects/1/", "/api/v1/openapi.json"):
        answer = ask(f"Bearer {program.secret}", address, method)

        assert_problem(answer, 405, "method_not_allowed")
        assert answer["Allow"] == "GET, HEAD"


def test_asking_for_the_head_is_asking_without_the_body(program):
    whole = program.get("/business/")
    head = ask(f"Bearer {program.secret}", BUSINESS, "head")

    assert head.status_code == 200
    assert head.content == b""
    assert head["Content-Length"] == str(len(whole.content))
    assert head["ETag"] == whole["ETag"]


@pytest.mark.parametrize(
    "address",
    ["", "/", "/nowhere/", "/customers", "/customers/x/", "/customers/-1/", "/%00/", "/é"],
)
def test_what_is_no_address_is_a_problem_and_no_page(program, address):
    assert_problem(program.get(address), 404, "not_found")


def test_another_host_is_a_problem_and_no_page(program, settings):
    settings.ALLOWED_HOSTS = ["localhost"]

    answer = ask(f"Bearer {program.secret}", Host="evil.example")

    assert_problem(answer, 400, "bad_request")


def test_a_fault_is_a_problem_and_tells_nothing_of_the_inside(program, monkeypatch):
    def fall(**_):
        raise ZeroDivisionError("the inside")

    monkeypatch.setattr("regulars.faces.api.catalogue.staff_list", fall)
    client = Client(raise_request_exception=False)

    answer = client.get("/api/v1/staff/", headers={"Authorization": f"Bearer {program.secret}"})

    assert_problem(answer, 500, "internal_server_error")
    assert "inside" not in answer.text


def test_more_parameters_than_anybody_needs_are_refused(program):
    assert_problem(program.get("/customers/?" + "&".join(["a=1"] * 1001)), 400, "bad_request")


def test_cookies_are_neither_looked_at_nor_made(program, runa, signed_in):
    browser = signed_in(runa)

    assert_problem(browser.get("/api/v1/customers/"), 401, "token_missing")
    answer = browser.get(BUSINESS, headers={"Authorization": f"Bearer {program.secret}"})
    assert answer.status_code == 200
    assert not answer.cookies
    assert answer["Vary"] == "Authorization"
    assert browser.get("/at/nordlicht/customers/").status_code == 200


def test_an_answer_speaks_english_whatever_the_browser_asks_for(program):
    answer = program.get("/customers/0/", **{"Accept-Language": "de"})

    assert answer.json()["detail"] == "This business has nothing at this address."
    assert answer["Content-Language"] == "en"


def test_entering_costs_one_statement(program):
    ApiToken.objects.update(last_used_at=datetime.now(UTC))

    with counted("api: business"):
        program.read("/business/")


def test_its_use_is_noted_and_not_again_within_the_hour(program):
    before = datetime.now(UTC)
    program.read("/business/")

    noted = ApiToken.objects.get().last_used_at
    assert before <= noted <= datetime.now(UTC)
    program.read("/business/")
    assert ApiToken.objects.get().last_used_at == noted
    ApiToken.objects.update(last_used_at=noted - timedelta(minutes=61))
    caches["counters"].clear()
    program.read("/business/")
    assert ApiToken.objects.get().last_used_at >= noted


def test_the_same_answer_is_not_sent_twice(program):
    first = program.get("/services/")

    assert first["ETag"].startswith('W/"')
    assert first["Cache-Control"] == "private, no-cache"
    again = program.get("/services/", **{"If-None-Match": f'"other", {first["ETag"]}'})
    assert (again.status_code, again.content) == (304, b"")
    assert "Content-Length" not in again
    assert again["ETag"] == first["ETag"]
    assert "RateLimit-Remaining" in again


def test_a_changed_answer_is_sent(program, nordlicht):
    first = program.get("/business/")
    nordlicht.city = "Zürich"
    nordlicht.save()

    again = program.get("/business/", **{"If-None-Match": first["ETag"]})

    assert again.status_code == 200
    assert again["ETag"] != first["ETag"]


def test_the_moment_of_telling_makes_no_document_a_new_one(program, mueller):
    first = program.get(f"/customers/{mueller.id}/")
    again = program.get(f"/customers/{mueller.id}/", **{"If-None-Match": first["ETag"]})

    assert first.json()["told_at"].endswith("Z")
    assert again.status_code == 304


def test_who_asks_too_often_waits_for_the_next_minute(program, stranger, settings):
    settings.API_QUESTIONS_A_MINUTE = 3

    left = [program.get("/business/")["RateLimit-Remaining"] for _ in range(3)]
    refused = program.get("/business/")

    assert left == ["2", "1", "0"]
    assert_problem(refused, 429, "too_many_requests")
    assert refused["RateLimit-Limit"] == "3"
    assert refused["RateLimit-Remaining"] == "0"
    assert 1 <= int(refused["Retry-After"]) <= 60
    assert refused["Retry-After"] == refused["RateLimit-Reset"]
    assert stranger.get("/business/").status_code == 200


def test_a_new_minute_counts_anew(settings):
    settings.API_QUESTIONS_A_MINUTE = 1
    at = datetime(2026, 11, 22, 9, 0, 59, tzinfo=UTC)

    assert limits.count_question(1, at) == limits.Quota(1, 0, 1)
    assert limits.count_question(1, at).remaining == -1
    assert limits.count_question(2, at).remaining == 0
    assert limits.count_question(1, at + timedelta(seconds=1)) == limits.Quota(1, 0, 60)


def test_who_comes_with_a_wrong_token_too_often_waits_and_others_do_not(
    program, monkeypatch, django_assert_num_queries
):
    monkeypatch.setattr(limits, "_MOST_FAILURES", 3)
    for _ in range(3):
        assert ask(f"Bearer {NOBODYS}").status_code == 401

    with django_assert_num_queries(0):
        answer = ask(f"Bearer {NOBODYS}")
    assert_problem(answer, 429, "too_many_requests")
    assert int(answer["Retry-After"]) >= 1
    # The program next to it, at the same address, goes on.
    assert ask(f"Bearer {program.secret}").status_code == 200
    elsewhere = Client(REMOTE_ADDR="203.0.113.7")
    headers = {"Authorization": f"Bearer {program.secret}"}
    assert elsewhere.get(BUSINESS, headers=headers).status_code == 200


def test_a_missing_token_counts_as_no_wrong_one(monkeypatch, nordlicht):
    monkeypatch.setattr(limits, "_MOST_FAILURES", 1)

    assert [ask().status_code for _ in range(3)] == [401, 401, 401]
