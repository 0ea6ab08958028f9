"""Addresses of the calendar: day, week, month, list, sheet."""

from __future__ import annotations

from django.urls import URLPattern, path

from regulars.faces.desk.calendar.day import CalendarDay
from regulars.faces.desk.calendar.month import CalendarMonth
from regulars.faces.desk.calendar.panel import OneAppointmentPanel
from regulars.faces.desk.calendar.rundown import CalendarRundown
from regulars.faces.desk.calendar.sheet import CalendarSheet
from regulars.faces.desk.calendar.start import CalendarStart
from regulars.faces.desk.calendar.week import CalendarWeek

_DAY = "calendar/<str:day>/"

urlpatterns: list[URLPattern] = [
    path("calendar/", CalendarStart.as_view(), name="calendar"),
    path(f"{_DAY}day/", CalendarDay.as_view(), name="calendar-day"),
    path(f"{_DAY}week/", CalendarWeek.as_view(), name="calendar-week"),
    path(f"{_DAY}month/", CalendarMonth.as_view(), name="calendar-month"),
    path(f"{_DAY}list/", CalendarRundown.as_view(), name="calendar-list"),
    path(f"{_DAY}sheet/", CalendarSheet.as_view(), name="calendar-sheet"),
    path(
        "appointments/<int:appointment_id>/panel/",
        OneAppointmentPanel.as_view(),
        name="appointment-panel",
    ),
]
