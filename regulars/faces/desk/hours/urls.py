"""Addresses of working hours."""

from __future__ import annotations

from django.urls import URLPattern, path

from regulars.faces.desk.hours.days import Holidays, OtherDayRemoval, OtherDays
from regulars.faces.desk.hours.weeks import OnePerson, TeamHours, WeekRemoval

_ALL = "settings/hours/"
_ONE = f"{_ALL}<int:staff_member_id>/"

urlpatterns: list[URLPattern] = [
    path(_ALL, TeamHours.as_view(), name="hours"),
    path(f"{_ALL}days/", OtherDays.as_view(), name="hours-days"),
    path(f"{_ALL}days/<str:day>/removal/", OtherDayRemoval.as_view(), name="hours-day-removal"),
    path(f"{_ALL}holidays/", Holidays.as_view(), name="hours-holidays"),
    path(_ONE, OnePerson.as_view(), name="hours-person"),
    path(f"{_ONE}removal/", WeekRemoval.as_view(), name="hours-removal"),
]
