"""Opening a business: what it makes, and what it refuses with a sentence."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from regulars.actions.businesses.open import AddressTaken, CannotOpen, open_business
from regulars.records.accounts import Account
from regulars.records.audit import AuditEntry
from regulars.records.businesses import Business, Location
from regulars.records.staff import StaffMember
from tests import make
from tests.make import NOW


def opened(**given: Any) -> Business:
    return open_business(
        **{
            "slug": "toronto-hair",
            "name": "Toronto Hair",
            "time_zone": "America/Toronto",
            "currency": "CAD",
            "country": "CA",
            "language": "en",
            "plan": "expert_shop",
            "staff_word": "stylist",
            "notice": timedelta(hours=48),
            "owner_name": "Dana Whitfield",
            "owner_email": "Dana@Hair.example",
            "owner_password": "correct horse battery",
            "at": NOW,
        }
        | given
    )


def test_it_makes_the_business_its_location_and_its_owner(db: None) -> None:
    business = opened()

    business.refresh_from_db()
    assert (business.slug, business.currency, business.notice) == (
        "toronto-hair", "CAD", timedelta(hours=48),
    )  # fmt: skip
    assert not business.is_demo
    assert Location.objects.of(business).get().name == "Toronto Hair"
    owner = StaffMember.objects.of(business).get()
    assert (owner.name, owner.role) == ("Dana Whitfield", "owner")
    assert owner.account.email == "dana@hair.example"
    assert owner.account.check_password("correct horse battery")


def test_it_is_written_down(db: None) -> None:
    business = opened()

    entry = AuditEntry.objects.of(business).get()
    assert (entry.verb, entry.actor_kind, entry.at) == ("business.opened", "operator", NOW)


def test_an_owner_without_a_password_cannot_sign_in_until_there_is_one(db: None) -> None:
    owner = StaffMember.objects.of(opened(owner_password=None)).get()

    assert not owner.account.has_usable_password()


def test_an_owner_who_has_an_account_keeps_it(db: None) -> None:
    account = make.account("dana@hair.example", password="her own one")

    owner = StaffMember.objects.of(opened(owner_password=None)).get()

    assert owner.account == account
    assert Account.objects.get().check_password("her own one")


def test_nobody_elses_password_is_changed(db: None) -> None:
    make.account("dana@hair.example", password="her own one")

    with pytest.raises(CannotOpen, match="has an account already"):
        opened()

    assert not Business.objects.exists()
    assert Account.objects.get().check_password("her own one")


@pytest.mark.parametrize(
    ("line", "value", "sentence"),
    [
        ("slug", "Toronto Hair", "small letters"),
        ("slug", "", "small letters"),
        ("slug", "-hair", "small letters"),
        ("slug", "h" * 61, "small letters"),
        ("name", "  ", "a name"),
        ("time_zone", "Toronto", "Europe/Zurich"),
        ("time_zone", "", "no time zone"),
        ("currency", "cad", "three capital letters"),
        ("currency", "dollars", "three capital letters"),
        ("country", "Canada", "two capital letters"),
        ("country", "ZZ", "two capital letters"),
        ("language", "tlh", "de, en, es, fr, nl"),
        ("plan", "gold", "expert_shop"),
        ("staff_word", "hairdresser", "stylist"),
        ("notice", timedelta(hours=-1), "60 days"),
        ("notice", timedelta(days=61), "60 days"),
        ("owner_name", "", "owner a name"),
        ("owner_email", "dana", "no e-mail address"),
        ("owner_password", "password12", "too common"),
        ("owner_password", "short", "too short"),
    ],
)
def test_a_mistake_is_answered_with_a_sentence_and_nothing_is_written(
    db: None, line: str, value: Any, sentence: str
) -> None:
    with pytest.raises(CannotOpen) as refusal:
        opened(**{line: value})

    assert sentence in str(refusal.value)
    assert str(refusal.value).endswith(".")
    assert not Business.objects.exists()
    assert not Account.objects.exists()


def test_a_short_name_is_given_once(db: None) -> None:
    opened()

    with pytest.raises(AddressTaken):
        opened(owner_email="other@hair.example")

    assert Business.objects.count() == 1
    assert not Account.objects.filter(email="other@hair.example").exists()
