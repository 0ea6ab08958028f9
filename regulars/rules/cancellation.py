"""Is this cancellation on time or too late?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from regulars.rules.appointment_status import Status

_NONE = timedelta(0)


class CancelledBy(StrEnum):
    """Who calls the appointment off, whoever types it in."""

    CUSTOMER = "customer"
    STUDIO = "studio"
    NOTIFICATION = "notification"


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a cancellation was judged; remembered with the appointment, never judged again."""

    status: Status
    notice: timedelta  # from being told to the start; negative when told afterwards
    short_by: timedelta  # what was missing to be on time, zero when nothing was

    @property
    def is_too_late(self) -> bool:
        return self.status is Status.CANCELLED_TOO_LATE

    @property
    def notice_minutes(self) -> int:
        """Whole minutes of notice, rounded down so that nothing short of the period looks kept."""
        return self.notice // timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class CancellationPolicy:
    """Until how long before the start a customer may cancel freely."""

    notice: timedelta

    def __post_init__(self) -> None:
        if self.notice < _NONE:
            raise ValueError("a notice period cannot be negative")

    def judge(self, *, starts_at: datetime, told_at: datetime, by: CancelledBy) -> Verdict:
        """Judge a cancellation by the moment the studio was told, not by when it was typed in.

        Exactly the notice period is still on time. The studio cancelling is always on time for
        the customer (PRODUCT.md, chapter 0).
        """
        # Two moments of one zone subtract as wall clocks; as UTC they subtract as time.
        notice = starts_at.astimezone(UTC) - told_at.astimezone(UTC)
        if by is CancelledBy.NOTIFICATION:
            return Verdict(Status.CANCELLED_BY_NOTIFICATION, notice, _NONE)
        if by is CancelledBy.STUDIO or notice >= self.notice:
            return Verdict(Status.CANCELLED_ON_TIME, notice, _NONE)
        return Verdict(Status.CANCELLED_TOO_LATE, notice, self.notice - notice)


def judge_days(*, days: int | None, notice_days: int) -> Status:
    """Judge a cancellation from a book that wrote down whole days of notice only.

    Exactly the notice is on time; no notice stated, or a negative one, is too late under any
    policy.
    """
    if days is None or days < 0 or days < notice_days:
        return Status.CANCELLED_TOO_LATE
    return Status.CANCELLED_ON_TIME


def notice_period(*, of_service: int | None, of_business: int) -> timedelta:
    """How long before the start a customer may cancel freely; a service's own minutes come first."""
    return timedelta(minutes=of_business if of_service is None else of_service)
