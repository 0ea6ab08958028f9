"""What came in, what was refused and which rule settled what; and who is told while it runs."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Protocol

from regulars.rules.import_mapping import RowKind
from regulars.rules.import_matching import ConflictKind


@dataclass(frozen=True, slots=True)
class Refusal:
    """A row that did not come in, and why."""

    file: str
    line: int
    column: str  # "" where the whole row is wrong
    fault: str
    said: str
    expected: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """A row that disagrees with another, or leaves something open; its kind names the rule."""

    file: str
    line: int
    kind: ConflictKind
    about: str  # whom and when, as the file says it
    other_file: str = ""
    other_line: int = 0


class Journal(Protocol):
    """Whoever keeps the full list of refused rows and conflicts."""

    def begin(self, *, begun_at: datetime, mark: int) -> None:
        """Keep the list of the import begun then; of an earlier run, what lies below the mark."""

    def write(self, entry: Refusal | Conflict) -> None:
        """Add a line."""

    def mark(self) -> int:
        """Where the list ends by now, safely written."""


class NoJournal:
    """Nobody keeps the full list."""

    def begin(self, *, begun_at: datetime, mark: int) -> None:
        del begun_at, mark

    def write(self, entry: Refusal | Conflict) -> None:
        del entry

    def mark(self) -> int:
        return 0


@dataclass(frozen=True, slots=True)
class Stand:
    """How far an import had come when it stopped."""

    mapping: str
    begun_at: datetime
    is_read: bool  # all files; then it is being settled
    percent: int  # of the reading, or of the settling


class Progress(Protocol):
    """Whoever watches an import."""

    def checks(self, file: str, *, done: int, total: int) -> None:
        """So many bytes of all files are known to be readable; nothing has come in yet."""

    def goes_on(self, stand: Stand) -> None:
        """An import that had stopped is taken up where it stood."""

    def closes(self, stand: Stand) -> None:
        """One that had stopped was of other files or another mapping: what came in is settled."""

    def reads(self, file: str, *, done: int, total: int) -> None:
        """So many bytes of all files are read, the latest of them from `file`."""

    def settles(self, *, done: int, total: int) -> None:
        """So many of the appointments that came in or ended are finished."""


class Unwatched:
    """Nobody watches."""

    def checks(self, file: str, *, done: int, total: int) -> None:
        del file, done, total

    def goes_on(self, stand: Stand) -> None:
        del stand

    def closes(self, stand: Stand) -> None:
        del stand

    def reads(self, file: str, *, done: int, total: int) -> None:
        del file, done, total

    def settles(self, *, done: int, total: int) -> None:
        del done, total


UNWATCHED = Unwatched()


@dataclass(frozen=True, slots=True)
class FileReport:
    """One file: how it was read and how many of its rows came in."""

    file: str
    kind: RowKind
    encoding: str
    delimiter: str
    rows: int
    came_in: int
    known: int  # in the book since an earlier import
    refused: int
    empty_lines: int


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did; with `dry_run`, what it would have done."""

    mapping: str
    dry_run: bool
    files: tuple[FileReport, ...]
    ignored_files: tuple[str, ...]  # in the folder, not in the mapping
    made: dict[str, int]  # "service", "customer", "staff", "appointment", "payment" → how many
    statuses: dict[str, int]  # of the appointments that came in
    currency: str
    ledger_minor: int
    walk_ins_minor: int
    refused: dict[str, int]  # by fault
    conflicts: dict[str, int]  # by kind
    refusals: tuple[Refusal, ...]  # the first of each
    conflict_lines: tuple[Conflict, ...]
    is_complete: bool = True  # False for one that stopped and was not gone on with

    @property
    def came_in(self) -> int:
        return sum(file.came_in for file in self.files)

    def as_json(self) -> dict[str, Any]:
        """As the record of the import keeps it."""
        return asdict(self)
