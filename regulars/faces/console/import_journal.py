"""Where does every refused row and every conflict of an import stand?"""

from __future__ import annotations

import csv
import os
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TextIO

from regulars.actions.imports.report import Conflict, Refusal
from regulars.kernel.import_words import CONFLICT, refused_sentence

_HEAD = ("what", "file", "line", "column", "says", "sentence", "see file", "see line")
# A spreadsheet would run a cell that begins like a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class JournalFile:
    """A CSV file in the data folder, written while the import runs; only its owner may read it.

    Made when there is something to write, so that an import without a fault leaves none. It bears
    the moment when the import began: whoever goes on with that import goes on with its file.
    """

    def __init__(self, folder: Path, *, business: str) -> None:
        self._folder = folder
        self._business = business
        self._file = folder / business
        self._mark = 0
        self._stream: TextIO | None = None
        self._writer: Any = None

    @property
    def path(self) -> Path | None:
        """Where it stands; None where nothing had to be written."""
        return self._file if self.mark() else None

    def begin(self, *, begun_at: datetime, mark: int) -> None:
        """Keep the list of the import begun then; of an earlier run, what lies below the mark."""
        self.close()
        self._file = self._folder / f"{begun_at:%Y-%m-%dT%H%M%S}Z-{self._business}.csv"
        there = self._file.stat().st_size if self._file.exists() else 0
        self._mark = min(mark, there)
        if there:
            # What an interrupted portion wrote is written again with the portion.
            os.truncate(self._file, self._mark)

    def write(self, entry: Refusal | Conflict) -> None:
        """Add a line."""
        if self._writer is None:
            self._open()
        self._writer.writerow([_harmless(cell) for cell in _cells(entry)])

    def mark(self) -> int:
        """Where the list ends by now, safely written."""
        if self._stream is not None:
            self._stream.flush()
            self._mark = self._file.stat().st_size
        return self._mark

    def forget(self) -> None:
        """Remove it: nothing of it was kept."""
        self.close()
        if self._file.is_file():
            self._file.unlink()

    def close(self) -> None:
        """Write what is left."""
        if self._stream is not None:
            self.mark()
            self._stream.close()
            self._stream = self._writer = None

    def _open(self) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        self._file.touch(mode=0o600)
        # With its mark, so that Excel reads it as UTF-8.
        self._stream = self._file.open("a", encoding="utf-8-sig", newline="")
        self._writer = csv.writer(self._stream)
        if self._mark == 0:
            self._writer.writerow(_HEAD)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def _cells(entry: Refusal | Conflict) -> tuple[str | int, ...]:
    if isinstance(entry, Refusal):
        sentence = refused_sentence(entry.fault, said=entry.said, expected=entry.expected)
        return "refused", entry.file, entry.line, entry.column, entry.said, sentence, "", ""
    sentence = str(CONFLICT[entry.kind])
    other = (entry.other_file, entry.other_line or "")
    return "settled", entry.file, entry.line, "", entry.about, sentence, *other


def _harmless(cell: str | int) -> str | int:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell
