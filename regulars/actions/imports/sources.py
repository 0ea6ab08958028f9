"""The files of a book: found, looked at before anything is written, and read in portions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from io import BufferedReader
from pathlib import Path
from typing import Generic, TypeVar

from django.utils.translation import gettext as _

from regulars.actions.imports.report import FileReport, Notebook, Progress, Refusal
from regulars.kernel.import_words import table_sentence
from regulars.kernel.refusal import Refused
from regulars.rules.import_cells import RowRefused
from regulars.rules.import_mapping import BookMapping, FileMapping
from regulars.rules.import_rows import Row, identity_of, is_empty, row_reader
from regulars.rules.import_tables import BadTable, Record, Shape, records, shape_of
from regulars.rules.import_values import Fault

# Large enough that a portion costs few statements, small enough for any machine.
PORTION = 1000

AnyRow = TypeVar("AnyRow", bound=Row, covariant=True)


class BookRefused(Refused):
    """The book cannot be read; nothing of it came in."""

    code = "book_refused"


@dataclass(frozen=True, slots=True)
class Line(Generic[AnyRow]):
    """A row that could be read: where it stands, what it says, and which row it is."""

    file: str
    number: int
    row: AnyRow
    digest: str
    occurrence: int


@dataclass(frozen=True, slots=True)
class Source:
    """A file of the book, known to be readable."""

    mapping: FileMapping
    path: Path
    size: int
    shape: Shape


def open_sources(folder: Path, mapping: BookMapping) -> list[Source]:
    """Every file of the mapping in the order of reading; BookRefused names the first fault."""
    if not folder.is_dir():
        raise BookRefused(_("There is no folder %(folder)s.") % {"folder": folder})
    return [_source(folder, file) for file in mapping.in_reading_order()]


def _source(folder: Path, mapping: FileMapping) -> Source:
    path = folder / mapping.file
    try:
        with path.open("rb") as stream:
            return Source(mapping, path, path.stat().st_size, shape_of(stream, mapping))
    except BadTable as bad:
        raise BookRefused(table_sentence(bad, file=mapping.file)) from None
    except FileNotFoundError:
        there = sorted(each.name for each in folder.iterdir() if each.is_file())
        raise BookRefused(
            _("There is no %(file)s in %(folder)s. There is: %(found)s.")
            % {"file": mapping.file, "folder": folder, "found": ", ".join(there) or _("nothing")}
        ) from None
    except OSError as fault:
        raise BookRefused(
            _("%(file)s cannot be opened: %(reason)s.") % {"file": path, "reason": fault.strerror}
        ) from None


class Reading:
    """Reads one source in portions; refuses what is wrong and counts what went by."""

    def __init__(self, source: Source, *, currency: str, notebook: Notebook) -> None:
        self.source = source
        self._mapping = source.mapping
        self._notebook = notebook
        self._currency = currency
        self._read = row_reader(
            source.mapping,
            positions=source.shape.positions,
            width=len(source.shape.head),
            currency=currency,
        )
        self._seen: Counter[int] = Counter()
        self._rows = self._refused = self._empty = 0
        self.known = self.came_in = 0

    def portions(self, progress: Progress, *, before: int, total: int) -> Iterator[list[Line[Row]]]:
        """Yield the rows that can be read; `before` bytes of other files are done already."""
        name = self._mapping.file
        with self.source.path.open("rb") as stream:
            portion: list[Line[Row]] = []
            for count, record in enumerate(self._records(stream), start=1):
                line = self._line(record)
                if line is not None:
                    portion.append(line)
                if len(portion) == PORTION:
                    yield portion
                    portion = []
                if count % PORTION == 0:
                    progress.reads(name, done=before + stream.tell(), total=total)
            yield portion
        progress.reads(name, done=before + self.source.size, total=total)

    def _records(self, stream: BufferedReader) -> Iterator[Record]:
        try:
            yield from records(stream, self.source.shape)
        except BadTable as bad:
            raise BookRefused(table_sentence(bad, file=self._mapping.file)) from None

    def _line(self, record: Record) -> Line[Row] | None:
        if record.cells is not None and is_empty(record.cells):
            self._empty += 1
            return None
        self._rows += 1
        try:
            if record.cells is None:
                raise RowRefused(Fault.STRAY_QUOTE)
            row = self._read(record.cells)
        except RowRefused as refused:
            self._refuse(record, refused)
            return None
        digest = identity_of(record.cells)
        # Half the digest tells millions of rows apart and takes a quarter of the memory.
        key = int(digest[:16], 16)
        self._seen[key] += 1
        return Line(self._mapping.file, record.line, row, digest, self._seen[key])

    def _refuse(self, record: Record, refused: RowRefused) -> None:
        self._refused += 1
        self._notebook.refuse(
            Refusal(
                file=self._mapping.file,
                line=record.line,
                column=self._mapping.columns.get(refused.field, ""),
                fault=refused.fault,
                said=refused.said,
                expected=self._expected(refused.fault),
            )
        )

    def _expected(self, fault: Fault) -> str:
        notation = self._mapping.notation
        return {
            Fault.NOT_A_DATE: notation.date.text,
            Fault.NOT_A_TIME: notation.time.text,
            Fault.NOT_AN_AMOUNT: self._currency,
            Fault.TOO_FEW_COLUMNS: str(len(self.source.shape.head)),
            Fault.TOO_MANY_COLUMNS: str(len(self.source.shape.head)),
        }.get(fault, "")

    def report(self) -> FileReport:
        return FileReport(
            file=self._mapping.file,
            kind=self._mapping.kind,
            encoding=self.source.shape.encoding,
            delimiter=self.source.shape.delimiter,
            rows=self._rows,
            came_in=self.came_in,
            known=self.known,
            refused=self._refused,
            empty_lines=self._empty,
        )
