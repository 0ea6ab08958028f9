"""`regulars demo`: the demo studio, into an empty database."""

from __future__ import annotations

import argparse
import sys

from django.core.management import call_command
from django.utils import timezone

from regulars.actions.demo.load import is_empty, load_demo
from regulars.queries.condition import condition


def add_arguments(parser: argparse.ArgumentParser) -> None:
    del parser  # nothing to say


def run(arguments: argparse.Namespace) -> int:
    del arguments
    if not condition().is_sound:
        call_command("migrate", verbosity=0, interactive=False)
    if not is_empty():
        print(
            "There is a business already: the demo only goes into an empty database.",
            file=sys.stderr,
        )
        return 1
    load_demo(at=timezone.now())
    print("The demo studio is loaded. Sign in as runa@nordlicht.example, password nordlicht.")
    print("Its password is known to everybody: keep it on machines that nobody else can reach.")
    return 0
