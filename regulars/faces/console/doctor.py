"""`regulars doctor`: is this installation in order, and what to do if not?"""

from __future__ import annotations

import argparse
import shutil
from collections.abc import Iterator

from django.conf import settings
from django.db import connection
from django.utils import timezone

from regulars.queries.condition import census, condition
from regulars.queries.import_progress import unfinished_imports


def add_arguments(parser: argparse.ArgumentParser) -> None:
    del parser  # nothing to say


def run(arguments: argparse.Namespace) -> int:
    """0 when all is well; 1 with each fault and its remedy otherwise."""
    del arguments
    faults = list(condition().faults)
    print(f"Database    {connection.vendor}: {settings.DATABASES['default']['NAME']}")
    print(
        f"Data folder {settings.DATA}, {shutil.disk_usage(settings.DATA).free / 1e9:,.1f} GB free"
    )
    mail = settings.MAIL.host or f"written to {settings.MAIL.folder}"
    print(f"Mail        {mail}")
    if not faults:
        found = census()
        print(
            f"Content     {found.businesses} businesses, {found.customers:,} customers, "
            f"{found.appointments:,} appointments"
        )
        if found.overlaps:
            faults.append(f"{found.overlaps} spans of busy time overlap: a guard was lifted once.")
        faults += _imports()
    if shutil.disk_usage(settings.DATA).free < 200_000_000:
        faults.append("Less than 200 MB of disk are free: make room before the book is full.")
    if settings.DEBUG:
        faults.append("REGULARS_DEBUG is on: pages show their inside to strangers. Switch it off.")
    for fault in faults:
        print(f"✗ {fault}")
    if any("migrations" in fault or "Guards" in fault for fault in faults):
        print(
            "  Stop the product and start it with “regulars serve”: it migrates and mends guards."
        )
    print("All is well." if not faults else f"{len(faults)} to mend.")
    return 1 if faults else 0


def _imports() -> Iterator[str]:
    """Those that run are said and no fault; those that stopped are one."""
    for each in unfinished_imports():
        what = f"The import “{each.mapping}” of {each.business_slug}"
        done = f"{each.percent} % {'settled' if each.is_read else 'read'}"
        if each.may_run(timezone.now()):
            print(f"Import      {what} is running: {done}")
        else:
            yield f"{what} has not come to its end ({done}): run its command again to go on."
