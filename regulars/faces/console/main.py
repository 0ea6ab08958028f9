"""The `regulars` command: run the product, and what its operator does now and then."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module

import django
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError

from regulars.kernel.refusal import Refused

# Command → the module beside this one that has add_arguments(parser) and run(arguments) → code.
COMMANDS = {
    "serve": ("serve", "prepare the database and serve the product, with the worker beside it"),
    "worker": ("worker", "do what is due by the timetable"),
    "demo": ("demo", "load the demo studio into an empty database"),
    "create-business": ("create_business", "open a business and its owner's account"),
    "import": ("import_book", "bring in a book from a folder of files"),
    "show": ("show", "tell everything there is to know about a customer, as text or as JSON"),
    "create-token": ("create_token", "let a program ask about a business"),
    "tokens": ("tokens", "list which programs may ask about a business"),
    "revoke-token": ("revoke_token", "close a token for good"),
    "backup": ("backup", "write everything into one file, while the product runs"),
    "restore": ("restore", "put a backup in the place of what is there"),
    "doctor": ("doctor", "look whether this installation is in order"),
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit code, and answers an anticipated no with one sentence."""
    given = list(sys.argv[1:] if argv is None else argv)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "regulars.config.settings")
    try:
        django.setup()
        arguments = _parser(given).parse_args(given)
        return int(import_module(_module(arguments.command)).run(arguments))
    except (Refused, ImproperlyConfigured) as refusal:
        print(f"regulars: {refusal}", file=sys.stderr)
    except DatabaseError as fault:
        print(f"regulars: the database answered: {fault}", file=sys.stderr)
        print("Run “regulars doctor” to see what is wrong.", file=sys.stderr)
    except KeyboardInterrupt:
        print(file=sys.stderr)
    return 1


def _module(command: str) -> str:
    return f"regulars.faces.console.{COMMANDS[command][0]}"


def _parser(given: Sequence[str]) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="regulars", description="The appointment book that remembers your customers."
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, (_, purpose) in COMMANDS.items():
        command = commands.add_parser(name, help=purpose, description=purpose)
        # Only the command that was asked for is loaded.
        if name in given[:1]:
            import_module(_module(name)).add_arguments(command)
    return parser


if __name__ == "__main__":
    sys.exit(main())
