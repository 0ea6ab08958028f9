"""Addresses of one appointment and of what can become of it."""

from __future__ import annotations

from django.urls import URLPattern, path

from regulars.faces.desk.appointments.cancelling import Cancellation
from regulars.faces.desk.appointments.completing import Completion
from regulars.faces.desk.appointments.ending import NoShow
from regulars.faces.desk.appointments.page import AppointmentPage
from regulars.faces.desk.appointments.paying import DepositDecision, PaymentTaking, Repayment
from regulars.faces.desk.appointments.steps import CheckIn, Confirmation
from regulars.faces.desk.appointments.undoing import Undoing

_ONE = "appointments/<int:appointment_id>/"

urlpatterns: list[URLPattern] = [
    path(_ONE, AppointmentPage.as_view(), name="appointment"),
    path(f"{_ONE}confirmation/", Confirmation.as_view(), name="appointment-confirmation"),
    path(f"{_ONE}check-in/", CheckIn.as_view(), name="appointment-check-in"),
    path(f"{_ONE}completion/", Completion.as_view(), name="appointment-completion"),
    path(f"{_ONE}no-show/", NoShow.as_view(), name="appointment-no-show"),
    path(f"{_ONE}cancellation/", Cancellation.as_view(), name="appointment-cancellation"),
    path(f"{_ONE}payment/", PaymentTaking.as_view(), name="appointment-payment"),
    path(f"{_ONE}repayment/", Repayment.as_view(), name="appointment-repayment"),
    path(f"{_ONE}deposit/", DepositDecision.as_view(), name="appointment-deposit"),
    path(f"{_ONE}undo/", Undoing.as_view(), name="appointment-undo"),
]
