"""What do all of a demo business's stories share? Its house, its diary, its draft, chance and now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from typing import TypeVar

from regulars.actions.demo.draft import Draft, Hand
from regulars.actions.demo.house import Diary, House
from regulars.actions.demo.letters import written
from regulars.records.appointments import Appointment
from regulars.records.customers import Customer
from regulars.records.deposits import Deposit
from regulars.records.group_sessions import Registration
from regulars.records.messages import Message
from regulars.records.tenancy import Owned
from regulars.rules.messages import Channel, MessageKind, MessageState

# The change log of older changes would only make the demo larger.
_TRACED = timedelta(days=120)
_SENDING = timedelta(minutes=1)
# One message in so many comes back: a full mailbox, a mistyped address.
_BOUNCES = 150

Booking = Appointment | Registration
Thing = TypeVar("Thing")


@dataclass(slots=True)
class Studio:
    """A demo business while its history is being told."""

    house: House
    diary: Diary
    draft: Draft
    rng: Random
    at: datetime

    @property
    def today(self) -> date:
        return self.house.day_of(self.at)

    @property
    def currency(self) -> str:
        return self.house.business.currency

    def chance(self, probability: float) -> bool:
        """True with this probability."""
        return self.rng.random() < probability

    def days(self, fewest: int, most: int) -> timedelta:
        """So many days, drawn evenly."""
        return timedelta(days=self.rng.randint(fewest, most))

    def minutes(self, fewest: int, most: int) -> timedelta:
        """So many minutes, drawn evenly."""
        return timedelta(minutes=self.rng.randint(fewest, most))

    def hour(self, day: date, earliest: int = 9, latest: int = 20) -> datetime:
        """Some minute of that day between two hours of the wall clock."""
        return self.house.moment(day, self.rng.randint(earliest * 60, latest * 60 - 1))

    def trace(
        self,
        verb: str,
        subject: Owned,
        *,
        at: datetime,
        by: Hand,
        customer: Customer | None,
        **changes: list[object],
    ) -> None:
        """Leave a line in the audit trail if it is recent enough to matter."""
        if self.at - at <= _TRACED:
            told = {line: change for line, change in changes.items() if any(change)}
            self.draft.trace(verb, subject, at=at, by=by, customer=customer, **told)

    def send(
        self,
        kind: MessageKind,
        booking: Booking,
        *,
        what: str,
        at: datetime,
        channel: Channel,
        deposit: Deposit | None = None,
    ) -> None:
        """Send the customer a message, unless that moment is still to come."""
        customer = known(booking.customer)
        reachable = customer.email if channel is Channel.EMAIL else customer.phone
        if at + _SENDING > self.at or not reachable:
            return
        letter = written(
            kind,
            language=self.house.business.language,
            name=customer.nickname or customer.first_name,
            what=what,
            starts_at=booking.starts_at,
            zone=self.house.zone,
            house=self.house.business.name,
        )
        bounced = channel is Channel.EMAIL and self.rng.randrange(_BOUNCES) == 0
        self.draft.add(
            Message,
            customer=customer,
            appointment=booking if isinstance(booking, Appointment) else None,
            deposit=deposit,
            kind=kind,
            channel=channel,
            state=MessageState.FAILED if bounced else MessageState.SENT,
            subject=letter.subject if channel is Channel.EMAIL else "",
            body=letter.body,
            due_at=at,
            sent_at=None if bounced else at + timedelta(seconds=self.rng.randint(1, 50)),
        )


def known(thing: Thing | None) -> Thing:
    """What the demo always fills in, though a record may lack it; TypeError if it does."""
    if thing is None:
        raise TypeError("the demo left out what it always knows")
    return thing
