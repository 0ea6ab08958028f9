"""`regulars restore`: a backup in the place of what is there."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from django.core.management import call_command
from django.utils import timezone

from regulars.actions.upkeep.restore import restore
from regulars.queries.condition import census, condition


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="a file that “regulars backup” wrote")
    parser.add_argument("--yes", action="store_true", help="do not ask")


def run(arguments: argparse.Namespace) -> int:
    if not arguments.yes:
        print("Everything in the database is replaced by the backup. Stop the product first.")
        if not sys.stdin.isatty() or input("Type “yes” to go on: ").strip() != "yes":
            print("Nothing was changed. (Without a terminal, say --yes.)", file=sys.stderr)
            return 1
    former = restore(file=arguments.file, at=timezone.now())
    if not condition().is_sound:
        call_command("migrate", verbosity=0, interactive=False)
    found = census()
    print(
        f"Restored: {found.businesses} businesses, {found.customers:,} customers, "
        f"{found.appointments:,} appointments.\nWhat was there before is kept in {former}."
    )
    return 0
