"""A token is made, opens what its scopes say, and is closed for good."""

from __future__ import annotations

import sqlite3
import time
from datetime import timedelta

import pytest
from django.db import IntegrityError, OperationalError, connection

from regulars.actions.tokens import note_use
from regulars.actions.tokens.create import CannotCreateToken, TokenNameTaken, create_token
from regulars.actions.tokens.note_use import note_token_use
from regulars.actions.tokens.revoke import NoSuchToken, revoke_token
from regulars.kernel.actor import Actor, ActorKind, Forbidden
from regulars.queries.token_entrance import token_doorway
from regulars.queries.token_list import token_list
from regulars.records.audit import AuditEntry
from regulars.records.tokens import ApiToken
from regulars.rules.permissions import READING, Permission, Role, Scope
from regulars.rules.tokens import TokenState, digest_of, looks_like_secret
from tests import make
from tests.cast import acting
from tests.counting import counted
from tests.make import NOW
from tests.racing import on_file

LATER = NOW + timedelta(minutes=5)


def made(business, name="Website", **given):
    given = {"scopes": READING, "expires_at": None, "actor": Actor.operator(business)} | given
    return create_token(business=business, name=name, at=NOW, **given)


def revoked(business, which, at=LATER):
    return revoke_token(business=business, which=which, actor=Actor.operator(business), at=at)


def test_the_secret_is_told_once_and_kept_nowhere(nordlicht):
    token = made(nordlicht, scopes=frozenset({Scope.MONEY_READ, Scope.CUSTOMERS_READ}))

    assert looks_like_secret(token.secret)
    row = ApiToken.objects.of(nordlicht).get()
    assert row.digest == digest_of(token.secret)
    assert row.start == token.start == token.secret[:15]
    assert (row.name, row.scopes, row.created_at) == ("Website", "customers:read money:read", NOW)
    assert token.secret not in str(ApiToken.objects.values()) + str(AuditEntry.objects.values())


def test_two_secrets_are_never_the_same(nordlicht):
    assert len({made(nordlicht, f"Program {n}").secret for n in range(20)}) == 20


def test_making_and_closing_one_are_in_the_trail(nordlicht):
    token = made(nordlicht, expires_at=NOW + timedelta(days=1))
    revoked(nordlicht, "Website")

    assert [
        (e.verb, e.actor_kind, e.subject_id, e.at) for e in AuditEntry.objects.order_by("id")
    ] == [
        ("token.created", "operator", token.id, NOW),
        ("token.revoked", "operator", token.id, LATER),
    ]
    assert AuditEntry.objects.first().changes["name"] == [None, "Website"]


def test_a_token_enters_its_business_with_its_scopes_in_one_statement(nordlicht):
    token = made(nordlicht, scopes=frozenset({Scope.CUSTOMERS_READ}))

    with counted("token entrance"):
        door = token_doorway(secret=token.secret, at=NOW)

    assert door is not None
    assert (door.business.id, door.business.slug) == (nordlicht.id, "nordlicht")
    assert (door.actor.kind, door.actor.id, door.token_id) == (ActorKind.TOKEN, token.id, token.id)
    assert door.may(Permission.SEE_CUSTOMERS)
    assert not door.may(Permission.SEE_CONTACT_DATA)
    assert str(door.zone) == "Europe/Zurich"


def test_what_is_no_secret_does_not_reach_the_database(django_assert_num_queries, nordlicht):
    secret = made(nordlicht).secret
    with django_assert_num_queries(0):
        for text in ("", "x", secret[:-1], secret + "A", secret.replace("_", "-", 1), "\0" * 52):
            assert token_doorway(secret=text, at=NOW) is None


def test_a_secret_of_nobody_opens_nothing(nordlicht):
    assert token_doorway(secret="regulars_" + "A" * 43, at=NOW) is None


def test_a_token_ends_with_the_moment_it_expires(nordlicht):
    secret = made(nordlicht, expires_at=LATER).secret

    before = token_doorway(secret=secret, at=LATER - timedelta(microseconds=1))
    then = token_doorway(secret=secret, at=LATER)

    assert before is not None
    assert then is not None
    assert (before.state, then.state) == (TokenState.VALID, TokenState.EXPIRED)


def test_a_closed_token_stays_closed_and_twice_is_once(nordlicht):
    token = made(nordlicht)

    assert revoked(nordlicht, token.start) == "Website"
    assert revoked(nordlicht, token.secret, at=LATER + timedelta(days=1)) == "Website"

    assert ApiToken.objects.get().revoked_at == LATER
    assert AuditEntry.objects.filter(verb="token.revoked").count() == 1
    door = token_doorway(secret=token.secret, at=LATER)
    assert door is not None
    assert door.state is TokenState.REVOKED


def test_a_name_means_the_token_that_is_still_open(nordlicht):
    made(nordlicht)
    revoked(nordlicht, "Website")
    second = made(nordlicht)

    revoked(nordlicht, "Website", at=LATER + timedelta(days=1))

    assert ApiToken.objects.get(id=second.id).revoked_at == LATER + timedelta(days=1)


def test_an_open_name_is_taken(nordlicht, lumiere):
    made(nordlicht)
    made(lumiere)

    with pytest.raises(TokenNameTaken):
        made(nordlicht, " Website ")

    assert ApiToken.objects.of(nordlicht).count() == 1
    assert AuditEntry.objects.filter(business=nordlicht).count() == 1


@pytest.mark.parametrize(
    "given",
    [
        {"name": "  "},
        {"name": "x" * 121},
        {"name": "a\0b"},
        {"name": "\ud800"},
        {"scopes": frozenset()},
        {"expires_at": NOW},
        {"expires_at": NOW - timedelta(days=1)},
    ],
)
def test_what_makes_no_sense_is_refused_and_nothing_is_kept(nordlicht, given):
    with pytest.raises(CannotCreateToken):
        made(nordlicht, **given)

    assert not ApiToken.objects.exists()
    assert not AuditEntry.objects.exists()


@pytest.mark.parametrize(
    "which", ["", "Other", "regulars_", "\0", "\ud800", "regulars_" + "A" * 43]
)
def test_what_is_no_token_of_this_business_cannot_be_closed(nordlicht, lumiere, which):
    foreign = made(lumiere, "Other")

    for text in (which, foreign.secret, foreign.start):
        with pytest.raises(NoSuchToken):
            revoked(nordlicht, text)

    assert ApiToken.objects.get().revoked_at is None


def test_only_the_owner_and_the_operator_make_and_close_tokens(nordlicht, runa, nadia):
    made(nordlicht, "By the owner", actor=acting(runa))
    for actor in (acting(nadia), Actor.program(nordlicht, 1, frozenset(Scope))):
        with pytest.raises(Forbidden):
            made(nordlicht, "Another", actor=actor)
        with pytest.raises(Forbidden):
            revoke_token(business=nordlicht, which="By the owner", actor=actor, at=NOW)

    assert ApiToken.objects.get().revoked_at is None
    assert Role(nadia.role) is not Role.OWNER


def test_the_list_tells_what_became_of_each(nordlicht, lumiere):
    made(lumiere)
    made(nordlicht, "Old", expires_at=LATER)
    made(nordlicht, "New", scopes=frozenset({Scope.MONEY_READ}))
    revoked(nordlicht, "New")

    with counted("token list"):
        tokens = token_list(business=nordlicht, at=LATER)

    assert [(t.name, t.state) for t in tokens] == [
        ("New", TokenState.REVOKED),
        ("Old", TokenState.EXPIRED),
    ]
    assert tokens[0].scopes == (Scope.MONEY_READ,)
    assert tokens[1].expires_at == LATER


def test_its_use_is_noted_once_an_hour(nordlicht):
    token = made(nordlicht)

    def note(at):
        return note_token_use(business=nordlicht, token_id=token.id, at=at)

    assert note(NOW)
    assert not note(NOW + timedelta(minutes=59))
    assert ApiToken.objects.get().last_used_at == NOW
    assert note(NOW + timedelta(minutes=61))
    assert ApiToken.objects.get().last_used_at == NOW + timedelta(minutes=61)
    assert not AuditEntry.objects.filter(verb__startswith="token.used").exists()


def test_the_use_of_another_business_token_is_not_noted(nordlicht, lumiere):
    token = made(nordlicht)

    assert not note_token_use(business=lumiere, token_id=token.id, at=NOW)


def test_while_the_database_is_busy_nothing_is_noted_and_nobody_waits(nordlicht, monkeypatch):
    token = made(nordlicht)

    def busy(*_: object) -> None:
        raise OperationalError("database is locked")

    monkeypatch.setattr(note_use.ApiToken.objects, "of", busy)

    assert not note_token_use(business=nordlicht, token_id=token.id, at=NOW)


def test_the_database_keeps_no_token_without_scopes(nordlicht):
    with pytest.raises(IntegrityError):
        ApiToken.objects.create(
            business=nordlicht, name="x", start="x", digest="x", scopes="", created_at=NOW
        )


def test_a_locked_database_is_not_waited_for(committed_db, tmp_path):
    if connection.vendor != "sqlite":
        pytest.skip("only SQLite has one lock for everybody")
    with on_file(tmp_path):
        business = make.business("nordlicht")
        token = made(business)
        with sqlite3.connect(tmp_path / "race.sqlite3", isolation_level=None) as other:
            other.execute("BEGIN IMMEDIATE")
            began = time.monotonic()
            noted = note_token_use(business=business, token_id=token.id, at=NOW)
            waited = time.monotonic() - began
            other.execute("ROLLBACK")

        assert not noted
        assert waited < 5  # the busy time-out of the installation is 20 seconds
        assert note_token_use(business=business, token_id=token.id, at=NOW)
        with connection.cursor() as cursor:
            assert cursor.execute("PRAGMA busy_timeout").fetchone()[0] >= 5_000
