"""How reliable was a customer so far, in counts and in strokes?"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from regulars.rules.appointment_status import STROKES, Status, status_of

# As many as fit beside a name; earlier ones are said as a number.
MOST_STROKES = 40


@dataclass(frozen=True, slots=True)
class TrackRecord:
    """The counts of the reliability line (PRODUCT.md 2.8); there is no score behind them."""

    bookings: int  # all appointments and group bookings, whatever became of them
    completed: int
    no_shows: int
    cancelled_on_time: int
    cancelled_too_late: int
    cancelled_by_notification: int
    first_on: date | None
    last_no_show_on: date | None
    last_too_late_on: date | None

    @property
    def is_spotless(self) -> bool:
        return not (self.no_shows or self.cancelled_too_late or self.cancelled_by_notification)


@dataclass(frozen=True, slots=True)
class Tally:
    """The latest bookings as one stroke each, in order of time, and how many came before."""

    strokes: str
    earlier: int

    @property
    def statuses(self) -> tuple[Status, ...]:
        return tuple(status_of(stroke) for stroke in self.strokes)


def track_record(
    counts: Mapping[Status, int],
    *,
    first_on: date | None,
    last_no_show_on: date | None = None,
    last_too_late_on: date | None = None,
) -> TrackRecord:
    """Sum up a customer's bookings from how many there are of each status."""
    return TrackRecord(
        bookings=sum(counts.values()),
        completed=counts.get(Status.COMPLETED, 0),
        no_shows=counts.get(Status.NO_SHOW, 0),
        cancelled_on_time=counts.get(Status.CANCELLED_ON_TIME, 0),
        cancelled_too_late=counts.get(Status.CANCELLED_TOO_LATE, 0),
        cancelled_by_notification=counts.get(Status.CANCELLED_BY_NOTIFICATION, 0),
        first_on=first_on,
        last_no_show_on=last_no_show_on,
        last_too_late_on=last_too_late_on,
    )


def tally(statuses: Iterable[Status], *, limit: int = MOST_STROKES) -> Tally:
    """Draw the latest `limit` bookings as strokes; `statuses` come in order of their starts."""
    latest: deque[str] = deque(maxlen=limit)
    drawn = 0
    for status in statuses:
        latest.append(STROKES[status])
        drawn += 1
    return Tally(strokes="".join(latest), earlier=drawn - len(latest))
