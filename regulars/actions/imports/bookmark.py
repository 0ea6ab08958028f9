"""Where does a running import stand, so that whoever takes it up goes on there?"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(slots=True)
class Bookmark:
    """Stored with each portion, in one transaction with what the portion wrote."""

    notice_days: int  # by which cancellations are judged, whatever the business's policy says later
    total: int = 0  # bytes of all files
    read: int = 0  # of them
    file: int = 0  # in the order of reading; those before it are read
    records: int = 0  # of that file are read
    to_settle: int = 0  # appointments
    settled: int = 0  # of them
    settled_id: int = 0  # the last of the new ones that are
    journal: int = 0  # the mark below which the journal is as it should be

    @property
    def percent(self) -> int:
        """How far the reading is; or the settling, when that has begun."""
        done, total = (self.settled, self.to_settle) if self.to_settle else (self.read, self.total)
        return 100 * done // total if total else 0

    def turn_to_next_file(self) -> None:
        """The file is read to its end."""
        self.file += 1
        self.records = 0

    def as_json(self) -> dict[str, Any]:
        """As the record of the import keeps it; `percent` is there for whoever only looks."""
        return asdict(self) | {"percent": self.percent}

    @classmethod
    def of(cls, stored: dict[str, Any]) -> Bookmark:
        """As it was stored."""
        return cls(**{name: stored[name] for name in cls.__slots__})
