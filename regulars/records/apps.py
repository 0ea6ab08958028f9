"""Registers the records with Django under the label `regulars`."""

from __future__ import annotations

from django.apps import AppConfig


class Records(AppConfig):
    """The one Django app of the product."""

    name = "regulars.records"
    label = "regulars"
    default_auto_field = "django.db.models.BigAutoField"
