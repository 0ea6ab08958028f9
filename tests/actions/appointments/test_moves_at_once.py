"""Moves and bookings that want one place in the same moment."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from regulars.actions.appointments.book import book_appointment
from regulars.actions.appointments.reschedule import reschedule_appointment
from regulars.actions.taken_time.hold import TimeTaken
from regulars.records.businesses import Business
from regulars.records.busy_time import BusyTime
from regulars.records.catalogue import Service
from regulars.records.customers import Customer
from regulars.records.staff import StaffMember
from tests import make
from tests.cast import acting
from tests.make import NOW
from tests.racing import on_file, race

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
TUESDAY = datetime(2026, 11, 24, 12, 0, tzinfo=NOW.tzinfo)  # 13:00 in Zürich


@pytest.fixture
def session(nordlicht: Business) -> Service:
    return make.service(nordlicht, duration_minutes=120, buffer_minutes=15, price_minor=36000)


@pytest.fixture
def book(nordlicht: Business, runa: StaffMember, mueller: Customer, session: Service) -> partial:
    """Books Mr Müller with Runa on Tuesday from 13:00 to 15:00, unless something else is said."""
    return partial(
        book_appointment,
        business=nordlicht,
        customer_id=mueller.id,
        staff_member_id=runa.id,
        service_id=session.id,
        starts_at=TUESDAY,
        actor=acting(runa),
        at=NOW,
    )


@pytest.fixture
def move(nordlicht: Business, runa: StaffMember) -> partial:
    """Moves to Wednesday at 13:00, unless something else is said."""
    return partial(
        reschedule_appointment,
        business=nordlicht,
        starts_at=TUESDAY + DAY,
        actor=acting(runa),
        at=NOW + HOUR,
    )


def test_two_moves_that_cross_both_come_to_an_end(
    committed_db: None,
    book: partial,
    move: partial,
    jonas: StaffMember,
    runa: StaffMember,
    tmp_path: Path,
) -> None:
    hers, his = book(), book(staff_member_id=jonas.id, starts_at=TUESDAY + 3 * HOUR)

    with on_file(tmp_path):
        for _ in range(5):
            results = race(
                [
                    partial(
                        move,
                        appointment_id=hers,
                        starts_at=TUESDAY + 3 * HOUR,
                        staff_member_id=jonas.id,
                    ),
                    partial(move, appointment_id=his, starts_at=TUESDAY, staff_member_id=runa.id),
                ]
            )
            # Each wants the other's place, so none of them can have it.
            assert [type(result) for result in results] == [TimeTaken, TimeTaken]
        assert BusyTime.objects.count() == 2


def test_of_eight_who_move_to_one_place_one_gets_it(
    committed_db: None,
    book: partial,
    move: partial,
    nordlicht: Business,
    runa: StaffMember,
    tmp_path: Path,
) -> None:
    artists = [make.staff(nordlicht, f"Artist {number}") for number in range(8)]
    made = [book(staff_member_id=artist.id) for artist in artists]

    with on_file(tmp_path):
        results = race([partial(move, appointment_id=one, staff_member_id=runa.id) for one in made])

        assert sorted(type(result).__name__ for result in results) == ["Moved"] + ["TimeTaken"] * 7
        assert BusyTime.objects.filter(staff_member=runa).count() == 1
        assert BusyTime.objects.count() == 8


def test_of_a_move_and_a_booking_that_race_one_wins(
    committed_db: None,
    book: partial,
    move: partial,
    jonas: StaffMember,
    runa: StaffMember,
    tmp_path: Path,
) -> None:
    made = book(staff_member_id=jonas.id)

    with on_file(tmp_path):
        results = race(
            [
                partial(move, appointment_id=made, starts_at=TUESDAY, staff_member_id=runa.id),
                partial(book),
            ]
        )

        assert sum(isinstance(result, TimeTaken) for result in results) == 1
        assert BusyTime.objects.filter(staff_member=runa).count() == 1
