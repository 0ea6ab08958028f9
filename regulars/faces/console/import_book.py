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
from regulars.faces.console.import_summary import summary
from regulars.kernel.actor import Actor
from regulars.kernel.import_words import mapping_sentence
from regulars.queries.businesses import business_at, slugs_of_businesses
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
    business = business_at(arguments.business)
    if business is None:
        there = ", ".join(slugs_of_businesses())
        return _no(
            f"There is no business “{arguments.business}”. "
            + (f"There is: {there}." if there else "Open one with “regulars create-business”.")
        )
    try:
        mapping = _mapping(arguments.mapping)
    except OSError as fault:
        return _no(
            f"The mapping {arguments.mapping} cannot be read: {fault.strerror}. "
            f"Name a file, or one that comes along: {', '.join(_shipped())}."
        )
    except (BadMapping, UnicodeDecodeError) as fault:
        return _no(_sentence(fault, arguments.mapping))

    at = timezone.now()
    with (
        JournalFile(settings.DATA / "imports", business=business.slug, at=at) as journal,
        Bar() as bar,
    ):
        try:
            report = run_import(
                business=business,
                folder=arguments.folder,
                mapping=mapping,
                actor=Actor.operator(business),
                at=at,
                options=Options(dry_run=arguments.dry_run, progress=bar, journal=journal.write),
            )
        except KeyboardInterrupt:
            bar.close()
            journal.forget()
            print("\nStopped. Nothing came in.", file=sys.stderr)
            return STOPPED
        except BaseException:
            journal.forget()
            raise
    print("\n".join(summary(report, business=business, journal=journal.path)))
    return 0


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
