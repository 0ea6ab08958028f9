"""Addresses of one customer's page and of everything on it."""

from __future__ import annotations

from django.urls import URLPattern, path

from regulars.faces.desk.customer.alerts import AlertRemoval, CustomerAlerts
from regulars.faces.desk.customer.answers import CustomerAnswer
from regulars.faces.desk.customer.bookings import CustomerBookings
from regulars.faces.desk.customer.changes import CustomerChanges
from regulars.faces.desk.customer.notes import CustomerNotes, NoteDeletion, NotePage, NotePin
from regulars.faces.desk.customer.page import CustomerPage
from regulars.faces.desk.customer.statistics import CustomerStatistics

_CUSTOMER = "customers/<int:customer_id>/"

urlpatterns: list[URLPattern] = [
    path(_CUSTOMER, CustomerPage.as_view(), name="customer"),
    path(
        f"{_CUSTOMER}statistics/<str:year>/",
        CustomerStatistics.as_view(),
        name="customer-statistics",
    ),
    path(f"{_CUSTOMER}bookings/", CustomerBookings.as_view(), name="customer-bookings"),
    path(f"{_CUSTOMER}notes/", CustomerNotes.as_view(), name="customer-notes"),
    path(f"{_CUSTOMER}notes/<int:note_id>/", NotePage.as_view(), name="note"),
    path(f"{_CUSTOMER}notes/<int:note_id>/pin/", NotePin.as_view(), name="note-pin"),
    path(f"{_CUSTOMER}notes/<int:note_id>/deletion/", NoteDeletion.as_view(), name="note-deletion"),
    path(f"{_CUSTOMER}answers/<int:field_id>/", CustomerAnswer.as_view(), name="customer-answer"),
    path(f"{_CUSTOMER}alerts/", CustomerAlerts.as_view(), name="customer-alerts"),
    path(
        f"{_CUSTOMER}alerts/<int:alert_id>/removal/", AlertRemoval.as_view(), name="alert-removal"
    ),
    path(f"{_CUSTOMER}changes/", CustomerChanges.as_view(), name="customer-changes"),
]
