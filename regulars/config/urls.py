"""Every door of the product."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("at/<slug:business>/", include("regulars.faces.desk.urls")),
    path("api/", include("regulars.faces.api.urls")),
    path("", include("regulars.faces.gate.urls")),
    path("", include("regulars.faces.health.urls")),
]
