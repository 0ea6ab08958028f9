"""What a guard is, whatever the engine."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2s


@dataclass(frozen=True, slots=True)
class Guard:
    """A named trigger or constraint, the SQL that makes it and the SQL that removes it."""

    name: str
    make: tuple[str, ...]
    remove: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tie:
    """A foreign key column whose row and parent must belong to one business."""

    table: str
    column: str
    parent: str

    @property
    def name(self) -> str:
        """Stable and short enough for PostgreSQL's 63 letters."""
        digest = blake2s(f"{self.table}.{self.column}".encode(), digest_size=3).hexdigest()
        return f"guard_tenancy_{self.table.removeprefix('regulars_')}_{self.column}"[:55] + digest
