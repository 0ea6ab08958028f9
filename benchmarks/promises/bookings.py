"""How many bookings a second do eight clients make, beside the bare inserts that they consist of?"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

from django.db import connections, transaction

from benchmarks.asking import Desk
from benchmarks.choosing import choose
from benchmarks.promises.customer_page import customers_with
from benchmarks.results import Books, Result, Verdict
from regulars.actions.appointments.book import book_appointment
from regulars.kernel.actor import Actor
from regulars.records.appointments import Appointment
from regulars.records.busy_time import BusyTime
from regulars.records.catalogue import Service
from regulars.records.staff import StaffMember

PROMISE = "bookings"
_CLIENTS, _EACH = 8, 40
_FAR_AHEAD = timedelta(days=30_000)
Write = Callable[[int, datetime, int], None]


def measure(books: Books) -> Iterator[Result]:
    """Everybody books in a column of their own, each booking a transaction of its own."""
    desk = books.desks[books.smallest]
    choose(desk.place)
    customers = customers_with(desk, "few")
    service = Service.objects.of(desk.business).filter(name="Touch-up")[0]
    actor = Actor.operator(desk.business)

    def book(staff_id: int, starts_at: datetime, number: int) -> None:
        book_appointment(
            business=desk.business,
            customer_id=customers[number % len(customers)],
            staff_member_id=staff_id,
            service_id=service.id,
            starts_at=starts_at,
            actor=actor,
            at=starts_at - timedelta(days=1),
        )

    def insert(staff_id: int, starts_at: datetime, number: int) -> None:
        ends_at = starts_at + timedelta(minutes=30)
        with transaction.atomic():
            made = Appointment.objects.create(
                business_id=desk.business.id,
                customer_id=customers[number % len(customers)],
                staff_member_id=staff_id,
                service=service,
                starts_at=starts_at,
                ends_at=ends_at,
                currency="CHF",
                created_at=starts_at,
                changed_at=starts_at,
            )
            BusyTime.objects.create(
                business_id=desk.business.id,
                staff_member_id=staff_id,
                starts_at=starts_at,
                ends_at=ends_at,
                appointment=made,
            )

    bare = _rate(desk, insert)
    whole = _rate(desk, book)
    yield Result(
        promise=PROMISE,
        part=f"bookings a second, {_CLIENTS} clients",
        target="beside the bare inserts",
        verdict=Verdict.TOLD,
        figure=f"{whole:,.0f} a second, {whole / bare:.2f} of the bare inserts",
        note=f"an appointment and its busy time alone: {bare:,.0f} a second; {_CLIENTS} threads of "
        "one process, a commit each",
    )


def _rate(desk: Desk, write: Write) -> float:
    """Writes a second, all clients together, from the first start to the last end."""
    latest = BusyTime.objects.of(desk.business).order_by("-starts_at")[0].starts_at
    first = max(latest, datetime.now(UTC) + _FAR_AHEAD).replace(microsecond=0) + timedelta(days=2)
    staff = StaffMember.objects.of(desk.business).order_by("id").values_list("id", flat=True)

    def client(place: int, staff_id: int) -> None:
        choose(desk.place)
        try:
            for number in range(_EACH):
                write(staff_id, first + timedelta(hours=number), place + number)
        finally:
            connections[desk.place.alias].close()

    began = time.perf_counter()
    with ThreadPoolExecutor(_CLIENTS) as threads:
        list(threads.map(client, range(_CLIENTS), staff[:_CLIENTS]))
    return _CLIENTS * _EACH / (time.perf_counter() - began)
