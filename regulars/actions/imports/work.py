"""What every part of one running import needs to know."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from regulars.actions.imports.notebook import Notebook
from regulars.actions.imports.report import Conflict
from regulars.actions.imports.traces import Traces
from regulars.kernel.actor import Actor
from regulars.records.businesses import Business
from regulars.rules.appointment_status import Status
from regulars.rules.import_mapping import BookRules
from regulars.rules.import_matching import ConflictKind
from regulars.rules.import_moments import ClockChange, day_begins, midday, moment_of

_ODDITIES = {
    ClockChange.SKIPPED: ConflictKind.CLOCK_SKIPPED,
    ClockChange.TWICE: ConflictKind.CLOCK_TWICE,
}


@dataclass(frozen=True, slots=True)
class Ending:
    """How a row of this import ended an appointment; becomes an event when all files are read."""

    file: str
    line: int
    status: Status
    from_status: Status = Status.BOOKED
    cancelled_by: str = ""  # "" for a no-show
    told_at: datetime | None = None
    notice_minutes: int | None = None
    reason: str = ""


@dataclass(slots=True)
class Work:
    """One running import: whose, when, by which rules, and what has come of it so far."""

    business: Business
    at: datetime
    actor: Actor  # the import itself: the actor of everything that comes in
    import_id: int
    rules: BookRules
    notice_days: int
    zone: ZoneInfo  # of the files' wall-clock times
    business_zone: ZoneInfo  # of days without a time
    notebook: Notebook
    traces: Traces
    first_id: int  # appointments of this import have a larger one
    # Of the portion at hand: conflicts that are told once for an appointment, whatever touches it.
    once: dict[tuple[int, ConflictKind], Conflict] = field(default_factory=dict)

    def begins(self, day: date, wall: time | None, *, file: str, line: int) -> datetime:
        """When something of that day starts; its midnight where the time is not known."""
        if wall is None:
            return day_begins(day, self.business_zone)
        moment = moment_of(day, wall, self.zone)
        if moment.oddity is not None:
            about = f"{day.isoformat()} {wall:%H:%M}"
            self.notebook.settle(Conflict(file, line, _ODDITIES[moment.oddity], about))
        return moment.at

    def settle_once(
        self, appointment_id: int, kind: ConflictKind, *, file: str, line: int, about: str
    ) -> None:
        """Report a conflict between this row and the one that ended the appointment."""
        self.once.setdefault((appointment_id, kind), Conflict(file, line, kind, about))

    def paid_at(self, day: date, wall: time | None) -> datetime:
        """When a payment of that day was made; at noon where the time is not known."""
        if wall is None:
            return midday(day, self.business_zone)
        return moment_of(day, wall, self.zone).at
