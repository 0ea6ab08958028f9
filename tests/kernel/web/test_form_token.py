"""Is the token of a page's forms made once, and good for all of them?"""

from __future__ import annotations

from django.middleware.csrf import CsrfViewMiddleware
from django.test import RequestFactory
from markupsafe import escape

from regulars.kernel.web.form_token import form_token


def test_every_form_of_a_page_carries_the_same_token_as_the_page():
    made = form_token(RequestFactory().get("/"))

    first, second = escape(made["csrf_input"]), escape(made["csrf_input"])

    assert first == second
    assert f'value="{made["csrf_token"]}"' in first


def test_no_token_is_made_where_none_is_asked_for():
    request = RequestFactory().get("/")

    form_token(request)

    assert "CSRF_COOKIE" not in request.META


def test_the_token_is_believed():
    asked = RequestFactory().get("/")
    token = str(form_token(asked)["csrf_token"])
    sent = RequestFactory(enforce_csrf_checks=True).post("/", {"csrfmiddlewaretoken": token})
    sent.COOKIES["csrftoken"] = asked.META["CSRF_COOKIE"]

    door = CsrfViewMiddleware(lambda request: None)  # type: ignore[arg-type, return-value]
    door.process_request(sent)

    assert door.process_view(sent, lambda request: None, (), {}) is None
