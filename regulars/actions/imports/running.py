"""An import at work: everything it knows, stored with each portion."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from regulars.actions.imports.bookmark import Bookmark
from regulars.actions.imports.claim import Claim
from regulars.actions.imports.once import tell_once
from regulars.actions.imports.report import Progress, Stand
from regulars.actions.imports.work import Work
from regulars.records.planner import learn_sizes

# By then a table that was empty is no longer, or is several times as large.
_COUNTED_AFTER = frozenset(4**power for power in range(16))


@dataclass(slots=True)
class Running:
    """One import in the hands of this process."""

    work: Work
    claim: Claim
    bookmark: Bookmark
    progress: Progress
    is_taken_up: bool = False  # an earlier process had begun it
    _portions: int = 0

    @contextmanager
    def portion(self, **changes: Any) -> Iterator[None]:
        """One step, committed together with where the import stands after it."""
        with self.claim.portion():
            yield
            tell_once(self.work)
            self.store(**changes)
        self._portions += 1
        if self._portions in _COUNTED_AFTER:
            learn_sizes()

    def begin_tables(self) -> None:
        """Tables that were empty until now are about to fill."""
        self._portions = 0

    def store(self, **changes: Any) -> None:
        """Write where the import stands; inside the transaction of what it has done."""
        notebook = self.work.notebook
        self.bookmark.journal = notebook.journal.mark()
        if not notebook.lines_are_stored:
            changes.setdefault("report", notebook.lines())
            notebook.lines_are_stored = True
        progress = self.bookmark.as_json() | {"figures": notebook.figures()}
        self.claim.store(progress=progress, **changes)

    @property
    def is_read(self) -> bool:
        """Whether all files are; then it is being settled."""
        return self.claim.record.state == "settling"

    def stand(self) -> Stand:
        """How far it has come."""
        record = self.claim.record
        return Stand(record.mapping, record.started_at, self.is_read, self.bookmark.percent)
