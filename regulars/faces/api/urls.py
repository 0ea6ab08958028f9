"""The addresses of the API; whatever is not one of them is answered in its way too."""

from __future__ import annotations

from django.urls import path, re_path

from regulars.faces.api.api import api
from regulars.faces.api.reference import nowhere, openapi

urlpatterns = [
    path("v1/openapi.json", openapi, name="openapi"),
    path("v1/", api.urls),
    re_path("", nowhere),
]
