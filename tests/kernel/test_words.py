"""Has every status, kind and role a word that a person can read?"""

from __future__ import annotations

from enum import StrEnum

import pytest
from django.conf import settings
from django.utils import translation

from regulars.kernel import words
from regulars.kernel.actor import ActorKind
from regulars.rules.answers import AnswerSource, FieldKind
from regulars.rules.appointment_status import Status
from regulars.rules.blocks import BlockKind
from regulars.rules.cancellation import CancelledBy
from regulars.rules.deposits import DepositState
from regulars.rules.messages import Channel, MessageKind, MessageState
from regulars.rules.money import LedgerKind, PayMethod
from regulars.rules.permissions import Role, Scope
from regulars.rules.tokens import TokenState

TABLES: list[tuple[str, type[StrEnum]]] = [
    ("STATUS", Status),
    ("STATUS_SHORT", Status),
    ("DEPOSIT", DepositState),
    ("LEDGER", LedgerKind),
    ("PAY_METHOD", PayMethod),
    ("FIELD_KIND", FieldKind),
    ("ROLE", Role),
    ("CANCELLED_BY", CancelledBy),
    ("BLOCK_KIND", BlockKind),
    ("CHANNEL", Channel),
    ("MESSAGE_KIND", MessageKind),
    ("MESSAGE_STATE", MessageState),
    ("ANSWER_SOURCE", AnswerSource),
    ("ACTOR", ActorKind),
    ("TOKEN_STATE", TokenState),
    ("SCOPE", Scope),
    ("SCOPE_SENTENCE", Scope),
]


@pytest.mark.parametrize(("table", "kinds"), TABLES, ids=[name for name, _ in TABLES])
def test_every_kind_has_one_word_and_every_word_a_kind(table, kinds):
    assert set(getattr(words, table)) == set(kinds)


@pytest.mark.parametrize("language", [code for code, _ in settings.LANGUAGES])
def test_every_word_is_said_in_every_language(language):
    with translation.override(language):
        for table, _ in TABLES:
            assert all(str(word).strip() for word in getattr(words, table).values()), table


@pytest.mark.parametrize("language", [code for code, _ in settings.LANGUAGES])
def test_no_two_statuses_read_alike(language):
    with translation.override(language):
        for table in (words.STATUS, words.STATUS_SHORT, words.DEPOSIT, words.LEDGER):
            said = [str(word) for word in table.values()]
            assert len(set(said)) == len(said), said


def test_every_language_of_the_product_has_a_name():
    assert set(words.LANGUAGE) == {code for code, _ in settings.LANGUAGES}
    assert words.status_word("no_show") == "No show"
