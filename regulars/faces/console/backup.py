"""`regulars backup`: everything into one file, while the product runs."""

from __future__ import annotations

import argparse
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.utils import timezone

from regulars.actions.upkeep.back_up import back_up


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", nargs="?", type=Path, help="where to (a new file in backups/)")


def run(arguments: argparse.Namespace) -> int:
    ending = "sqlite3" if connection.vendor == "sqlite" else "pgdump"
    name = f"regulars-{timezone.now():%Y-%m-%d-%H%M%S}.{ending}"
    file = back_up(to=arguments.file or settings.DATA / "backups" / name)
    print(f"Backed up to {file} ({file.stat().st_size / 1e6:,.1f} MB).")
    return 0
