"""Addresses of the start page."""

from __future__ import annotations

from django.urls import URLPattern, path

from regulars.faces.desk.today.follow_up import NoteFollowUp
from regulars.faces.desk.today.page import TodayPage
from regulars.faces.desk.today.steps import TodayStep

_NOTE = "customers/<int:customer_id>/notes/<int:note_id>/"

urlpatterns: list[URLPattern] = [
    path("", TodayPage.as_view(), name="start"),
    path("today/<int:appointment_id>/step/", TodayStep.as_view(), name="today-step"),
    path(f"{_NOTE}follow-up/", NoteFollowUp.as_view(), name="note-follow-up"),
]
