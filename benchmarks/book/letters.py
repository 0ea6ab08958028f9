"""Which deposits were asked for, what became of them, and who was reminded of what?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from random import Random
from typing import Any

from benchmarks.book.house import House
from benchmarks.book.lives import Visit
from benchmarks.book.rows import Ids, write
from regulars.records.customers import Customer
from regulars.records.deposits import Deposit, DepositStep
from regulars.records.messages import Message
from regulars.rules.appointment_status import Status

_WITH_DEPOSIT = 0.015
_REMINDED = 0.25
_TEXT = "Dear customer, we look forward to seeing you. Reply to this message to cancel."
_DAY = timedelta(days=1)

Rows = list[tuple[Any, ...]]
# An appointment's id, whose it is, and what it is.
Made = tuple[int, Customer, Visit]
Moments = list[tuple[str, datetime]]


def ask_deposits(house: House, rng: Random, ids: Ids, made: Sequence[Made]) -> None:
    """Deposits of some appointments, and of all that were cancelled because one stayed unpaid."""
    deposits, steps, messages = Rows(), Rows(), Rows()
    business_id = house.business.id
    for id_, customer, visit in made:
        has_lapsed = visit.status is Status.CANCELLED_BY_NOTIFICATION
        price = house.services[visit.service].price_minor
        is_used = visit.status is Status.COMPLETED and price and rng.random() < _WITH_DEPOSIT
        if not (has_lapsed or is_used):
            continue
        deposit, state = ids.next(), "lapsed" if has_lapsed else "used"
        asked_at = visit.created_at
        due_at = asked_at + (visit.changed_at - asked_at) * 0.9
        amount = price // 5 or 5_000
        whose = (deposit, business_id, customer.id, id_)
        deposits.append((*whose, amount, house.business.currency, state, asked_at, due_at))
        # Reminded twice before it lapses (PRODUCT.md 3.4); whoever pays does so before that.
        reminded = [asked_at + (due_at - asked_at) * share for share in (0.3, 0.8)]
        reminded = reminded if has_lapsed else []
        way: Moments = [("asked", asked_at), *(("reminded", at) for at in reminded)]
        way += [] if has_lapsed else [("paid", due_at)]
        way.append((state, visit.changed_at))
        steps += ((business_id, deposit, step, at, "clock") for step, at in way)
        sent: Moments = [("deposit_asked", asked_at)]
        sent += (("deposit_reminder", at) for at in reminded)
        to = (business_id, customer.id, id_, deposit)
        messages += (_message(to, kind, "email", at) for kind, at in sent)
    write(Deposit, _DEPOSIT, deposits)
    write(DepositStep, ("business_id", "deposit_id", "state", "at", "actor_kind"), steps)
    write(Message, _MESSAGE, messages)


def remind(house: House, rng: Random, made: Sequence[Made]) -> None:
    """Reminders of some of the appointments that took place."""
    write(Message, _MESSAGE, list(_reminders(house, rng, made)))


def _reminders(house: House, rng: Random, made: Sequence[Made]) -> Iterator[tuple[Any, ...]]:
    for id_, customer, visit in made:
        if visit.status is Status.COMPLETED and rng.random() < _REMINDED:
            to = (house.business.id, customer.id, id_, None)
            channel = "sms" if id_ % 3 else "email"
            yield _message(to, "reminder", channel, visit.starts_at - _DAY)


def _message(to: tuple[Any, ...], kind: str, channel: str, at: datetime) -> tuple[Any, ...]:
    return (*to, kind, channel, "sent", "See you soon", _TEXT, at, at)


_DEPOSIT = (
    *("id", "business_id", "customer_id", "appointment_id", "amount_minor", "currency", "state"),
    *("asked_at", "due_at"),
)
_MESSAGE = (
    *("business_id", "customer_id", "appointment_id", "deposit_id", "kind", "channel", "state"),
    *("subject", "body", "due_at", "sent_at"),
)
