"""Addresses of moves on the calendar."""

from __future__ import annotations

from django.urls import URLPattern, path

from regulars.faces.desk.moves.telling import Notification
from regulars.faces.desk.moves.views import AppointmentTime, BlockTime, GroupTime

_APPOINTMENT = "appointments/<int:entry_id>/"

urlpatterns: list[URLPattern] = [
    path(f"{_APPOINTMENT}time/", AppointmentTime.as_view(), name="appointment-time"),
    path(f"{_APPOINTMENT}notification/", Notification.as_view(), name="appointment-notification"),
    path("blocks/<int:entry_id>/time/", BlockTime.as_view(), name="block-time"),
    path("groups/<int:entry_id>/time/", GroupTime.as_view(), name="group-time"),
]
