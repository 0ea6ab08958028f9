"""Which of the measured databases does the product look into right now?"""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connections

from benchmarks.places import Place

_SOURCES = Path(__file__).resolve().parent.parent / "regulars" / "kernel" / "web" / "static"


def choose(place: Place) -> None:
    """Let everything from here on happen in this database; as cheap as an assignment.

    The product asks for the connection named default; both of a pair are asked in turn.
    """
    connections["default"] = connections[place.alias]


def collect_static() -> None:
    """Have the browser's files where a served product has them: pages name them by their digest."""
    manifest = settings.STATIC_ROOT / "staticfiles.json"
    newest = max(path.stat().st_mtime for path in _SOURCES.rglob("*"))
    if not manifest.exists() or manifest.stat().st_mtime < newest:
        call_command("collectstatic", verbosity=0, interactive=False, clear=True)
