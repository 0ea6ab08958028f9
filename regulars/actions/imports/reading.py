"""A file is read in portions, each of which ends where a run that stopped can begin again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from regulars.actions.imports.notebook import Notebook
from regulars.actions.imports.occurrences import Occurrences
from regulars.actions.imports.report import FileReport, Refusal
from regulars.actions.imports.sources import Line, Source
from regulars.rules.import_cells import RowRefused
from regulars.rules.import_rows import Row, identity_of, is_empty, row_reader
from regulars.rules.import_tables import Record
from regulars.rules.import_values import Fault

# Large enough that a portion costs few statements, small enough for any machine: rows, and the
# letters in them.
PORTION = 1000
_MOST_LETTERS = 2_000_000


@dataclass(frozen=True, slots=True)
class Portion:
    """Some rows of a file, and how much of it is read with them."""

    lines: tuple[Line[Row], ...]
    records: int  # of the file, up to the end of this portion
    done: int  # bytes
    is_skipped: bool = False  # it was worked through before the run stopped


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

    def portions(self, *, after: int) -> Iterator[Portion]:
        """Yield the rows that can be read; the first `after` records are only counted."""
        with self.source.path.open("rb") as stream, Occurrences() as occurrences:
            records, letters, read = [], 0, 0
            for record in self.source.records(stream):
                records.append(record)
                letters += sum(map(len, record.cells or ()))
                if (
                    len(records) == PORTION
                    or letters > _MOST_LETTERS
                    or read + len(records) == after
                ):
                    read += len(records)
                    yield self._portion(records, occurrences, read, stream.tell(), after=after)
                    records, letters = [], 0
            if records:
                read += len(records)
                yield self._portion(records, occurrences, read, self.source.size, after=after)

    def _portion(
        self,
        records: list[Record],
        occurrences: Occurrences,
        read: int,
        done: int,
        *,
        after: int,
    ) -> Portion:
        if read <= after:
            # A row that was refused counts here too; those of its content were refused all.
            cells = (record.cells for record in records)
            occurrences.count([identity_of(each) for each in cells if each and not is_empty(each)])
            return Portion((), read, done, is_skipped=True)
        rows = [(record, row) for record in records if (row := self._row(record)) is not None]
        digests = [identity_of(record.cells or ()) for record, _ in rows]
        lines = (
            Line(self._mapping.file, record.line, row, digest, occurrence)
            for (record, row), digest, occurrence in zip(
                rows, digests, occurrences.count(digests), strict=True
            )
        )
        return Portion(tuple(lines), read, done)

    def _row(self, record: Record) -> Row | None:
        tally = self._notebook.tally
        if record.cells is not None and is_empty(record.cells):
            tally.empty_lines += 1
            return None
        tally.rows += 1
        try:
            if record.cells is None:
                raise RowRefused(Fault.STRAY_QUOTE)
            return self._read(record.cells)
        except RowRefused as refused:
            self._refuse(record, refused)
            return None

    def _refuse(self, record: Record, refused: RowRefused) -> None:
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
        """What became of its rows, when all of them are read."""
        tally = self._notebook.tally
        return FileReport(
            file=self._mapping.file,
            kind=self._mapping.kind,
            encoding=self.source.shape.encoding,
            delimiter=self.source.shape.delimiter,
            rows=tally.rows,
            came_in=tally.came_in,
            known=tally.known,
            refused=tally.refused,
            empty_lines=tally.empty_lines,
        )
