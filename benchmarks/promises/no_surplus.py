"""Do 32 clients who want one and the same slot leave it booked exactly once?"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier

from django.db import connections

from benchmarks.asking import Desk
from benchmarks.choosing import choose
from benchmarks.promises.customer_page import customers_with
from benchmarks.results import Books, Result, verdict
from regulars.actions.appointments.book import book_appointment
from regulars.actions.taken_time.hold import TimeTaken
from regulars.kernel.actor import Actor
from regulars.records.busy_time import BusyTime
from regulars.records.catalogue import Service
from regulars.records.staff import StaffMember

PROMISE = "no_surplus"
_CLIENTS, _SLOTS = 32, 8
_FAR_AHEAD = timedelta(days=20_000)


def measure(books: Books) -> Iterator[Result]:
    """Race for some slots of the smallest book, far ahead of everything else in it."""
    desk = books.desks[books.smallest]
    outcomes = race(desk, clients=_CLIENTS, slots=_SLOTS)
    booked = [sum(outcome == "booked" for outcome in slot) for slot in outcomes]
    refused = sum(outcome == "taken" for slot in outcomes for outcome in slot)
    other = sum(outcome not in ("booked", "taken") for slot in outcomes for outcome in slot)
    yield Result(
        promise=PROMISE,
        part=f"surplus bookings, {_CLIENTS} clients on one slot",
        target="0 of any number",
        verdict=verdict(kept=booked == [1] * _SLOTS),
        figure=f"{sum(booked) - _SLOTS} of {sum(booked) + refused + other}",
        note=f"{_SLOTS} slots, {refused} refused with a sentence, {other} for another reason",
    )


def race(desk: Desk, *, clients: int, slots: int) -> list[list[str]]:
    """What became of each client's wish, slot by slot: booked, taken, or the fault's name."""
    choose(desk.place)
    customers = customers_with(desk, "few")
    service = Service.objects.of(desk.business).get(name="Touch-up")
    staff = StaffMember.objects.of(desk.business).order_by("id")[1]
    latest = BusyTime.objects.of(desk.business).order_by("-starts_at")[0].starts_at
    first = max(latest, datetime.now(UTC) + _FAR_AHEAD).replace(microsecond=0)
    # As if it were the day before: nobody books further ahead than the business's horizon.
    actor, at = Actor.operator(desk.business), first - timedelta(days=1)

    def wish(place: int, slot: int, together: Barrier) -> str:
        choose(desk.place)
        together.wait()
        try:
            book_appointment(
                business=desk.business,
                customer_id=customers[place % len(customers)],
                staff_member_id=staff.id,
                service_id=service.id,
                starts_at=first + timedelta(hours=slot + 1),
                actor=actor,
                at=at,
            )
        except TimeTaken:
            return "taken"
        except Exception as fault:
            return type(fault).__name__
        finally:
            connections[desk.place.alias].close()
        return "booked"

    outcomes = []
    for slot in range(slots):
        together = Barrier(clients)
        with ThreadPoolExecutor(clients) as threads:
            wishes = [threads.submit(wish, place, slot, together) for place in range(clients)]
            outcomes.append([wish.result() for wish in wishes])
    return outcomes
