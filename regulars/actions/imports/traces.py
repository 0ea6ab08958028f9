"""Which rows are in the book already: file, content, and n-th occurrence of that content."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from regulars.actions.imports.sources import AnyRow, Line
from regulars.kernel.tenant import Tenant
from regulars.records.imports import ImportedRow
from regulars.records.many import insert_values

_COLUMNS = (
    "business_id", "imported_by_id", "file", "digest", "occurrence", "record_kind", "record_id",
)  # fmt: skip


class Traces:
    """Remembers every row that came in with the record it made."""

    def __init__(self, business: Tenant, import_id: int) -> None:
        self._business = business
        self._import_id = import_id
        # Files that an earlier import brought in; the rows of others need not be looked up.
        self._known_files = set(
            ImportedRow.objects.of(business)
            .exclude(imported_by_id=import_id)
            .order_by()
            .values_list("file", flat=True)
            .distinct()
        )

    def new(self, lines: Sequence[Line[AnyRow]]) -> list[Line[AnyRow]]:
        """Those of one file that did not come in before."""
        if not lines or lines[0].file not in self._known_files:
            return list(lines)
        known = set(
            ImportedRow.objects.of(self._business)
            .filter(file=lines[0].file, digest__in={line.digest for line in lines})
            .values_list("digest", "occurrence")
        )
        return [line for line in lines if (line.digest, line.occurrence) not in known]

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
                    kind,
                    record_id,
                )
                for line, record_id in made
            ],
        )
