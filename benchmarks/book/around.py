"""What else does a studio keep about its customers: tags, alerts, notes, answers, reminders?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from random import Random
from typing import Any

from benchmarks.book.house import House
from benchmarks.book.names import zipf
from benchmarks.book.rows import write
from regulars.records.customers import Alert, Customer, CustomerTag
from regulars.records.fields import Answer
from regulars.records.notes import Note

_ALERTS = ("Latex allergy", "Prepay only", "Faints easily", "Pregnant")
_NOTES = (
    "Prefers mornings, comes by train from Winterthur.",
    "Talks about the garden. Wants the same colour as last time.",
    "Skin reacts to red ink: test first, and plan a longer break.",
    "Asked for a gift voucher for the sister.",
)
_ANSWERS = ("Left forearm, inside", "Friends", "yes", "None that I know of", "12", "E-mail\nSMS")
# One in so many bears the rarest tag.
_MODEL_IN = 2_500

Rows = list[tuple[Any, ...]]


def keep_around(house: House, rng: Random, customers: Sequence[Customer], *, at: datetime) -> None:
    """Put tags, alerts, notes and answers on some of these customers."""
    tags, alerts, notes, answers = Rows(), Rows(), Rows(), Rows()
    for customer in customers:
        tags += ((customer.id, house.tags[place].id) for place in _tags(rng, len(house.tags)))
        if rng.random() < 0.03:
            author = rng.choice(house.staff).id
            alerts.append((customer.id, rng.choice(_ALERTS), author, customer.created_at))
        if rng.random() < 0.25:
            notes += (
                (customer.id, rng.choice(_NOTES), rng.choice(house.staff).id, moment, moment == at)
                for moment in _moments(rng, customer.created_at, at)
            )
        if rng.random() < 0.35:
            answers += _answers(house, rng, customer)
    business_id = house.business.id
    for model, names, rows in (
        (CustomerTag, ("customer_id", "tag_id"), tags),
        (Alert, ("customer_id", "title", "author_id", "created_at"), alerts),
        (Note, ("customer_id", "body", "author_id", "created_at", "is_pinned"), notes),
        (
            Answer,
            ("customer_id", "field_id", "value", "asked_as", "source", "given_at"),
            answers,
        ),
    ):
        write(model, ("business_id", *names), [(business_id, *row) for row in rows])


def _tags(rng: Random, many: int) -> set[int]:
    """The places of the tags of one customer; the last tag is rare."""
    chosen = {zipf(rng, many - 1) for _ in range(2)} if rng.random() < 0.3 else set()
    return chosen | ({many - 1} if rng.randrange(_MODEL_IN) == 0 else set())


def _moments(rng: Random, since: datetime, at: datetime) -> list[datetime]:
    minutes = max(1, (at - since) // timedelta(minutes=1))
    return [since + timedelta(minutes=rng.randrange(minutes)) for _ in range(rng.randint(1, 3))]


def _answers(house: House, rng: Random, customer: Customer) -> Rows:
    places = rng.sample(range(len(house.fields)), rng.randint(1, 4))
    return [
        (
            customer.id,
            house.fields[place].id,
            _ANSWERS[place],
            house.fields[place].label,
            "booking",
            customer.created_at,
        )
        for place in places
    ]
