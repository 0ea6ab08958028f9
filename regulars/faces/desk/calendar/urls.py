"""Addresses of the calendar: day, week, month, list, sheet."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
