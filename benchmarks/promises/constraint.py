"""What does it cost that the database itself refuses to book anybody twice?"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import count

from django.db import connection, transaction

from benchmarks.asking import Desk
from benchmarks.choosing import choose
from benchmarks.measuring import in_turn
from benchmarks.promises.customer_page import customers_with
from benchmarks.results import Books, Result, Verdict, at_least
from regulars.actions.appointments.book import book_appointment
from regulars.kernel.actor import Actor
from regulars.records.appointments import Appointment
from regulars.records.catalogue import Service
from regulars.records.staff import StaffMember

PROMISE = "constraint"
_LEAST = 0.6
_BOOKINGS = 200
_FAR_AHEAD = datetime(2110, 1, 1, tzinfo=UTC)
_TABLES = {"with": "bench_busy_with", "without": "bench_busy_without"}
_INSERT = """
INSERT INTO {table} (business_id, staff_member_id, starts_at, ends_at, appointment_id)
VALUES (%s, %s, %s, %s, %s)
"""
_OF_THE_TABLE = """
SELECT conname, contype, pg_get_constraintdef(oid) FROM pg_constraint
 WHERE conrelid = 'regulars_busytime'::regclass
"""


def measure(books: Books) -> Iterator[Result]:
    """The same INSERT with and without the exclusion constraint; PostgreSQL only."""
    desk = books.desks[books.smallest]
    choose(desk.place)
    yield _rate(desk)
    if books.engine != "postgresql":
        return
    try:
        _make_tables()
        inserts = _inserts(desk)
        # Asked the other way round, a ratio of times is one of rates: with ÷ without.
        turns = in_turn(inserts, seconds=10)
    finally:
        _drop_tables()
    ratio = turns.ratio("without", "with")
    yield Result(
        promise=PROMISE,
        part="INSERT of busy time, with ÷ without the constraint, a commit each",
        target=f"≥ {_LEAST}",
        verdict=at_least(ratio, _LEAST),
        timings={books.smallest: turns.timing("with")},
        ratio=ratio,
        of="with ÷ without",
        note=f"without {turns.timing('without').median:.2f} ms",
    )


def _make_tables() -> None:
    """Two copies of busy time with all its rows, keys and indexes; one without the constraint."""
    _drop_tables()
    with connection.cursor() as cursor:
        cursor.execute(_OF_THE_TABLE)
        constraints = cursor.fetchall()
        for kind, table in _TABLES.items():
            cursor.execute(f"CREATE TABLE {table} (LIKE regulars_busytime INCLUDING ALL)")
            cursor.execute(f"INSERT INTO {table} SELECT * FROM regulars_busytime")
            cursor.execute(
                f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), MAX(id)) FROM {table}"
            )
            for name, sort, definition in constraints:
                if sort == "f":
                    cursor.execute(f"ALTER TABLE {table} ADD CONSTRAINT {name} {definition}")
            if kind == "without":
                cursor.execute(
                    "SELECT conname FROM pg_constraint"
                    f" WHERE conrelid = '{table}'::regclass AND contype = 'x'"
                )
                for (name,) in cursor.fetchall():
                    cursor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}")


def _drop_tables() -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE IF EXISTS {', '.join(_TABLES.values())}")


def _inserts(desk: Desk) -> dict[str, Callable[[], None]]:
    staff_id = StaffMember.objects.of(desk.business).order_by("id")[1].id
    appointment_id = Appointment.objects.of(desk.business).order_by("id")[0].id
    numbers = {kind: count() for kind in _TABLES}

    def insert(kind: str) -> None:
        starts_at = _FAR_AHEAD + timedelta(minutes=30 * next(numbers[kind]))
        ends_at = starts_at + timedelta(minutes=30)
        values = [desk.business.id, staff_id, starts_at, ends_at, appointment_id]
        with connection.cursor() as cursor:
            cursor.execute(_INSERT.format(table=_TABLES[kind]), values)

    return {kind: (lambda kind=kind: insert(kind)) for kind in _TABLES}


def _rate(desk: Desk) -> Result:
    """How many whole bookings a second one client makes; taken back at the end."""
    customers = customers_with(desk, "few")
    service = Service.objects.of(desk.business).get(name="Touch-up")
    staff_id = StaffMember.objects.of(desk.business).order_by("id")[1].id
    # As if it were the day before: nobody books further ahead than the business's horizon.
    actor, at = Actor.operator(desk.business), _FAR_AHEAD - timedelta(days=1)
    with transaction.atomic():
        began = time.perf_counter()
        for number in range(_BOOKINGS):
            book_appointment(
                business=desk.business,
                customer_id=customers[number % len(customers)],
                staff_member_id=staff_id,
                service_id=service.id,
                starts_at=_FAR_AHEAD + timedelta(hours=number),
                actor=actor,
                at=at,
            )
        spent = time.perf_counter() - began
        transaction.set_rollback(True)
    return Result(
        promise=PROMISE,
        part="the whole booking action, one client",
        target="no ratio promised",
        verdict=Verdict.TOLD,
        figure=f"{_BOOKINGS / spent:,.0f} a second",
        note=f"{_BOOKINGS} in one transaction that is taken back",
    )
