"""What has come of an import so far, kept with each portion so that a run can go on from it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from regulars.actions.imports.report import Conflict, FileReport, Journal, Refusal
from regulars.rules.import_matching import ConflictKind

# The record of an import keeps this many lines of each sort; a journal gets all of them.
MOST_KEPT = 200
_COUNTS = ("made", "refused", "conflicts", "statuses")
_SUMS = ("ledger_minor", "walk_ins_minor")


@dataclass(slots=True)
class Tally:
    """What became of the rows of the file that is being read."""

    rows: int = 0
    came_in: int = 0
    known: int = 0
    refused: int = 0
    empty_lines: int = 0


@dataclass(slots=True)
class Notebook:
    """Counts everything, keeps the first lines of each sort, and passes all on to a journal."""

    journal: Journal
    made: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    conflicts: Counter[str] = field(default_factory=Counter)
    statuses: Counter[str] = field(default_factory=Counter)
    ledger_minor: int = 0
    walk_ins_minor: int = 0
    files: list[FileReport] = field(default_factory=list)
    tally: Tally = field(default_factory=Tally)
    refusals: list[Refusal] = field(default_factory=list)
    conflict_lines: list[Conflict] = field(default_factory=list)
    lines_are_stored: bool = True

    def refuse(self, refusal: Refusal) -> None:
        """Count a row that did not come in."""
        self.tally.refused += 1
        self.refused[refusal.fault] += 1
        if self.refused[refusal.fault] <= MOST_KEPT:
            self.refusals.append(refusal)
            self.lines_are_stored = False
        self.journal.write(refusal)

    def settle(self, conflict: Conflict) -> None:
        """Count a conflict that a rule settled."""
        self.conflicts[conflict.kind] += 1
        if self.conflicts[conflict.kind] <= MOST_KEPT:
            self.conflict_lines.append(conflict)
            self.lines_are_stored = False
        self.journal.write(conflict)

    def figures(self) -> dict[str, Any]:
        """Everything but the lines; small, since it is stored with each portion."""
        return {
            **{name: dict(getattr(self, name)) for name in _COUNTS},
            **{name: getattr(self, name) for name in _SUMS},
            "files": [asdict(file) for file in self.files],
            "tally": asdict(self.tally),
        }

    def lines(self) -> dict[str, Any]:
        """The lines that are kept; stored where a portion added some."""
        return {
            "refusals": [asdict(each) for each in self.refusals],
            "conflict_lines": [asdict(each) for each in self.conflict_lines],
        }

    @classmethod
    def of(cls, journal: Journal, figures: Mapping[str, Any], lines: Mapping[str, Any]) -> Notebook:
        """As it was stored; an empty one of an import that begins."""
        stored: dict[str, Any] = {
            **{name: Counter(figures.get(name, {})) for name in _COUNTS},
            **{name: figures.get(name, 0) for name in _SUMS},
            "files": [FileReport(**each) for each in figures.get("files", ())],
            "tally": Tally(**figures.get("tally", {})),
            "refusals": [Refusal(**each) for each in lines.get("refusals", ())],
            "conflict_lines": [
                Conflict(**each | {"kind": ConflictKind(each["kind"])})
                for each in lines.get("conflict_lines", ())
            ],
        }
        return cls(journal, **stored)
