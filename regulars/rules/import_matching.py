"""Which appointment does a row of another file end, and by which rule when files disagree?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from regulars.rules.appointment_status import ACTIVE, CANCELLED, Status
from regulars.rules.cancellation import CancelledBy, judge_days

_MINUTES_A_DAY = 24 * 60


class ConflictKind(StrEnum):
    """Where two files disagree or a row leaves something open; each is settled by one rule."""

    NO_SHOW_UNMATCHED = "no_show_unmatched"
    ALREADY_ENDED = "already_ended"
    NO_SHOW_AND_CANCELLATION = "no_show_and_cancellation"
    NO_SHOW_WITH_RECEIPT = "no_show_with_receipt"
    CANCELLATION_WITH_RECEIPT = "cancellation_with_receipt"
    NOTICE_NOT_STATED = "notice_not_stated"
    NOTICE_NEGATIVE = "notice_negative"
    NOTICE_DISAGREES = "notice_disagrees"
    CUSTOMER_NOT_STATED = "customer_not_stated"
    SERVICE_UNKNOWN = "service_unknown"
    SERVICE_KEPT = "service_kept"
    CUSTOMER_KEPT = "customer_kept"
    EMAIL_UNREADABLE = "email_unreadable"
    PHONE_UNREADABLE = "phone_unreadable"
    CLOCK_SKIPPED = "clock_skipped"
    CLOCK_TWICE = "clock_twice"
    STAFF_TAKEN = "staff_taken"


@dataclass(frozen=True, slots=True)
class Candidate:
    """An appointment that a row may mean."""

    id: int
    customer_id: int | None
    staff_id: int | None
    service: str  # its name in the book; "" for none
    day: date
    status: Status
    starts_at: datetime
    created_at: datetime
    version: int = 1

    def key(self, match: Sequence[str]) -> tuple[object, ...]:
        """What must be equal, in the order of `match`."""
        said = {
            "customer": self.customer_id,
            "date": self.day,
            "service": self.service,
            "staff": self.staff_id,
        }
        return tuple(said[field] for field in match)


def first_open(candidates: Iterable[Candidate]) -> Candidate | None:
    """The earliest appointment that has no ending yet."""
    is_open = (each for each in candidates if each.status in ACTIVE)
    return min(is_open, key=lambda each: (each.starts_at, each.id), default=None)


@dataclass(frozen=True, slots=True)
class Judgement:
    """How a cancellation of an imported book ends its appointment."""

    status: Status
    notice_minutes: int | None
    settled: ConflictKind | None  # the rule that was needed, if one was


def judge_cancellation(
    *,
    on: date,
    told_on: date | None,
    stated_days: int | None,
    states_days: bool,
    notice_days: int,
    by: CancelledBy,
) -> Judgement:
    """Judge by the days of notice that the book states, else by its two dates.

    `states_days` says that the book has a column for them: an empty cell is then no notice, even
    if the dates would give one. No notice and a negative one are too late; a book that states
    other days than its dates give is believed.
    """
    by_dates = (on - told_on).days if told_on is not None else None
    days = stated_days if states_days else by_dates
    settled = None
    if days is None:
        settled = ConflictKind.NOTICE_NOT_STATED
    elif days < 0:
        settled = ConflictKind.NOTICE_NEGATIVE
    elif by_dates is not None and days != by_dates:
        settled = ConflictKind.NOTICE_DISAGREES
    return Judgement(
        status=(
            Status.CANCELLED_ON_TIME
            if by is CancelledBy.STUDIO
            else judge_days(days=days, notice_days=notice_days)
        ),
        notice_minutes=None if days is None else days * _MINUTES_A_DAY,
        settled=settled,
    )


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a receipt of one customer on one day says about the appointments of that day."""

    completes: tuple[Candidate, ...]
    belongs_to: Candidate | None  # the appointment that was paid, where only one can be meant
    unexplained: tuple[Candidate, ...]  # ended otherwise, and nothing else explains the receipt


def read_receipt(of_the_day: Sequence[Candidate], *, staff_id: int | None, at: datetime) -> Receipt:
    """Say what took place.

    A past appointment without an ending took place if its customer has a receipt on its day.
    Endings that other files state stand, whatever was paid.
    """
    completes = tuple(each for each in of_the_day if each.status in ACTIVE and each.starts_at <= at)
    took_place = completes + tuple(each for each in of_the_day if each.status is Status.COMPLETED)
    paid = [each for each in took_place if each.staff_id == staff_id]
    if len(took_place) == 1:
        paid = list(took_place)
    ended_otherwise = CANCELLED | {Status.NO_SHOW}
    return Receipt(
        completes=completes,
        belongs_to=paid[0] if len(paid) == 1 else None,
        unexplained=()
        if took_place
        else tuple(each for each in of_the_day if each.status in ended_otherwise),
    )


RECEIPT_CONFLICTS = {
    Status.NO_SHOW: ConflictKind.NO_SHOW_WITH_RECEIPT,
    Status.CANCELLED_ON_TIME: ConflictKind.CANCELLATION_WITH_RECEIPT,
    Status.CANCELLED_TOO_LATE: ConflictKind.CANCELLATION_WITH_RECEIPT,
    Status.CANCELLED_BY_NOTIFICATION: ConflictKind.CANCELLATION_WITH_RECEIPT,
}
