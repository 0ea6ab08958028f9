"""Where does every refused row and every conflict of an import stand?"""

from __future__ import annotations

import csv
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

    Made when there is something to write, so that an import without a fault leaves none.
    """

    def __init__(self, folder: Path, *, business: str, at: datetime) -> None:
        self._folder = folder
        self._file = folder / f"{at:%Y-%m-%dT%H%M%S}Z-{business}.csv"
        self._stream: TextIO | None = None
        self._writer: Any = None

    @property
    def path(self) -> Path | None:
        """Where it stands; None where nothing had to be written."""
        return None if self._stream is None else self._file

    def write(self, entry: Refusal | Conflict) -> None:
        """Add a line."""
        if self._writer is None:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._file.touch(mode=0o600)
            # With its mark, so that Excel reads it as UTF-8.
            self._stream = self._file.open("w", encoding="utf-8-sig", newline="")
            self._writer = csv.writer(self._stream)
            self._writer.writerow(_HEAD)
        self._writer.writerow([_harmless(cell) for cell in _cells(entry)])

    def forget(self) -> None:
        """Remove it: nothing came in."""
        if self._stream is not None:
            self._stream.close()
            self._file.unlink(missing_ok=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._stream is not None:
            self._stream.close()


def _cells(entry: Refusal | Conflict) -> tuple[str | int, ...]:
    if isinstance(entry, Refusal):
        sentence = refused_sentence(entry.fault, said=entry.said, expected=entry.expected)
        return "refused", entry.file, entry.line, entry.column, entry.said, sentence, "", ""
    sentence = str(CONFLICT[entry.kind])
    other = (entry.other_file, entry.other_line or "")
    return "settled", entry.file, entry.line, "", entry.about, sentence, *other


def _harmless(cell: str | int) -> str | int:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell
