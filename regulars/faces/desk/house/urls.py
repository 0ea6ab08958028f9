"""Addresses of price list, team and rooms."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
