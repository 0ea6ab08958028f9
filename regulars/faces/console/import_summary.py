"""What did the import do, on one screen?"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from regulars.actions.imports.report import Conflict, FileReport, ImportReport, Refusal
from regulars.kernel.formats import Formats
from regulars.kernel.import_words import CONFLICT, ROW, refused_sentence
from regulars.kernel.words import status_word
from regulars.queries.entrance import BusinessAtDoor
from regulars.rules.appointment_status import Status

# The rest stands in the journal.
_SHOWN = 10
_ENCODINGS = {"cp1252": "Windows-1252", "latin-1": "Latin-1", "utf-16": "UTF-16"}
_DELIMITERS = {";": "semicolons", "\t": "tabs", "|": "bars"}


def summary(
    report: ImportReport, *, business: BusinessAtDoor, journal: Path | None
) -> Iterator[str]:
    """The report as lines: what came in, what it adds up to, what was refused, what was settled."""
    formats = formats_of(business)
    yield ""
    yield f"{report.mapping} → {business.name}"
    yield from (_file(file) for file in report.files)
    if report.ignored_files:
        yield f"  Not in the mapping: {', '.join(report.ignored_files)}"
    yield from _figures(report, formats)
    yield from _refusals(report)
    yield from _conflicts(report)
    if journal is not None:
        yield ""
        yield f"Every refused row and every conflict: {journal}"
    yield ""
    yield (
        "Dry run: nothing of this was kept. Run it again without --dry-run."
        if report.dry_run
        else _came_in(report)
    )


def formats_of(business: BusinessAtDoor) -> Formats:
    """How moments and amounts of this business are written on the console."""
    return Formats.of(
        language="en",
        country=business.country,
        time_zone=business.time_zone,
        currency=business.currency,
    )


def _came_in(report: ImportReport) -> str:
    if report.came_in:
        return "Done."
    if report.refused:
        return "Nothing new came in. Put the refused rows right and run it again."
    return "Nothing new: every row was in the book already."


def _file(file: FileReport) -> str:
    aside = [
        f"{count:,} {what}"
        for count, what in (
            (file.known, "in the book already"),
            (file.refused, "refused"),
            (file.empty_lines, "empty lines"),
        )
        if count
    ]
    read_as = (_ENCODINGS.get(file.encoding), _DELIMITERS.get(file.delimiter))
    if any(read_as):
        aside.append(_read_as(*read_as))
    note = f" ({', '.join(aside)})" if aside else ""
    return f"  {file.file}: {file.came_in:,} of {file.rows:,} {ROW[file.kind]} came in{note}"


def _read_as(encoding: str | None, delimiter: str | None) -> str:
    between = f"with {delimiter}" if delimiter else ""
    return " ".join(filter(None, ("read", f"as {encoding}" if encoding else "", between)))


def _figures(report: ImportReport, formats: Formats) -> Iterator[str]:
    yield ""
    made = report.made
    people = [
        f"{made[kind]:,} new {_several(made[kind], word)}"
        for kind, word in (
            ("customer", "customer"), ("staff", "staff member"), ("service", "service"),
        )
        if made.get(kind)
    ]  # fmt: skip
    if people:
        yield ", ".join(people)
    if made.get("appointment"):
        statuses = [
            f"{report.statuses[status]:,} {status_word(status).lower()}"
            for status in Status
            if report.statuses.get(status)
        ]
        appointments = _several(made["appointment"], "appointment")
        yield f"{made['appointment']:,} new {appointments}: {', '.join(statuses)}"
    if made.get("payment"):
        yield (
            f"{made['payment']:,} new {_several(made['payment'], 'ledger line')}: {formats.money(report.ledger_minor)}, "
            f"of which {formats.money(report.walk_ins_minor)} without a customer"
        )


def _several(count: int, word: str) -> str:
    return word if count == 1 else f"{word}s"


def _refusals(report: ImportReport) -> Iterator[str]:
    total = sum(report.refused.values())
    if not total:
        return
    yield ""
    yield "1 row was refused:" if total == 1 else f"{total:,} rows were refused:"
    for refusal in report.refusals[:_SHOWN]:
        yield f"  {_place(refusal)}: {_sentence(refusal)}"
    if total > _SHOWN:
        yield f"  … and {total - _SHOWN:,} more"


def _place(refusal: Refusal) -> str:
    column = f", column “{refusal.column}”" if refusal.column else ""
    return f"{refusal.file}, line {refusal.line}{column}"


def _sentence(refusal: Refusal) -> str:
    return refused_sentence(refusal.fault, said=refusal.said, expected=refusal.expected)


def _conflicts(report: ImportReport) -> Iterator[str]:
    if not report.conflicts:
        return
    yield ""
    yield "Where the files disagree or say nothing, and the rule that settled it:"
    for kind, count in report.conflicts.items():
        yield f"  {count:,} × {CONFLICT[kind]}"
        lines = [each for each in report.conflict_lines if each.kind == kind]
        yield from (f"      {_spot(each)}" for each in lines[:_SHOWN])
        if count > _SHOWN:
            yield f"      … and {count - _SHOWN:,} more"


def _spot(conflict: Conflict) -> str:
    other = f" and {conflict.other_file}, line {conflict.other_line}" if conflict.other_file else ""
    return f"{conflict.file}, line {conflict.line}{other}: {conflict.about}"
