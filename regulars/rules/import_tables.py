"""How is a delimited file read row by row, whatever program wrote it?"""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import BinaryIO

from regulars.rules.import_mapping import FileMapping

_BLOCK = 1 << 20
_DELIMITERS = (",", ";", "\t", "|")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# XLSX, ODS and every other zip; the old XLS.
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
# A field that runs over more lines than any note does is one whose quotation mark never closes.
_LONGEST_ROW = 200


class TableFault(StrEnum):
    """Why a whole file cannot be read."""

    EMPTY = "empty"
    WORKBOOK = "workbook"
    NOT_TEXT = "not_text"
    NOT_A_TABLE = "not_a_table"
    WRONG_ENCODING = "wrong_encoding"
    WRONG_COLUMNS = "wrong_columns"
    COLUMN_TWICE = "column_twice"
    QUOTE_NEVER_CLOSED = "quote_never_closed"


class BadTable(ValueError):
    """The file cannot be read as its mapping says."""

    def __init__(
        self,
        fault: TableFault,
        *,
        line: int | None = None,
        said: str = "",
        missing: tuple[str, ...] = (),
        found: tuple[str, ...] = (),
    ) -> None:
        super().__init__(str(fault))
        self.fault = fault
        self.line = line
        self.said = said
        self.missing = missing
        self.found = found


@dataclass(frozen=True, slots=True)
class Shape:
    """What was found out about a file before its first row is read."""

    encoding: str
    delimiter: str
    head: tuple[str, ...]
    positions: Mapping[str, int]  # field → where its column stands
    skipped_lines: int  # before the head: empty ones, and Excel's "sep=;"


@dataclass(frozen=True, slots=True)
class Record:
    """One row as it stands in the file; `cells` is None for one that cannot be taken apart."""

    line: int
    cells: list[str] | None


def shape_of(stream: BinaryIO, mapping: FileMapping) -> Shape:
    """Find encoding, delimiter and columns, or raise BadTable. Reads the stream once."""
    encoding = _encoding(stream, mapping.notation.encoding)
    stream.seek(0)
    text = io.TextIOWrapper(stream, encoding=encoding, newline="")
    try:
        return _shape(text, encoding, mapping)
    except UnicodeDecodeError:
        raise BadTable(TableFault.WRONG_ENCODING, said=encoding, line=1) from None
    finally:
        text.detach()


def _shape(text: io.TextIOWrapper, encoding: str, mapping: FileMapping) -> Shape:
    declared, skipped = mapping.notation.delimiter, 0
    for line in iter(lambda: text.readline(_BLOCK), ""):
        if len(line) == _BLOCK:
            raise BadTable(TableFault.NOT_A_TABLE)
        if line.lower().startswith("sep=") and len(line.strip()) == 5:
            declared, skipped = declared or line.strip()[4], skipped + 1
        elif not line.strip().strip("".join(_DELIMITERS)):
            skipped += 1
        else:
            head, delimiter = _head(line, declared, mapping)
            return Shape(encoding, delimiter, head, _positions(head, mapping), skipped)
    raise BadTable(TableFault.EMPTY)


def _encoding(stream: BinaryIO, declared: str | None) -> str:
    stream.seek(0)
    start = stream.read(_BLOCK)
    if not start.strip():
        raise BadTable(TableFault.EMPTY)
    if start.startswith(_WORKBOOKS):
        raise BadTable(TableFault.WORKBOOK)
    marked = next((name for mark, name in _MARKS if start.startswith(mark)), None)
    encoding = marked or declared
    if encoding is None and b"\0" in start:
        raise BadTable(TableFault.NOT_TEXT)
    if encoding is not None:
        line = _line_that_fails(stream, encoding)
        if line is not None:
            raise BadTable(TableFault.WRONG_ENCODING, said=encoding, line=line)
        return encoding
    # Latin-1 reads anything at all, so it is the last that is tried.
    guesses = ("utf-8", "cp1252")
    fitting = (guess for guess in guesses if _line_that_fails(stream, guess) is None)
    return next(fitting, "latin-1")


def _line_that_fails(stream: BinaryIO, encoding: str) -> int | None:
    """The line with the first byte that this encoding does not know; None if it knows all."""
    decoder = codecs.getincrementaldecoder(encoding)()
    stream.seek(0)
    line = 1
    while True:
        block = stream.read(_BLOCK)
        try:
            decoder.decode(block, final=not block)
        except UnicodeDecodeError as fault:
            return line + fault.object[: fault.start].count(b"\n")
        if not block:
            return None
        line += block.count(b"\n")


def _head(line: str, declared: str | None, mapping: FileMapping) -> tuple[tuple[str, ...], str]:
    """The column names, taken apart by the delimiter that finds most of what is looked for."""
    wanted = {_plain(column) for column in mapping.columns.values()}
    best: tuple[tuple[int, int], tuple[str, ...], str] | None = None
    for delimiter in (declared,) if declared else _DELIMITERS:
        cells = next(csv.reader([line], delimiter=delimiter), [])
        head = tuple(cell.strip() for cell in cells)
        score = (len(wanted & {_plain(cell) for cell in head}), len(head))
        if best is None or score > best[0]:
            best = (score, head, delimiter)
    assert best is not None
    return best[1], best[2]


def _positions(head: tuple[str, ...], mapping: FileMapping) -> dict[str, int]:
    places: dict[str, list[int]] = {}
    for place, column in enumerate(head):
        places.setdefault(_plain(column), []).append(place)
    wanted = dict.fromkeys(mapping.columns.values())
    missing = tuple(column for column in wanted if _plain(column) not in places)
    if missing:
        raise BadTable(TableFault.WRONG_COLUMNS, missing=missing, found=head)
    twice = next((column for column in wanted if len(places[_plain(column)]) > 1), None)
    if twice is not None:
        raise BadTable(TableFault.COLUMN_TWICE, said=twice)
    return {field: places[_plain(column)][0] for field, column in mapping.columns.items()}


def _plain(column: str) -> str:
    return " ".join(column.split()).casefold()


def records(stream: BinaryIO, shape: Shape) -> Iterator[Record]:
    """Yield every row below the head with the line it begins on; empty ones have no cells.

    Raises BadTable where a quotation mark is opened and never closed.
    """
    stream.seek(0)
    text = io.TextIOWrapper(stream, encoding=shape.encoding, newline="")
    try:
        for _ in range(shape.skipped_lines + 1):
            text.readline()
        yield from _records(text, shape)
    finally:
        text.detach()


def _records(text: io.TextIOWrapper, shape: Shape) -> Iterator[Record]:
    # Strict: else an unclosed quotation mark would swallow the rest of the file unnoticed.
    reader = csv.reader(text, delimiter=shape.delimiter, strict=True)
    above = shape.skipped_lines + 1
    while True:
        line = above + reader.line_num + 1
        cells: list[str] | None = None
        never_closed = False
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            # "unexpected end of data", "field larger than field limit": it is still open.
            never_closed = "expected after" not in str(error)
        lines = above + reader.line_num - line + 1
        if never_closed or (cells is None and lines > 1) or lines > _LONGEST_ROW:
            raise BadTable(TableFault.QUOTE_NEVER_CLOSED, line=line)
        yield Record(line, cells)
