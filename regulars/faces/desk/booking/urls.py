"""Addresses of booking: the new appointment, and who it is for."""

from __future__ import annotations

from django.urls import URLPattern, path

from regulars.faces.desk.booking.new import NewAppointment
from regulars.faces.desk.booking.who import Found, Perhaps, Recalled

_NEW = "appointments/new/"

urlpatterns: list[URLPattern] = [
    path(_NEW, NewAppointment.as_view(), name="appointment-new"),
    path(f"{_NEW}customers/", Found.as_view(), name="appointment-new-found"),
    path(f"{_NEW}customers/<int:customer_id>/", Recalled.as_view(), name="appointment-new-recall"),
    path(f"{_NEW}perhaps/", Perhaps.as_view(), name="appointment-new-perhaps"),
]
