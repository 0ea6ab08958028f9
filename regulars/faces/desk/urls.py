"""The desk's addresses, noun by noun, below /at/<business>/."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

app_name = "desk"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("regulars.faces.desk.today.urls")),
    path("", include("regulars.faces.desk.calendar.urls")),
    path("", include("regulars.faces.desk.booking.urls")),
    path("", include("regulars.faces.desk.moves.urls")),
    path("", include("regulars.faces.desk.blocks.urls")),
    path("", include("regulars.faces.desk.hours.urls")),
    path("", include("regulars.faces.desk.groups.urls")),
    path("", include("regulars.faces.desk.house.urls")),
    path("", include("regulars.faces.desk.customers.urls")),
    path("", include("regulars.faces.desk.customer.urls")),
    path("", include("regulars.faces.desk.appointments.urls")),
    path("", include("regulars.faces.desk.projects.urls")),
    path("", include("regulars.faces.desk.settings.urls")),
]
