"""The page of an appointment: another day, somebody else, another service, in one save."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from regulars.records.appointments import Appointment
from regulars.records.audit import AuditEntry
from regulars.records.busy_time import BusyTime
from regulars.records.catalogue import Service
from regulars.records.customers import Customer
from regulars.records.schedule import Room
from regulars.records.staff import StaffMember
from regulars.rules.appointment_status import Status
from tests import make
from tests.make import NOW

HOUR = timedelta(hours=1)
SLOT = NOW + timedelta(days=2, hours=3)  # Tuesday, 13:00 in Zürich


@pytest.fixture(autouse=True)
def _it_is_ten_in_zurich() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def desk(signed_in: Callable[[StaffMember], Client], nadia: StaffMember) -> Client:
    return signed_in(nadia)


@pytest.fixture
def made(mueller: Customer, runa: StaffMember) -> Appointment:
    line = make.service(runa.business, "Fine line", price_minor=18000)
    return make.appointment(mueller, runa, SLOT, service=line, price_minor=18000)


@pytest.fixture
def opened(made: Appointment) -> dict[str, Any]:
    """What the form holds when it is opened."""
    return {
        "version": 1,
        "title": "",
        "service": made.service_id,
        "staff": made.staff_member_id,
        "day": "24.11.2026",
        "start": "13:00",
        "until": "14:00",
        "was_start": "13:00",
        "was_until": "14:00",
        "price": "180.00",
        "notes": "",
    }


def _address(appointment: Appointment) -> str:
    return f"/at/nordlicht/appointments/{appointment.id}/"


def _text(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def test_nothing_touched_changes_nothing(
    desk: Client, made: Appointment, opened: dict[str, Any]
) -> None:
    assert desk.post(_address(made), opened).status_code == 302

    made.refresh_from_db()
    assert made.version == 1
    assert AuditEntry.objects.count() == 0


def test_day_time_staff_service_room_and_note_in_one_save(
    desk: Client, made: Appointment, opened: dict[str, Any], jonas: StaffMember
) -> None:
    chair = Room.objects.create(business=made.business, name="Chair")
    buffered = make.service(made.business, "Session", buffer_minutes=30)
    said = {
        "day": "25.11.2026",
        "start": "15:00",
        "until": "16:30",
        "staff": jonas.id,
        "service": buffered.id,
        "room": chair.id,
        "notes": "Moved by phone.",
    }

    assert desk.post(_address(made), opened | said).status_code == 302

    made.refresh_from_db()
    starts_at = SLOT + 26 * HOUR
    assert (made.starts_at, made.ends_at) == (starts_at, starts_at + 1.5 * HOUR)
    assert (made.staff_member, made.room, made.service) == (jonas, chair, buffered)
    assert (made.notes, made.price_minor, made.version) == ("Moved by phone.", 18000, 2)
    held = BusyTime.objects.order_by("id").values_list("staff_member_id", "room_id", "ends_at")
    until = starts_at + 2 * HOUR
    assert list(held) == [(jonas.id, None, until), (None, chair.id, until)]
    entry = AuditEntry.objects.get()
    assert entry.verb == "appointment.rescheduled"
    assert set(entry.changes) == {
        "starts_at", "ends_at", "staff_member_id", "room_id", "service_id", "notes",
    }  # fmt: skip


def test_another_start_takes_the_end_along_unless_it_was_typed(
    desk: Client, made: Appointment, opened: dict[str, Any]
) -> None:
    desk.post(_address(made), opened | {"start": "15:00"})

    made.refresh_from_db()
    assert (made.starts_at, made.ends_at) == (SLOT + 2 * HOUR, SLOT + 3 * HOUR)


def test_another_service_brings_length_and_price_only_if_asked(
    desk: Client, made: Appointment, opened: dict[str, Any]
) -> None:
    long = make.service(made.business, "Session", duration_minutes=240, price_minor=72000)

    desk.post(_address(made), opened | {"service": long.id})
    made.refresh_from_db()
    assert (made.service, made.ends_at, made.price_minor) == (long, SLOT + HOUR, 18000)
    short = make.service(made.business, "Touch-up", duration_minutes=30, price_minor=5000)
    desk.post(_address(made), opened | {"version": 2, "service": short.id, "brings": "on"})

    made.refresh_from_db()
    assert (made.service, made.ends_at, made.price_minor) == (short, SLOT + HOUR / 2, 5000)


def test_what_is_in_the_way_is_named_and_nothing_typed_is_lost(
    desk: Client, made: Appointment, opened: dict[str, Any], mueller: Customer, runa: StaffMember
) -> None:
    make.appointment(mueller, runa, SLOT + 2 * HOUR)
    said = {"start": "15:30", "until": "16:30", "notes": "Typed with care."}

    answer = desk.post(_address(made), opened | said)

    assert answer.status_code == 409
    assert "Runa has an appointment until 16:00." in _text(answer)
    assert "Typed with care." in _text(answer)
    made.refresh_from_db()
    assert (made.starts_at, made.notes, made.version) == (SLOT, "", 1)
    step = f"take:{(SLOT + 3 * HOUR).isoformat()} 60 {runa.id}"
    assert f'value="{step}"' in _text(answer)
    again = desk.post(_address(made), opened | said | {"step": step})
    assert 'value="16:00"' in _text(again)
    made.refresh_from_db()
    assert made.version == 1


def test_while_choosing_one_is_told_and_it_is_not_in_its_own_way(
    desk: Client, made: Appointment, opened: dict[str, Any], mueller: Customer, runa: StaffMember
) -> None:
    make.appointment(mueller, runa, SLOT + 2 * HOUR)
    part = {"HX-Request": "true", "HX-Target": "why"}

    free = desk.post(_address(made), opened | {"start": "13:30", "until": "14:30"}, headers=part)
    clash = desk.post(_address(made), opened | {"start": "15:30"}, headers=part)

    assert "appointment" not in _text(free)
    assert "Runa has an appointment until 16:00." in _text(clash)
    made.refresh_from_db()
    assert made.version == 1


def test_a_form_that_is_out_of_date_shows_where_it_stands_by_now(
    desk: Client, made: Appointment, opened: dict[str, Any]
) -> None:
    desk.post(_address(made), opened | {"start": "15:00", "until": "16:00"})

    late = desk.post(_address(made), opened | {"start": "17:00", "until": "18:00"})

    assert late.status_code == 409
    assert "By now it says: 15:00" in _text(late)
    made.refresh_from_db()
    assert made.starts_at == SLOT + 2 * HOUR


def test_what_has_its_ending_keeps_its_place_but_not_its_service(
    desk: Client, made: Appointment, mueller: Customer, runa: StaffMember
) -> None:
    done = make.appointment(mueller, runa, NOW - 48 * HOUR, status=Status.COMPLETED)
    service: Service = make.service(runa.business, "Touch-up")

    page = _text(desk.get(_address(done)))
    desk.post(
        _address(done),
        {"version": 1, "title": "", "price": "", "notes": "", "service": service.id}
        | {"day": "30.11.2026", "start": "10:00", "until": "11:00"},
    )

    assert 'name="start"' not in page
    done.refresh_from_db()
    assert (done.starts_at, done.service) == (NOW - 48 * HOUR, service)


def test_an_artist_moves_nothing_into_anothers_column(
    signed_in: Callable[[StaffMember], Client],
    mueller: Customer,
    runa: StaffMember,
    jonas: StaffMember,
) -> None:
    his = make.appointment(mueller, jonas, SLOT, service=make.service(runa.business))
    desk = signed_in(jonas)

    answer = desk.post(_address(his), {"version": 1, "title": "", "notes": "", "staff": runa.id})

    assert answer.status_code == 422
    his.refresh_from_db()
    assert his.staff_member == jonas
