"""The tokens of programs on the screen: made, shown once, revoked."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from unittest.mock import patch
from zoneinfo import ZoneInfo

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from regulars.actions.tokens.create import NewToken, create_token
from regulars.faces.desk.settings import tokens
from regulars.queries.token_entrance import token_doorway
from regulars.records.audit import AuditEntry
from regulars.records.businesses import Business
from regulars.records.staff import StaffMember
from regulars.records.tokens import ApiToken
from regulars.rules.permissions import Role, Scope
from regulars.rules.tokens import TokenState
from tests.cast import acting
from tests.counting import counted

SignIn = Callable[[StaffMember], Client]
LIST = "/at/nordlicht/settings/access/"
NEW = f"{LIST}new/"
SECRET = re.compile(r"regulars_[A-Za-z0-9_-]{43}")


@pytest.fixture
def desk(signed_in: SignIn, runa: StaffMember) -> Client:
    """Runa's browser."""
    return signed_in(runa)


def text_of(answer: object) -> str:
    return " ".join(answer.content.decode().split())  # type: ignore[attr-defined]


def said(**given: object) -> dict[str, object]:
    return {"name": "Website", "scopes": ["customers:read", "money:read"], "last_day": ""} | given


def a_token(runa: StaffMember, name: str = "Website", *, ends: datetime | None = None) -> NewToken:
    """A token of Runa's that was made 30 days ago."""
    return create_token(
        business=runa.business,
        name=name,
        scopes=frozenset({Scope.CATALOGUE_READ, Scope.CUSTOMERS_READ}),
        expires_at=ends,
        actor=acting(runa),
        at=timezone.now() - timedelta(days=30),
    )


def revoked(token: NewToken) -> None:
    ApiToken.objects.filter(id=token.id).update(revoked_at=timezone.now())


def address(token: NewToken) -> str:
    return f"{LIST}{token.id}/revocation/"


def test_nobody_has_access_at_first(desk: Client) -> None:
    page = text_of(desk.get(LIST))

    assert "No program has access." in page
    assert "<table" not in page


def test_the_list_says_what_each_token_may_and_whether_it_is_used(
    desk: Client, runa: StaffMember
) -> None:
    website = a_token(runa, ends=datetime(2099, 12, 31, 23, tzinfo=UTC))
    a_token(runa, "Accounts")
    a_token(runa, "Old website", ends=timezone.now() - timedelta(days=1))
    revoked(a_token(runa, "Lost laptop"))
    ApiToken.objects.filter(id=website.id).update(last_used_at=timezone.now())

    with counted("tokens page"):
        page = text_of(desk.get(LIST))

    table, folded = page.split("<details", 1)
    for words in (
        "Website", f"{website.start}…", "Customers · Services and team", "Valid",
        "Until 31 Dec 2099", "today", "Accounts", "Never", "No last day", "Revoke: Website",
    ):  # fmt: skip
        assert words in table, words
    for words in (
        "2 tokens that open nothing any more", "Old website", "Expired", "Revoke: Old website",
        "Lost laptop", "Revoked",
    ):  # fmt: skip
        assert words in folded, words
    assert "Revoke: Lost laptop" not in folded
    assert not SECRET.search(page)


def test_forty_tokens_cost_no_more_than_four(desk: Client, runa: StaffMember) -> None:
    for number in range(40):
        a_token(runa, f"Program {number}")

    with counted("tokens page"):
        assert "Program 39" in text_of(desk.get(LIST))


def test_a_token_is_made_and_its_secret_is_in_this_one_answer(
    desk: Client, nordlicht: Business
) -> None:
    answer = desk.post(NEW, said(last_day="31.12.2099"))

    secrets = set(SECRET.findall(answer.text))
    assert (answer.status_code, len(secrets)) == (201, 1)
    assert answer["Cache-Control"] == "private, no-store"
    secret = secrets.pop()
    door = token_doorway(secret=secret, at=timezone.now())
    assert door is not None
    assert (door.business.slug, door.state) == ("nordlicht", TokenState.VALID)
    token = ApiToken.objects.of(nordlicht).get()
    assert (token.name, token.scopes) == ("Website", "customers:read money:read")
    # Until the last day is over in Zürich.
    assert token.expires_at == datetime(2099, 12, 31, 23, tzinfo=UTC)
    assert AuditEntry.objects.get().verb == "token.created"
    assert secret not in answer.headers.get("Set-Cookie", "")
    assert not any(secret in str(morsel.value) for morsel in desk.cookies.values())
    assert not any(secret in str(kept.get_decoded()) for kept in Session.objects.all())
    assert not SECRET.search(desk.get(LIST).text)
    assert not SECRET.search(desk.get(NEW).text)


def test_it_reads_what_most_programs_need_unless_one_ticks_more(desk: Client) -> None:
    page = desk.get(NEW).text

    ticked = re.findall(r'<input[^>]*name="scopes"[^>]*>', page)
    assert {re.findall(r'value="([^"]+)"', one)[0] for one in ticked if "checked" in one} == {
        "customers:read",
        "appointments:read",
        "catalogue:read",
    }
    assert len(ticked) == len(Scope)
    assert "E-mail, phone and address of customers" in page


def test_a_reload_makes_no_second_token(desk: Client, runa: StaffMember) -> None:
    opened = re.findall(r'name="opened" value="([^"]+)"', desk.get(NEW).text)[0]
    first = desk.post(NEW, said(opened=opened))

    again = desk.post(NEW, said(opened=opened))

    token = ApiToken.objects.get()
    assert (first.status_code, again.status_code) == (201, 409)
    assert "This form has created its token already" in text_of(again)
    assert not SECRET.search(again.text)
    assert AuditEntry.objects.count() == 1
    token.revoked_at = timezone.now()
    token.save()
    # The name is free again, but the old form still means the old token.
    late = desk.post(NEW, said(opened=opened))
    assert late.status_code == 409
    assert ApiToken.objects.count() == 1
    fresh = re.findall(r'name="opened" value="([^"]+)"', late.text)[0]
    assert desk.post(NEW, said(opened=fresh)).status_code == 201


def test_of_two_that_are_sent_at_the_same_moment_one_makes_the_token(desk: Client) -> None:
    opened = re.findall(r'name="opened" value="([^"]+)"', desk.get(NEW).text)[0]

    def slower(**told: Any) -> NewToken:
        create_token(**told)
        return create_token(**told)

    with patch.object(tokens, "create_token", slower):
        answer = desk.post(NEW, said(opened=opened))

    assert answer.status_code == 409
    assert "This form has created its token already" in text_of(answer)
    assert ApiToken.objects.count() == 1


def test_a_name_is_text_wherever_it_stands(desk: Client) -> None:
    name = "<b>Web</b> & %(name)s"
    created = desk.post(NEW, said(name=name))
    token = ApiToken.objects.get()
    one = f"{LIST}{token.id}/revocation/"
    pages = [created, desk.get(LIST), desk.get(one), desk.post(one, follow=True)]

    assert token.name == name
    for shown in pages:
        assert "&lt;b&gt;Web&lt;/b&gt; &amp; %(name)s" in shown.text
        assert "<b>Web" not in shown.text


def test_a_name_that_is_taken_is_refused_where_it_stands(desk: Client, runa: StaffMember) -> None:
    a_token(runa)

    answer = desk.post(NEW, said(last_day="31.12.2099", opened=timezone.now().isoformat()))

    page = text_of(answer)
    assert answer.status_code == 409
    assert "There is a token of this name already." in page
    assert 'value="31.12.2099"' in page
    assert (ApiToken.objects.count(), AuditEntry.objects.count()) == (1, 1)


@pytest.mark.parametrize(
    ("given", "status", "sentence"),
    [
        ({"name": " "}, 422, "This field is required."),
        ({"name": "x" * 121}, 422, "at most 120 characters"),
        ({"name": "Web\u202esite"}, 409, "Give the token a name of at most 120 letters."),
        ({"scopes": []}, 422, "Tick at least one thing it may do."),
        ({"scopes": ["everything"]}, 422, "everything is not one of the available choices"),
        ({"last_day": "soon"}, 422, "This is not a date."),
        ({"last_day": "31.12.9999"}, 422, "This is not a date."),
        ({"last_day": "01.02.2024"}, 422, "This day is over. Choose today or a later day."),
        ({"last_day": "0001-01-01"}, 422, "This "),
    ],
)
def test_a_mistake_is_named_and_nothing_typed_is_lost(
    desk: Client, given: dict[str, object], status: int, sentence: str
) -> None:
    answer = desk.post(NEW, {"name": "Website", "scopes": ["money:read"]} | given)

    page = text_of(answer)
    assert answer.status_code == status
    assert sentence in page
    for typed in ("name", "last_day"):
        assert typed not in given or f'value="{given[typed]}"' in answer.text
    if "scopes" not in given:
        assert re.search(r'value="money:read"[^>]*checked', page)
    assert (ApiToken.objects.count(), AuditEntry.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    "opened", ["", "x", "2026-01-01", "9999-99-99", "9999-12-31T23:59:59+00:00"]
)
def test_a_form_that_does_not_say_when_it_was_opened_is_sent_all_the_same(
    desk: Client, opened: str
) -> None:
    assert desk.post(NEW, said(opened=opened)).status_code == 201


def test_a_token_that_ends_today_still_opens_today(desk: Client, nordlicht: Business) -> None:
    today = timezone.now().astimezone(ZoneInfo(nordlicht.time_zone)).date()

    answer = desk.post(NEW, said(last_day=today.isoformat()))

    assert answer.status_code == 201
    ends = ApiToken.objects.get().expires_at
    assert timedelta() < ends - timezone.now() <= timedelta(hours=25)


def test_before_a_token_is_revoked_the_page_says_what_stops(
    desk: Client, runa: StaffMember
) -> None:
    website = a_token(runa)
    old = a_token(runa, "Old website", ends=timezone.now() - timedelta(days=1))

    with counted("token revocation"):
        page = text_of(desk.get(address(website)))
    dialog = text_of(desk.get(address(website), headers={"HX-Request": "true"}))

    for shown in (page, dialog):
        assert "Revoke “Website”?" in shown
        assert "Every program that uses this token stops reading your book at once." in shown
    assert "</html>" in page
    assert dialog.startswith("<dialog")
    assert "This token opens nothing since its last day." in text_of(desk.get(address(old)))
    assert ApiToken.objects.living().count() == 2


def test_a_token_is_revoked_once(desk: Client, runa: StaffMember) -> None:
    website, other = a_token(runa), a_token(runa, "Accounts")

    answer = desk.post(address(website), follow=True)

    assert answer.redirect_chain == [(LIST, 302)]
    assert "“Website” is revoked. From now on it opens nothing." in text_of(answer)
    states = [
        door.state
        for token in (website, other)
        if (door := token_doorway(secret=token.secret, at=timezone.now()))
    ]
    assert states == [TokenState.REVOKED, TokenState.VALID]
    assert AuditEntry.objects.filter(verb="token.revoked").count() == 1
    assert desk.post(address(website)).status_code == 302
    again = desk.get(address(website), follow=True)
    assert "This token was revoked already." in text_of(again)
    assert AuditEntry.objects.filter(verb="token.revoked").count() == 1


def test_what_the_page_gives_and_takes_opens_and_shuts_the_api(desk: Client) -> None:
    secret = SECRET.findall(desk.post(NEW, said(scopes=["catalogue:read"])).text)[0]
    program = Client(headers={"Authorization": f"Bearer {secret}"})
    one = f"{LIST}{ApiToken.objects.get().id}/revocation/"

    opened = program.get("/api/v1/business/")
    not_ticked = program.get("/api/v1/customers/")
    used = text_of(desk.get(LIST))
    desk.post(one)
    shut = program.get("/api/v1/business/")

    assert (opened.status_code, not_ticked.status_code, shut.status_code) == (200, 403, 401)
    assert opened.json()["slug"] == "nordlicht"
    assert 'data-label="Last used">today<' in used


def test_the_token_meant_is_the_one_of_the_address_whatever_it_is_called(
    desk: Client, runa: StaffMember
) -> None:
    website = a_token(runa)
    disguised = a_token(runa, website.start)

    desk.post(address(website))

    assert ApiToken.objects.living().get().id == disguised.id


def test_only_the_owner_gets_in_and_sees_the_way(
    signed_in: SignIn, runa: StaffMember, nadia: StaffMember, jonas: StaffMember,
    celine: StaffMember,
) -> None:  # fmt: skip
    website = a_token(runa)
    nadia.role = Role.MANAGER
    nadia.save()

    for member, status in ((nadia, 403), (jonas, 403), (celine, 404)):
        browser = signed_in(member)
        for path in (LIST, NEW, address(website)):
            assert browser.get(path).status_code == status, path
        for path in (NEW, address(website)):
            assert browser.post(path, said(name="Mine")).status_code == status, path
    there = address(website).replace("nordlicht", "lumiere")
    assert signed_in(celine).post(there).status_code == 404
    assert ApiToken.objects.living().count() == 1

    seen = "/at/nordlicht/settings/questions/"
    assert LIST not in signed_in(nadia).get(seen).text
    assert LIST in signed_in(runa).get(seen).text
