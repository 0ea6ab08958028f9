"""How do finished rows get into their tables, with ids that are known beforehand?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import connection
from django.db.models import Max

from regulars.records.many import insert_values
from regulars.records.tenancy import Owned


def write(model: type[Owned], names: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> None:
    """Insert rows that say these columns; the others have what a new record of the kind has."""
    others = [
        field
        for field in model._meta.concrete_fields
        if not (field.generated or field.primary_key or field.attname in names)
    ]
    rest = tuple(field.get_default() for field in others)
    columns = (*names, *(field.attname for field in others))
    insert_values(model, columns, [(*row, *rest) for row in rows])


class Ids:
    """Ids in order for a kind of record that nobody else writes meanwhile."""

    def __init__(self, model: type[Owned]) -> None:
        self._model = model
        self.last: int = model.objects.aggregate(last=Max("id"))["last"] or 0

    def next(self) -> int:
        self.last += 1
        return self.last

    def settle(self) -> None:
        """Let the database go on counting from here; SQLite has noticed by itself."""
        if connection.vendor == "postgresql" and self.last:
            with connection.cursor() as cursor:
                cursor.execute(
                    "SELECT setval(pg_get_serial_sequence(%s, 'id'), %s)",
                    [self._model._meta.db_table, self.last],
                )
