"""Signing in and out, and what slows down who tries too often."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.test import Client

from regulars.records.accounts import Account
from tests import make

PASSWORD = "nordlicht-1234"


def try_to_sign_in(client: Client, password: str = PASSWORD, **given: str):
    form = {"login": "runa@nordlicht.example", "password": password} | given
    return client.post("/account/login/", form)


def is_signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_the_page_asks_for_an_address_and_a_password(client, db):
    page = client.get("/account/login/")

    assert page.status_code == 200
    assert 'name="login"' in page.text
    assert 'name="password"' in page.text
    assert "Forgot password?" in page.text


def test_the_right_password_opens_the_door(client, runa):
    answer = try_to_sign_in(client)

    assert answer.status_code == 302
    assert answer["Location"] == "/"
    assert is_signed_in(client)


def test_the_address_may_be_typed_in_capitals_and_with_a_space(client, runa):
    try_to_sign_in(client, login=" Runa@Nordlicht.Example ")

    assert is_signed_in(client)


def test_who_asks_to_stay_logged_in_stays_for_thirty_days(client, runa):
    answer = try_to_sign_in(client, remember="on")

    assert answer.cookies["sessionid"]["max-age"] == 60 * 60 * 24 * 30


def test_who_does_not_is_forgotten_when_the_browser_closes(client, runa):
    answer = try_to_sign_in(client)

    assert answer.cookies["sessionid"]["max-age"] == ""


def test_an_address_longer_than_any_is_a_wrong_one(client, runa):
    assert try_to_sign_in(client, login="x" * 290 + "@nordlicht.example").status_code == 200


@pytest.mark.parametrize("login", ["runa@nordlicht.example", "nobody@nordlicht.example"])
def test_a_wrong_password_and_an_unknown_address_get_the_same_sentence(client, runa, login):
    answer = try_to_sign_in(client, "wrong-password", login=login)

    assert not is_signed_in(client)
    assert "E-mail and password do not match." in answer.text
    assert f'value="{login}"' in answer.text
    assert "wrong-password" not in answer.text


def test_an_account_that_is_switched_off_is_told_so(client, runa):
    Account.objects.update(is_active=False)

    answer = client.post(
        "/account/login/",
        {"login": "runa@nordlicht.example", "password": PASSWORD},
        follow=True,
    )

    assert not is_signed_in(client)
    assert "switched off" in answer.text or "do not match" in answer.text


def test_after_eight_wrong_passwords_even_the_right_one_is_refused_for_a_while(client, runa):
    for _ in range(settings.AXES_FAILURE_LIMIT - 1):
        assert "do not match" in try_to_sign_in(client, "wrong-password").text

    last = try_to_sign_in(client, "wrong-password")
    right = try_to_sign_in(client)

    assert last.status_code == right.status_code == 429
    assert "Too many tries" in right.text
    assert not is_signed_in(client)


def test_one_persons_wrong_passwords_lock_nobody_else_out(client, runa, nadia):
    for _ in range(settings.AXES_FAILURE_LIMIT):
        try_to_sign_in(client, "wrong-password")

    try_to_sign_in(client, login="nadia@nordlicht.example")

    assert is_signed_in(client)


def test_wrong_passwords_from_elsewhere_do_not_lock_the_owner_out(client, runa):
    for _ in range(settings.AXES_FAILURE_LIMIT):
        Client(REMOTE_ADDR="203.0.113.7").post(
            "/account/login/", {"login": "runa@nordlicht.example", "password": "wrong-password"}
        )

    try_to_sign_in(client)

    assert is_signed_in(client)


def test_behind_a_proxy_addresses_are_told_apart_by_what_it_says(client, runa, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    for _ in range(settings.AXES_FAILURE_LIMIT):
        Client(HTTP_X_FORWARDED_FOR="203.0.113.7").post(
            "/account/login/", {"login": "runa@nordlicht.example", "password": "wrong-password"}
        )

    Client.post(
        client,
        "/account/login/",
        {"login": "runa@nordlicht.example", "password": PASSWORD},
        headers={"x-forwarded-for": "198.51.100.2"},
    )

    assert is_signed_in(client)


def test_many_accounts_tried_from_one_address_are_slowed_down(client, db):
    answers = [
        try_to_sign_in(client, "wrong-password", login=f"person{number}@nordlicht.example").text
        for number in range(22)
    ]

    assert "wrong too often" in answers[-1]
    assert "wrong too often" not in answers[0]


def test_a_success_forgets_the_slips_before_it(client, runa):
    for _ in range(settings.AXES_FAILURE_LIMIT - 1):
        try_to_sign_in(client, "wrong-password")
    try_to_sign_in(client)
    client.logout()

    assert "do not match" in try_to_sign_in(client, "wrong-password").text


def test_signing_in_goes_on_to_where_the_person_wanted_to_go(client, runa):
    page = client.get("/account/login/?next=/at/nordlicht/customers/")
    answer = try_to_sign_in(client, next="/at/nordlicht/customers/")

    assert 'name="next" value="/at/nordlicht/customers/"' in page.text
    assert answer["Location"] == "/at/nordlicht/customers/"


@pytest.mark.parametrize(
    "evil",
    ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "/\\evil.example/"],
)
def test_signing_in_never_leads_to_another_site(client, runa, evil):
    answer = try_to_sign_in(client, next=evil)

    assert answer["Location"] == "/"


def test_the_form_is_refused_without_its_token(runa):
    answer = try_to_sign_in(Client(enforce_csrf_checks=True))

    assert answer.status_code == 403
    assert "open for too long" in answer.text


def test_logging_out_takes_a_click_not_a_link(client, runa):
    try_to_sign_in(client)

    asked = client.get("/account/logout/")
    assert asked.status_code == 200
    assert is_signed_in(client)

    answer = client.post("/account/logout/")
    assert answer["Location"] == "/account/login/"
    assert not is_signed_in(client)
    assert "You are logged out." in client.get("/account/login/").text


def test_the_web_session_gets_a_new_key_when_somebody_signs_in(client, runa):
    client.get("/account/login/")
    client.session.save()
    before = client.session.session_key

    try_to_sign_in(client)

    assert client.session.session_key != before


def test_nobody_signs_up_by_themselves(client, db):
    assert "by invitation" in client.get("/account/signup/").text

    answer = client.post(
        "/account/signup/",
        {
            "email": "stranger@example.org",
            "password1": "a-long-password-1",
            "password2": "a-long-password-1",
        },
    )

    assert "by invitation" in answer.text
    assert not Account.objects.exists()


@pytest.mark.parametrize("path", ["email/", "confirm-email/", "password/reset/code/", "2fa/"])
def test_addresses_without_a_page_of_ours_stay_shut(client, db, path):
    assert client.get(f"/account/{path}").status_code == 404


def test_passwords_are_kept_as_argon2(db, settings):
    from regulars.config import settings as real

    settings.PASSWORD_HASHERS = real.PASSWORD_HASHERS

    assert make.account("new@nordlicht.example").password.startswith("argon2$")
