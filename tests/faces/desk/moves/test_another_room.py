"""Dragged to another artist, whose customers sit in another chair."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from regulars.records.appointments import Appointment
from regulars.records.busy_time import BusyTime
from regulars.records.customers import Customer
from regulars.records.schedule import Room
from regulars.records.staff import StaffMember
from regulars.rules.appointment_status import Status
from tests import make
from tests.make import NOW

FRIDAY = datetime(2026, 11, 27, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def _it_is_sunday_ten_in_zurich() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def chairs(runa: StaffMember, jonas: StaffMember) -> list[Room]:
    """Chair 1 is Runa's; Jonas works in chair 3; nobody in chair 2."""
    first, second, third = (make.room(runa.business, f"Chair {n}") for n in (1, 2, 3))
    guest = make.customer(runa.business, "Guest")
    make.appointment(guest, jonas, NOW - timedelta(days=3), room=third, status=Status.COMPLETED)
    return [first, second, third]


def in_chair(visit: Appointment, room: Room) -> Appointment:
    Appointment.objects.filter(id=visit.id).update(room=room)
    BusyTime.objects.create(
        business_id=visit.business_id, room=room, appointment=visit,
        starts_at=visit.starts_at, ends_at=visit.ends_at,
    )  # fmt: skip
    visit.refresh_from_db()
    return visit


@pytest.fixture
def visit(runa: StaffMember, mueller: Customer, chairs: list[Room]) -> Appointment:
    """At ten with Runa, who has somebody else in her chair at two."""
    service = make.service(runa.business, "Sleeve")
    other = make.customer(runa.business, "Other")
    later = make.appointment(other, runa, FRIDAY + 4 * HOUR, service=service)
    in_chair(later, chairs[0])
    return in_chair(make.appointment(mueller, runa, FRIDAY, service=service), chairs[0])


def drag(desk, visit: Appointment, jonas: StaffMember, **said: object):
    told = {"day": "2026-11-27", "start": "14:00", "version": visit.version, "staff": jonas.id}
    there = f"/at/nordlicht/appointments/{visit.id}/time/"
    return desk.post(there, told | said, headers={"HX-Request": "true"})


def test_it_goes_to_the_chair_in_which_that_artist_works(
    signed_in, runa, jonas, visit, chairs
) -> None:
    answer = drag(signed_in(runa), visit, jonas)

    assert answer.status_code == 200
    assert "Chair 3" in answer.text
    visit.refresh_from_db()
    assert (visit.staff_member_id, visit.room_id) == (jonas.id, chairs[2].id)
    held = BusyTime.objects.get(appointment=visit, room__isnull=False)
    assert (held.room_id, held.starts_at) == (chairs[2].id, FRIDAY + 4 * HOUR)


def test_a_chair_that_was_asked_for_is_not_exchanged(signed_in, runa, jonas, visit, chairs) -> None:
    answer = drag(signed_in(runa), visit, jonas, room=chairs[0].id)

    assert answer.status_code == 409
    visit.refresh_from_db()
    assert (visit.staff_member_id, visit.room_id) == (runa.id, chairs[0].id)


def test_where_every_chair_is_taken_it_stays(signed_in, runa, jonas, visit, chairs) -> None:
    for room in chairs[1:]:
        make.block(room, FRIDAY + 4 * HOUR)

    answer = drag(signed_in(runa), visit, jonas)

    assert answer.status_code == 409
    assert "Chair 1" in answer.text
    visit.refresh_from_db()
    assert visit.starts_at == FRIDAY
