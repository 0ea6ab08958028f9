"""Which rows are in the book already: file, content, and n-th occurrence of that content."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from regulars.actions.imports.sources import AnyRow, Line
from regulars.kernel.tenant import Tenant
from regulars.records.imports import ImportedRow
from regulars.records.many import insert_values

_COLUMNS = (
    "business_id", "imported_by_id", "file", "digest", "occurrence", "line", "record_kind", "record_id",
)  # fmt: skip


class Traces:
    """Remembers every row that came in with the record it made."""

    def __init__(self, business: Tenant, import_id: int) -> None:
        self._business = business
        self._import_id = import_id
        self._known_files: dict[str, bool] = {}

    def new(self, lines: Sequence[Line[AnyRow]]) -> list[Line[AnyRow]]:
        """Those of one file that did not come in before."""
        if not lines or not self._is_known(lines[0].file):
            return list(lines)
        known = set(
            ImportedRow.objects.of(self._business)
            .filter(file=lines[0].file, digest__in={line.digest for line in lines})
            .values_list("digest", "occurrence")
        )
        return [line for line in lines if (line.digest, line.occurrence) not in known]

    def _is_known(self, file: str) -> bool:
        """Whether an earlier import brought in rows of it; else none need be looked up."""
        if file not in self._known_files:
            others = ImportedRow.objects.of(self._business).exclude(imported_by_id=self._import_id)
            self._known_files[file] = others.filter(file=file).exists()
        return self._known_files[file]

    def keep(self, kind: str, made: Iterable[tuple[Line[AnyRow], int]]) -> None:
        """Write down which row made (or changed) the record of that id."""
        insert_values(
            ImportedRow,
            _COLUMNS,
            [
                (
                    self._business.id,
                    self._import_id,
                    line.file,
                    line.digest,
                    line.occurrence,
                    line.number,
                    kind,
                    record_id,
                )
                for line, record_id in made
            ],
        )
