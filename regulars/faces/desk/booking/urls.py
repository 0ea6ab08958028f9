"""Addresses of booking: the new appointment and who walks in."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
