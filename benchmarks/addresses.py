"""The product's addresses, and one of a page that does nothing."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import include, path


def empty(request: HttpRequest) -> HttpResponse:
    """Answer with nothing: what every request costs before anybody asks for anything."""
    return HttpResponse()


urlpatterns = [path("empty/", empty), path("", include("regulars.config.urls"))]
