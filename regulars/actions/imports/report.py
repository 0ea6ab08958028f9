"""What came in, what was refused and which rule settled what: kept while an import runs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any, Protocol

from regulars.rules.import_mapping import RowKind
from regulars.rules.import_matching import ConflictKind

# The record of an import keeps this many lines of each sort; a journal gets all of them.
MOST_KEPT = 200


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


Journal = Callable[[Refusal | Conflict], None]


class Progress(Protocol):
    """Whoever watches an import."""

    def reads(self, file: str, *, done: int, total: int) -> None:
        """So many bytes of all files are read, the latest of them from `file`."""

    def settles(self, *, done: int, total: int) -> None:
        """So many of the new appointments and touched customers are finished."""


class Unwatched:
    """Nobody watches."""

    def reads(self, file: str, *, done: int, total: int) -> None:
        del file, done, total

    def settles(self, *, done: int, total: int) -> None:
        del done, total


UNWATCHED = Unwatched()


def no_journal(entry: Refusal | Conflict) -> None:
    """Nobody keeps the full list."""
    del entry


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

    @property
    def came_in(self) -> int:
        return sum(file.came_in for file in self.files)

    def as_json(self) -> dict[str, Any]:
        """As the record of the import keeps it."""
        return asdict(self)


class Notebook:
    """Counts everything, keeps the first lines of each sort, and passes all on to a journal."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self.made: Counter[str] = Counter()
        self.refused: Counter[str] = Counter()
        self.conflicts: Counter[str] = Counter()
        self.refusals: list[Refusal] = []
        self.conflict_lines: list[Conflict] = []
        self.files: list[FileReport] = []
        self.ledger_minor = 0
        self.walk_ins_minor = 0

    def refuse(self, refusal: Refusal) -> None:
        self.refused[refusal.fault] += 1
        if self.refused[refusal.fault] <= MOST_KEPT:
            self.refusals.append(refusal)
        self._journal(refusal)

    def settle(self, conflict: Conflict) -> None:
        self.conflicts[conflict.kind] += 1
        if self.conflicts[conflict.kind] <= MOST_KEPT:
            self.conflict_lines.append(conflict)
        self._journal(conflict)
