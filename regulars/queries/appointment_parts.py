"""What an appointment's page is made of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from regulars.kernel.documents import UNSAID, Minutes
from regulars.rules.answers import FieldKind
from regulars.rules.appointment_status import ENDED, Move, Status
from regulars.rules.cancellation import CancellationPolicy, CancelledBy, Verdict
from regulars.rules.deposits import OPEN, DepositState
from regulars.rules.messages import MessageState
from regulars.rules.money import LedgerKind, PayMethod
from regulars.rules.names import name_on_screen
from regulars.rules.next_step import next_step, possible_moves
from regulars.rules.settling import Balance, Entry, balance
from regulars.rules.status_changes import StatusChange, status_before_latest


@dataclass(frozen=True, slots=True)
class Warned:
    """What must be seen before anything is done: an alert, or an answer that is one."""

    title: str
    detail: str
    kind: FieldKind | None = None  # of the question, when it is an answer


@dataclass(frozen=True, slots=True)
class Remembered:
    """A pinned note, or one to show when booking."""

    body: str
    author: str
    at: datetime


@dataclass(frozen=True, slots=True)
class WhoComes:
    """The customer beside the appointment; phone and e-mail are the face's to withhold."""

    id: int
    first_name: str
    last_name: str
    nickname: str
    company: str
    number: str
    phone: str
    email: str
    picture: str | None
    bookings: int
    no_shows: int
    late_cancellations: int
    strokes: str
    first_booking_at: datetime | None
    warnings: tuple[Warned, ...] = ()
    notes: tuple[Remembered, ...] = ()

    @property
    def name(self) -> str:
        """The name on screen; the customer number until a name is known."""
        return name_on_screen(
            self.first_name, self.last_name, self.nickname, self.company, self.number
        )

    @property
    def called(self) -> str:
        """How one speaks of this customer in a sentence."""
        return self.nickname or self.first_name or self.name

    @property
    def earlier(self) -> int:
        """How many bookings the strokes leave out."""
        return max(0, self.bookings - len(self.strokes))


@dataclass(frozen=True, slots=True)
class StatusStep:
    """One change of status with who, when and why; the first one is the booking itself."""

    from_status: Status | None
    to_status: Status
    at: datetime
    actor_kind: str
    actor_name: str
    cancelled_by: str
    told_at: datetime | None
    notice: Minutes | None
    policy: Minutes | None
    is_undo: bool
    reason: str


@dataclass(frozen=True, slots=True)
class SentMessage:
    """A message about this appointment and its fate."""

    kind: str
    channel: str
    state: MessageState
    due_at: datetime
    sent_at: datetime | None


@dataclass(frozen=True, slots=True)
class MoneyLine:
    """A line of the ledger about this appointment."""

    kind: LedgerKind
    method: PayMethod
    amount_minor: int
    currency: str
    paid_at: datetime
    reference: str
    is_tip: bool


@dataclass(frozen=True, slots=True)
class DepositLine:
    """A deposit of this appointment, or of its project as a whole."""

    state: DepositState
    amount_minor: int
    currency: str
    due_at: datetime | None
    is_of_project: bool

    @property
    def is_open(self) -> bool:
        return self.state in OPEN


@dataclass(frozen=True, slots=True)
class ProjectChoice:
    """A project of the customer that the appointment may belong to."""

    id: int
    title: str
    is_finished: bool


@dataclass(frozen=True, slots=True)
class AppointmentDetail:
    """Everything about one appointment; an imported one may lack much of it."""

    id: int
    version: int
    title: str
    status: Status
    starts_at: datetime
    ends_at: datetime
    time_known: bool
    is_imported: bool
    price_minor: int | None
    currency: str
    notes: str
    staff_member_id: int | None
    staff_name: str
    room_id: int | None
    room: str
    service: str
    category: str
    project_id: int | None
    project_title: str
    project_is_finished: bool
    expected_sessions: int | None
    session_number: int | None
    policy: Minutes
    customer: WhoComes | None
    steps: tuple[StatusStep, ...] = ()
    messages: tuple[SentMessage, ...] = ()
    money: tuple[MoneyLine, ...] = ()
    deposits: tuple[DepositLine, ...] = ()
    projects: Annotated[tuple[ProjectChoice, ...], UNSAID] = ()  # a form's choices
    service_id: int | None = None

    @property
    def is_ended(self) -> bool:
        return self.status in ENDED

    @property
    def what(self) -> str:
        """Its title, else its service or its project; may be empty on an imported one."""
        return self.title or self.service or self.project_title

    @property
    def booked(self) -> StatusStep | None:
        """When and by whom it was booked."""
        return self.steps[0] if self.steps else None

    @property
    def latest(self) -> StatusStep | None:
        """How it came to its present status."""
        return self.steps[-1] if self.steps else None

    @property
    def before(self) -> Status:
        """The status to which undoing leads."""
        return status_before_latest(StatusChange(s.to_status, s.is_undo) for s in self.steps)

    @property
    def balance(self) -> Balance:
        """What was paid for it so far, the deposit counted once however it is booked."""
        return balance(
            (Entry(line.kind, line.amount_minor, line.is_tip) for line in self.money),
            deposits=[
                (deposit.state, deposit.amount_minor)
                for deposit in self.deposits
                if not deposit.is_of_project
            ],
        )

    @property
    def settled_minor(self) -> int:
        """What counts towards the price; tips do not."""
        return self.balance.settled_minor

    @property
    def open_minor(self) -> int | None:
        """What is still to be paid; None where no price is agreed."""
        return None if self.price_minor is None else max(0, self.price_minor - self.settled_minor)

    def next_step(self, at: datetime) -> Move | None:
        """The one step that comes next at this moment."""
        return next_step(self.status, starts_at=self.starts_at, ends_at=self.ends_at, at=at)

    def possible_moves(self, at: datetime) -> tuple[Move, ...]:
        """Every move worth offering at this moment."""
        return possible_moves(self.status, starts_at=self.starts_at, ends_at=self.ends_at, at=at)

    def judged(self, *, by: CancelledBy, told_at: datetime) -> Verdict:
        """What a cancellation would be judged as, by the policy of today."""
        return CancellationPolicy(self.policy).judge(
            starts_at=self.starts_at, told_at=told_at, by=by
        )
