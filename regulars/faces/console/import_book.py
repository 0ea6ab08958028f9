"""`regulars import`: a book from a folder of files comes in."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from regulars.actions.imports.run import Options, run_import
from regulars.faces.console.import_journal import JournalFile
from regulars.faces.console.import_progress import Bar
from regulars.faces.console.import_summary import formats_of, summary
from regulars.faces.console.whose import business_named
from regulars.kernel.actor import Actor
from regulars.kernel.import_words import mapping_sentence
from regulars.queries.entrance import BusinessAtDoor
from regulars.queries.import_progress import unfinished_imports
from regulars.rules.import_mapping import BookMapping
from regulars.rules.import_mapping_text import read_mapping
from regulars.rules.import_section import BadMapping

SHIPPED = Path(__file__).parent / "mappings"
STOPPED = 130  # what a shell reports for a program ended by Ctrl-C


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", type=Path, help="where the files are")
    parser.add_argument("--business", required=True, metavar="SLUG", help="whose book it is")
    parser.add_argument(
        "--mapping",
        required=True,
        metavar="FILE.toml",
        help=f"how to read the files; or the name of one that comes along: {', '.join(_shipped())}",
    )
    parser.add_argument(
        "--dry-run", action="store_true", help="do everything, report it, and keep nothing"
    )


def run(arguments: argparse.Namespace) -> int:
    business = business_named(arguments.business)
    try:
        mapping = _mapping(arguments.mapping)
    except OSError as fault:
        return _no(
            f"The mapping {arguments.mapping} cannot be read: {fault.strerror}. "
            f"Name a file, or one that comes along: {', '.join(_shipped())}."
        )
    except (BadMapping, UnicodeDecodeError) as fault:
        return _no(_sentence(fault, arguments.mapping))

    return _import(business, mapping, arguments)


def _import(business: BusinessAtDoor, mapping: BookMapping, arguments: argparse.Namespace) -> int:
    with (
        JournalFile(settings.DATA / "imports", business=business.slug) as journal,
        Bar(formats_of(business)) as bar,
    ):
        options = Options(
            dry_run=arguments.dry_run, progress=bar, journal=journal, clock=timezone.now
        )
        try:
            report = run_import(
                business=business,
                folder=arguments.folder,
                mapping=mapping,
                actor=Actor.operator(business),
                at=timezone.now(),
                options=options,
            )
        except BaseException as stop:
            bar.close()
            if arguments.dry_run:
                journal.forget()
            if not isinstance(stop, KeyboardInterrupt):
                raise
            print(f"\n{_stopped(business, arguments)}", file=sys.stderr)
            return STOPPED
        print("\n".join(summary(report, business=business, journal=journal.path)))
    return 0


def _stopped(business: BusinessAtDoor, arguments: argparse.Namespace) -> str:
    (unfinished,) = unfinished_imports(business) or (None,)
    if arguments.dry_run or unfinished is None:
        return "Stopped. Nothing came in."
    done = (
        f"when everything was read and {unfinished.percent} % was settled"
        if unfinished.is_read
        else f"when {unfinished.percent} % was read"
    )
    return f"Stopped {done}. What came in stays: run the same command to go on."


def _mapping(named: str) -> BookMapping:
    path = Path(named)
    if not path.exists() and named in _shipped():
        path = SHIPPED / f"{named}.toml"
    return read_mapping(path.read_text(encoding="utf-8-sig"))


def _sentence(fault: BadMapping | UnicodeDecodeError, name: str) -> str:
    if isinstance(fault, BadMapping):
        return mapping_sentence(fault, name=name)
    return f"The mapping {name} is not written in UTF-8. Save it as UTF-8."


def _shipped() -> list[str]:
    return sorted(path.stem for path in SHIPPED.glob("*.toml"))


def _no(sentence: str) -> int:
    print(f"regulars: {sentence}", file=sys.stderr)
    return 1
