"""What every page tells the browser about what it may do."""

from __future__ import annotations

import importlib

import pytest
from django.conf import settings

PAGES = ["/account/login/", "/account/password/reset/", "/account/signup/", "/nowhere/", "/healthz"]


def policy(answer) -> dict[str, list[str]]:
    parts = (part.split() for part in answer["Content-Security-Policy"].split(";"))
    return {name: sources for name, *sources in parts}


@pytest.mark.parametrize("page", PAGES)
def test_a_page_runs_only_scripts_and_styles_of_its_own_files(client, db, page):
    rules = policy(client.get(page))

    assert rules["default-src"] == ["'self'"]
    assert rules["script-src"] == ["'self'"]
    assert rules["style-src-elem"] == ["'self'"]
    assert rules["object-src"] == ["'none'"]
    assert rules["base-uri"] == ["'none'"]
    assert rules["form-action"] == ["'self'"]
    assert rules["frame-ancestors"] == ["'none'"]


@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_never_framed_sniffed_or_told_on(client, db, page):
    answer = client.get(page)

    assert answer["X-Frame-Options"] == "DENY"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"


def test_the_desk_is_as_strict_as_the_gate(signed_in, runa):
    answer = signed_in(runa).get("/at/nordlicht/customers/")

    assert answer.status_code == 200
    assert policy(answer)["script-src"] == ["'self'"]


def test_a_page_of_the_desk_is_not_kept_by_the_browser_after_signing_out(signed_in, runa):
    answer = signed_in(runa).get("/at/nordlicht/customers/")

    assert "no-store" in answer["Cache-Control"]
    assert "private" in answer["Cache-Control"]


def test_scripts_never_see_the_cookie_of_the_web_session(client, runa):
    answer = client.post(
        "/account/login/", {"login": "runa@nordlicht.example", "password": "nordlicht-1234"}
    )

    assert answer.cookies["sessionid"]["httponly"]
    assert answer.cookies["sessionid"]["samesite"] == "Lax"


def test_a_request_for_another_host_is_refused(client, db, settings):
    settings.ALLOWED_HOSTS = ["localhost"]

    assert client.get("/account/login/", headers={"host": "evil.example"}).status_code == 400


def test_plain_http_promises_nothing_about_https(client, db):
    assert not settings.HTTPS
    assert "Strict-Transport-Security" not in client.get("/account/login/", secure=True)


def test_under_https_cookies_are_secure_and_browsers_keep_to_it(monkeypatch):
    from regulars.config import settings as real

    monkeypatch.setenv("REGULARS_URL", "https://book.example")
    monkeypatch.setenv("REGULARS_BEHIND_PROXY", "1")
    try:
        strict = importlib.reload(real)
        assert strict.SESSION_COOKIE_SECURE
        assert strict.CSRF_COOKIE_SECURE
        assert strict.SECURE_HSTS_SECONDS >= 60 * 60 * 24 * 365
        assert strict.SECURE_PROXY_SSL_HEADER == ("HTTP_X_FORWARDED_PROTO", "https")
        assert strict.ALLAUTH_TRUSTED_PROXY_COUNT == 1
        assert strict.ACCOUNT_DEFAULT_HTTP_PROTOCOL == "https"
        assert strict.CSRF_TRUSTED_ORIGINS == ["https://book.example"]
    finally:
        monkeypatch.undo()
        importlib.reload(real)


def test_hsts_reaches_the_browser(client, db, settings):
    settings.SECURE_HSTS_SECONDS = 60

    assert client.get("/account/login/", secure=True)["Strict-Transport-Security"] == "max-age=60"
