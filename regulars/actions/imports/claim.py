"""Which process is at an import, so that two never are, and one that died can be followed?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from time import monotonic, sleep
from typing import Any

from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from regulars.kernel.process import claim_of_this_process, has_ended, process_of
from regulars.kernel.refusal import Refused
from regulars.records.imports import Import

# How long a silent import is believed to be alive. A portion takes about a second; a process of
# this machine is known to have ended without waiting for it.
LEASE = timedelta(seconds=30)
# SQLite lets nobody else write during a portion, and whoever waits looks again every tenth of a
# second: so often, and so long, the door stands open.
_WRITES = 1.5
_LETS_OTHERS = 0.12

Clock = Callable[[], datetime]


class ImportRuns(Refused):
    """Another process brings in a book of this business."""

    code = "import_runs"
    sentence = _(
        "An import of this business is running. Wait until it has ended; if it was killed, "
        "try again in half a minute."
    )


class ImportTaken(Refused):
    """Another process went on with this import, since this one had been silent for too long."""

    code = "import_taken"
    sentence = _(
        "Another process has taken this import over and goes on with it. Nothing came in twice."
    )


@dataclass(slots=True)
class Claim:
    """The right of one process to write one import; every portion renews it."""

    record: Import
    clock: Clock
    token: str = field(default_factory=claim_of_this_process)
    _open_again_at: float = field(default_factory=lambda: monotonic() + _WRITES)

    @contextmanager
    def portion(self) -> Iterator[None]:
        """All of a portion or nothing; ImportTaken where the import is no longer this one's."""
        self._let_others_write()
        with transaction.atomic():
            held = self._row().filter(claim=self.token).select_for_update(no_key=True)
            if not held.values_list("id"):
                raise ImportTaken
            yield

    def store(self, **changes: Any) -> None:
        """Write changes of the import's row, and that its process lives."""
        changes |= {"claim": self.token, "claimed_until": self.clock() + LEASE}
        for name, value in changes.items():
            setattr(self.record, name, value)
        self._row().update(**changes)

    def renew_if_due(self) -> None:
        """Say that the process lives, while it reads what is in already."""
        until = self.record.claimed_until
        if until is None or until < self.clock() + LEASE / 2:
            with self.portion():
                self.store()

    def let_go(self) -> None:
        """Another process may go on at once."""
        with transaction.atomic():
            self._row().filter(claim=self.token).update(claim="", claimed_until=None)

    def _row(self) -> QuerySet[Import]:
        mine: QuerySet[Import] = Import.objects.of(self.record.business)
        return mine.filter(id=self.record.id)

    def _let_others_write(self) -> None:
        may_block = connection.vendor == "sqlite" and not connection.in_atomic_block
        if may_block and monotonic() > self._open_again_at:
            sleep(_LETS_OTHERS)
            self._open_again_at = monotonic() + _WRITES


def is_at_work(record: Import, *, now: datetime) -> bool:
    """Whether some process has to be believed to be at this import."""
    if not record.claim or record.claimed_until is None or record.claimed_until <= now:
        return False
    return not has_ended(process_of(record.claim))
