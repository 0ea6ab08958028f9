"""The token that proves a form to be ours, made once for a page with dozens of forms."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.utils.functional import SimpleLazyObject
from django.utils.html import format_html


def form_token(request: HttpRequest) -> dict[str, Any]:
    """`csrf_token` and `csrf_input` for a template, made when one of them is first used.

    Django's own make a new mask for each use; one for each answer is what hides the secret.
    """
    token = SimpleLazyObject(lambda: get_token(request))
    field = '<input type="hidden" name="csrfmiddlewaretoken" value="{}">'
    return {
        "csrf_token": token,
        "csrf_input": SimpleLazyObject(lambda: format_html(field, token)),
    }
