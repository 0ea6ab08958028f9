"""What a customer's history is made of: projects, visits, and how an ending came about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from regulars.kernel.documents import Minutes
from regulars.rules.appointment_status import CANCELLED, STROKES, Status
from regulars.rules.deposits import OPEN, DepositState


class StepKind(StrEnum):
    """What one step of a story is about."""

    ASKED = "asked"  # the clock of an unpaid deposit, PRODUCT.md 3.4
    REMINDED = "reminded"
    DUE = "due"
    CANCELLED = "cancelled"
    MOVE = "move"  # a change of status, for the trail of one that was undone


@dataclass(frozen=True, slots=True)
class StoryStep:
    """One step on the way to an ending; `actor_name` is empty unless a staff member did it."""

    kind: StepKind
    at: datetime  # of DUE only the day counts
    nth: int = 1  # the first reminder, the second
    channel: str = ""
    amount_minor: int | None = 0  # None: withheld
    currency: str = ""
    from_status: Status | None = None
    to_status: Status | None = None
    is_undo: bool = False
    actor_kind: str = ""
    actor_name: str = ""
    reason: str = ""
    days_to_next: int = 1  # the clock is spaced by time


@dataclass(frozen=True, slots=True)
class DepositMark:
    """What became of a deposit."""

    state: DepositState
    amount_minor: int | None  # None: withheld
    currency: str
    due_at: datetime | None

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def due_on(self) -> datetime | None:
        """A moment of the last day to pay: a deposit due at midnight is due the day before."""
        return self.due_at - timedelta(minutes=1) if self.due_at else None


@dataclass(frozen=True, slots=True)
class Judgement:
    """How a cancellation was judged at its time; remembered, never recomputed."""

    told_at: datetime | None
    notice: Minutes | None
    policy: Minutes | None
    actor_kind: str
    actor_name: str
    reason: str

    @property
    def short_by(self) -> timedelta:
        """What was missing to be on time, zero when nothing was."""
        if self.notice is None or self.policy is None:
            return timedelta(0)
        return max(timedelta(0), self.policy - self.notice)


@dataclass(frozen=True, slots=True)
class HistoryVisit:
    """One appointment or group booking as the history shows it (PRODUCT.md 3.2)."""

    id: int
    is_group: bool
    starts_at: datetime
    ends_at: datetime
    time_known: bool
    status: Status
    what: str  # its title, else the service; may be empty on an imported one
    has_own_title: bool  # what somebody called it says more than a number
    session_number: int | None
    staff_name: str
    room: str
    price_minor: int | None
    paid_minor: int | None  # None: withheld
    currency: str
    notice_minutes: int | None
    cancelled_by: str
    places: int | None  # of the group session
    project_id: int | None
    project_title: str
    expected_sessions: int | None
    deposit: DepositMark | None = None
    judged: Judgement | None = None
    undone: tuple[Status, ...] = ()  # endings that were taken back
    story: tuple[StoryStep, ...] = ()

    @property
    def was_undone(self) -> bool:
        return bool(self.undone)

    @property
    def notice(self) -> timedelta | None:
        """How long before the start a cancellation was told; negative when told afterwards."""
        if self.notice_minutes is None:
            return None
        return timedelta(minutes=self.notice_minutes)

    @property
    def is_cancelled(self) -> bool:
        return self.status in CANCELLED

    @property
    def is_too_late(self) -> bool:
        return self.status is Status.CANCELLED_TOO_LATE

    @property
    def clock(self) -> tuple[StoryStep, ...]:
        """How a deposit's reminders led to the cancellation; empty for every other ending."""
        return tuple(step for step in self.story if step.kind is not StepKind.MOVE)

    @property
    def trail(self) -> tuple[StoryStep, ...]:
        """Every change of status, where one of them was undone."""
        return tuple(step for step in self.story if step.kind is StepKind.MOVE)

    @property
    def reminders(self) -> int:
        """How often the deposit was reminded of before the cancellation."""
        return sum(step.kind is StepKind.REMINDED for step in self.story)

    @property
    def money_minor(self) -> int | None:
        """The price of what took place or will; of the others, what was paid for all that."""
        if self.is_cancelled or self.status is Status.NO_SHOW:
            return self.paid_minor or None
        return self.paid_minor if self.price_minor is None and self.paid_minor else self.price_minor

    @property
    def stroke(self) -> str:
        return STROKES[self.status]


@dataclass(frozen=True, slots=True)
class HistoryProject:
    """A project with its visits, newest first; without an id: the single appointments."""

    id: int | None
    title: str
    staff_name: str
    expected_sessions: int | None
    done: int
    is_finished: bool
    since: datetime
    strokes: str  # in order of time
    visits: tuple[HistoryVisit, ...]
    earlier: int = 0  # visits that are too old to be shown
    deposit: DepositMark | None = None  # one that belongs to the project as a whole


@dataclass(frozen=True, slots=True)
class CustomerHistory:
    """A customer's visits by project, newest first, and how many earlier ones are not shown."""

    projects: tuple[HistoryProject, ...]
    strokes: str
    earlier: int

    @property
    def is_empty(self) -> bool:
        return not self.projects
