"""How does a business come to have a million customers and ten million appointments?

Portion by portion, in memory that does not grow: people, what they look back on and forward to,
and all that follows. Every row is as the product's own actions would have left it; the same
numbers, seed and moment give the same book.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import zip_longest
from random import Random

from django.db import transaction

from benchmarks.book.around import keep_around
from benchmarks.book.bookings import Book
from benchmarks.book.house import STAFF, House, build_house
from benchmarks.book.lives import UPCOMING, Ahead, Visit, looking_back
from benchmarks.book.people import newcomer
from benchmarks.book.repeats import ORIGINALS, Original, Past
from benchmarks.book.skew import Skew
from benchmarks.book.traces import trace_customers
from benchmarks.book.workshops import Workshops
from regulars.actions.customers.search_index import index_names
from regulars.actions.customers.standing import Booking, stand
from regulars.records.customers import Customer
from regulars.records.many import insert_many
from regulars.records.tenancy import Owned

SEED = 20261122
_PORTION = 2_000
_MOST_AHEAD_OF_A_REGULAR = 3
_ARCHIVED = 0.02

Progress = Callable[[str, float], None]


@dataclass(frozen=True, slots=True)
class Life:
    """A customer with the visits that are written out, and the places taken in workshops.

    Who leads the life of somebody before has only what lies ahead written out.
    """

    customer: Customer
    visits: list[Visit]
    workshops: list[int]
    is_repeated: bool


@dataclass(frozen=True, slots=True)
class Maker:
    """Everything that a portion is made with."""

    house: House
    rng: Random
    at: datetime
    skew: Skew
    ahead: Ahead
    workshops: Workshops
    book: Book
    originals: list[Original]


def fill_book(
    *,
    slug: str,
    customers: int,
    appointments: int,
    at: datetime,
    seed: int = SEED,
    staff: int = STAFF,
    progress: Progress = lambda step, share: None,
) -> House:
    """Open a business and give it this many customers and about so many appointments."""
    rng = Random(f"{seed} {slug}")
    with transaction.atomic():
        house = build_house(slug, at=at, staff=staff)
        workshops = Workshops(house, rng, at=at, wanted=customers // 50 + 1)
    maker = Maker(
        house=house,
        rng=rng,
        at=at,
        skew=Skew.of(customers=customers, appointments=appointments),
        ahead=Ahead(house, at=at, wanted=int(customers * UPCOMING * 1.5) + 100),
        workshops=workshops,
        book=Book(house),
        originals=[],
    )
    for start in range(0, customers, _PORTION):
        portion = range(start, min(start + _PORTION, customers))
        with transaction.atomic():
            _write_portion(maker, portion)
        progress(f"{slug}: customers and bookings", portion.stop / customers)
    maker.book.settle()
    return house


def _write_portion(maker: Maker, portion: range) -> None:
    original = None
    if len(maker.originals) == ORIGINALS:
        original = maker.originals[portion.start // _PORTION % ORIGINALS]
    pasts = original.pasts if original else ()
    lives = [
        _live(maker, place, past)
        for place, past in zip_longest(portion, pasts[: len(portion)], fillvalue=None)
    ]
    customers = [life.customer for life in lives]
    business_id = maker.house.business.id
    insert_many(customers, give_ids=True)
    first, last = customers[0].id, customers[-1].id
    index_names(business=maker.house.business, customers=customers, are_new=True)
    keep_around(maker.house, maker.rng, customers, at=maker.at)
    if original is not None:
        repeated = [place for place, life in enumerate(lives) if life.is_repeated]
        maker.book.repeat(original, first_customer=first, only=repeated)
    before = maker.book.next_ids()
    maker.book.write(maker.rng, [(life.customer, life.visits) for life in lives])
    if original is None and len(portion) == _PORTION:
        maker.originals.append(_original(maker, portion, lives, before))
    maker.workshops.register([(life.customer, life.workshops) for life in lives])
    trace_customers(business_id, first, last, staff_id=maker.house.staff[0].id)


def _original(
    maker: Maker, portion: range, lives: list[Life], before: dict[type[Owned], int]
) -> Original:
    after = maker.book.next_ids()
    return Original(
        pasts=tuple(
            None if place in maker.skew.heavy else Past.of(life.visits)
            for place, life in zip(portion, lives, strict=True)
        ),
        first_customer=lives[0].customer.id,
        spans={model: (before[model], after[model] - 1) for model in before},
    )


def _live(maker: Maker, place: int, past: Past | None) -> Life:
    rng, at = maker.rng, maker.at
    is_heavy = place in maker.skew.heavy
    past = None if is_heavy else past
    visits: list[Visit] = []
    if past is None:
        number = maker.skew.visits(place, rng)
        visits += looking_back(maker.house, rng, visits=number, is_heavy=is_heavy, at=at)
    if is_heavy or rng.random() < UPCOMING:
        wanted = rng.randint(1, _MOST_AHEAD_OF_A_REGULAR) if is_heavy else 1 + (rng.random() < 0.2)
        coming = (maker.ahead.visit(maker.house, rng, at=at) for _ in range(wanted))
        visits += [visit for visit in coming if visit is not None]
    registered = maker.workshops.choose(rng)
    made = [visit.created_at for visit in visits] + ([past.first_made_at] if past else [])
    made += [maker.workshops.booked_at(one) for one in registered]
    entered_at = min(made) - timedelta(minutes=rng.randrange(5))
    customer = newcomer(rng, maker.house.business, running=place + 1, at=entered_at)
    stand(customer, _bookings(maker, visits, registered, past))
    is_gone = customer.latest_active_at is None and rng.random() < _ARCHIVED
    customer.archived_at = at - timedelta(days=rng.randrange(1, 300)) if is_gone else None
    return Life(customer, visits, registered, is_repeated=past is not None)


def _bookings(
    maker: Maker, visits: list[Visit], registered: list[int], past: Past | None
) -> list[Booking]:
    """Everything that ever was or will be, in order of time."""
    workshops = maker.workshops
    bookings = [(visit.starts_at, visit.status) for visit in visits]
    bookings += [(workshops.starts_at(one), workshops.status(one)) for one in registered]
    bookings += past.bookings if past else ()
    return sorted(bookings)
