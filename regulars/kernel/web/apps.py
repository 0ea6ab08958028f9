"""Registers the browser's files (styles, scripts, fonts) with Django."""

from __future__ import annotations

from django.apps import AppConfig


class Web(AppConfig):
    """The base templates and static files of every face in the browser."""

    name = "regulars.kernel.web"
    label = "web"
