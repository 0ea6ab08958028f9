"""What has to be done before the product can be served, skipped where it is done already."""

from __future__ import annotations

import hashlib
import os
import sys
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.utils import timezone

from regulars.actions.demo.load import is_empty, is_loaded, load_demo
from regulars.actions.upkeep.mend import mend_guards
from regulars.queries.condition import condition

DEMO = """
  Sign in as  runa@nordlicht.example
  password    nordlicht          (demo only)"""


def prepare() -> str:
    """Migrate, collect static files, load the demo; returns how to sign in, if it is the demo's.

    The demo never goes into a database that `DATABASE_URL` names: its password is known.
    """
    settings.DATA.mkdir(parents=True, exist_ok=True)
    if not condition().is_sound:
        _say("Preparing the database")
        call_command("migrate", verbosity=0, interactive=False)
        if not condition().is_sound:
            mend_guards()
    call_command("createcachetable", verbosity=0)
    _collect_static()
    if os.environ.get("DATABASE_URL") or os.environ.get("DATABASE_URL_FILE"):
        return ""
    if is_empty():
        _say("Loading the demo studio: three years of a tattoo studio's book")
        load_demo(at=timezone.now(), progress=_progress)
        if sys.stdout.isatty():
            print()
    return DEMO if is_loaded() else ""


def _say(line: str) -> None:
    print(f"· {line} …", flush=True)


def _progress(step: str, share: float) -> None:
    """One line that fills up on a terminal; nothing in a log."""
    if sys.stdout.isatty():
        print(f"\r  {share:4.0%}  {step:<40}", end="", flush=True)


def _collect_static() -> None:
    """Collect and compress the browser's files, when one of them changed."""
    stamp = settings.STATIC_ROOT / ".made-from"
    fingerprint = _fingerprint()
    if stamp.exists() and stamp.read_text() == fingerprint:
        return
    _say("Collecting styles, scripts and fonts")
    call_command("collectstatic", verbosity=0, interactive=False, clear=True)
    stamp.write_text(fingerprint)


def _fingerprint() -> str:
    sources = Path(__file__).resolve().parent.parent.parent / "kernel" / "web" / "static"
    if not (sources / "web" / "vendor").is_dir():
        print("The browser's files are missing. Run “make run” once, it fetches them.")
    digest = hashlib.sha256()
    for file in sorted(path for path in sources.rglob("*") if path.is_file()):
        digest.update(str(file.relative_to(sources)).encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()
