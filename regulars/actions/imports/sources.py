"""The files of a book: found, and read through once before anything is written."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from hashlib import blake2s
from pathlib import Path
from typing import BinaryIO, Generic, TypeVar

from django.utils.translation import gettext as _

from regulars.actions.imports.report import Progress
from regulars.kernel.import_words import table_sentence
from regulars.kernel.refusal import Refused
from regulars.rules.import_mapping import BookMapping, FileMapping
from regulars.rules.import_rows import Row
from regulars.rules.import_tables import BadTable, Record, Shape, records, shape_of

_BLOCK = 1 << 20
_TELLS_EVERY = 20_000  # rows

AnyRow = TypeVar("AnyRow", bound=Row, covariant=True)


class BookRefused(Refused):
    """The book cannot be read; nothing of it came in."""

    code = "book_refused"


class FileChanged(Refused):
    """A file is not what it was when the import began; what came in is whole and stays."""

    code = "import_file_changed"


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
    """A file of the book, known to be readable from its first to its last row."""

    mapping: FileMapping
    path: Path
    size: int
    shape: Shape
    changed_ns: int = 0
    digest: str = ""

    def records(self, stream: BinaryIO) -> Iterator[Record]:
        """Its rows; FileChanged where it is no longer the file that was read through."""
        try:
            yield from records(stream, self.shape)
        except (BadTable, UnicodeDecodeError):
            raise self.changed() from None
        state = os.fstat(stream.fileno())
        if (state.st_size, state.st_mtime_ns) != (self.size, self.changed_ns):
            raise self.changed()

    def changed(self) -> FileChanged:
        """What to say of it then."""
        return FileChanged(
            _(
                "%(file)s was changed while it was being read. What came in stays. Run the same "
                "command again: it brings in what is new."
            )
            % {"file": self.mapping.file}
        )


def open_sources(folder: Path, mapping: BookMapping, progress: Progress) -> list[Source]:
    """Every file of the mapping in the order of reading; BookRefused names the first fault.

    Each is read to its end, so that a fault anywhere in them is known before a row comes in.
    """
    if not folder.is_dir():
        raise BookRefused(_("There is no folder %(folder)s.") % {"folder": folder})
    found = [_source(folder, file) for file in mapping.in_reading_order()]
    total, before = sum(source.size for source in found), 0
    read_through = []
    for source in found:
        read_through.append(_read_through(source, progress, before=before, total=total))
        before += source.size
    return read_through


def _source(folder: Path, mapping: FileMapping) -> Source:
    path = folder / mapping.file
    try:
        with path.open("rb") as stream:
            state = os.fstat(stream.fileno())
            shape = shape_of(stream, mapping)
            return Source(mapping, path, state.st_size, shape, state.st_mtime_ns)
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


def _read_through(source: Source, progress: Progress, *, before: int, total: int) -> Source:
    name, content = source.mapping.file, blake2s(digest_size=16)
    try:
        with source.path.open("rb") as stream:
            for count, _record in enumerate(records(stream, source.shape), start=1):
                if count % _TELLS_EVERY == 0:
                    progress.checks(name, done=before + stream.tell(), total=total)
            stream.seek(0)
            while block := stream.read(_BLOCK):
                content.update(block)
    except BadTable as bad:
        raise BookRefused(table_sentence(bad, file=name)) from None
    progress.checks(name, done=before + source.size, total=total)
    return Source(
        source.mapping, source.path, source.size, source.shape, source.changed_ns,
        content.hexdigest(),
    )  # fmt: skip


def fingerprint(mapping: BookMapping, sources: Sequence[Source]) -> str:
    """The same for the same files read by the same mapping, and for nothing else."""
    said = [_plain(mapping), *(source.digest for source in sources)]
    return blake2s(repr(said).encode(), digest_size=16).hexdigest()


def _plain(value: object) -> object:
    """What a mapping says, in an order that is the same in every process."""
    if is_dataclass(value):
        return [_plain(getattr(value, field.name)) for field in fields(value)]
    if isinstance(value, Mapping):
        return [(key, _plain(value[key])) for key in sorted(value)]
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return str(value)
