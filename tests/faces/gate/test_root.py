"""The root leads to where the person works, and everybody chooses a language."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.test import Client

from regulars.records.accounts import Account
from regulars.rules.permissions import Role
from tests import make


def test_a_stranger_is_sent_to_the_sign_in(client, db):
    assert client.get("/")["Location"] == "/account/login/"


def test_who_works_in_one_business_goes_straight_there(signed_in, runa):
    assert signed_in(runa).get("/")["Location"] == "/at/nordlicht/"


def test_who_works_in_two_chooses(signed_in, runa, lumiere):
    make.staff(lumiere, "Runa", Role.GUEST, account=runa.account)

    page = signed_in(runa).get("/")

    assert "/at/nordlicht/" in page.text
    assert "/at/lumiere/" in page.text
    assert "Salon Lumière" in page.text


def test_who_left_is_told_to_ask_the_owner(signed_in, runa):
    runa.is_active = False
    runa.save()

    page = signed_in(runa).get("/")

    assert page.status_code == 200
    assert "belongs to no business" in page.text


def choose(client: Client, language: str, to: str = "/"):
    return client.post("/language/", {"language": language, "next": to})


def test_a_chosen_language_is_kept_in_a_cookie_and_on_the_account(signed_in, runa):
    client = signed_in(runa)

    answer = choose(client, "nl", "/account/password/change/")

    assert answer["Location"] == "/account/password/change/"
    assert client.cookies[settings.LANGUAGE_COOKIE_NAME].value == "nl"
    assert Account.objects.get().language == "nl"
    assert 'lang="nl"' in client.get("/account/password/change/").text


def test_before_signing_in_the_cookie_decides(client, db):
    choose(client, "fr")

    page = client.get("/account/login/", headers={"accept-language": "de"})

    assert page["Content-Language"] == "fr"


def test_before_any_choice_the_browser_decides(client, db):
    page = client.get("/account/login/", headers={"accept-language": "es-MX,es;q=0.9"})

    assert page["Content-Language"] == "es"
    assert 'lang="es"' in page.text


def test_the_accounts_language_beats_browser_and_cookie(signed_in, runa):
    Account.objects.update(language="de")
    client = signed_in(runa)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "fr"

    assert client.get("/account/password/change/")["Content-Language"] == "de"


@pytest.mark.parametrize("language", ["xx", "", "../../etc", "zh-hans"])
def test_a_language_the_product_does_not_speak_changes_nothing(signed_in, runa, language):
    client = signed_in(runa)

    assert choose(client, language).status_code == 302
    assert settings.LANGUAGE_COOKIE_NAME not in client.cookies
    assert Account.objects.get().language == ""


@pytest.mark.parametrize("evil", ["https://evil.example/", "//evil.example", "javascript:x"])
def test_choosing_a_language_never_leads_to_another_site(client, db, evil):
    assert choose(client, "de", evil)["Location"] == "/"


def test_a_language_is_not_chosen_by_a_link(client, db):
    assert client.get("/language/?language=de").status_code == 405


@pytest.mark.parametrize(
    "back", ["foo", "?x", "a b", "//evil.example", "https://evil.example/", ""]
)
def test_a_choice_of_language_leads_back_to_a_path_of_our_own_only(client, db, back):
    response = choose(client, "de", back)

    assert response.status_code == 302
    assert response["Location"] == "/"
