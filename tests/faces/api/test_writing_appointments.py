"""Appointments by a program: changed, moved, ended, undone, and let in."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from regulars.records.appointments import Appointment
from regulars.records.businesses import Business
from regulars.records.busy_time import BusyTime
from regulars.records.customers import Customer
from regulars.records.ledger import LedgerLine
from regulars.records.projects import Project
from regulars.records.schedule import Room
from regulars.records.staff import StaffMember
from regulars.rules.appointment_status import Status
from regulars.rules.permissions import Scope
from tests import make
from tests.programs import Program, a_token

HOUR = timedelta(hours=1)
NOW = datetime.now(UTC).replace(minute=0, second=0, microsecond=0)
SOON = NOW + timedelta(days=20)
JUST_NOW = NOW - 2 * HOUR


@pytest.fixture
def visit(mueller: Customer, jonas: StaffMember) -> Appointment:
    return make.appointment(mueller, jonas, SOON, price_minor=18_000, title="Fern")


@pytest.fixture
def past(mueller: Customer, jonas: StaffMember) -> Appointment:
    return make.appointment(mueller, jonas, JUST_NOW, price_minor=18_000)


def stands(visit: Appointment) -> tuple[Any, ...]:
    visit.refresh_from_db()
    return (visit.status, visit.starts_at, visit.ends_at, visit.title, visit.version)


def test_what_is_named_changes_and_the_rest_stays(writer: Program, visit: Appointment):
    answer = writer.write(f"/appointments/{visit.id}/", {"notes": "By the window"}, method="patch")

    assert answer.status_code == 200, answer.content
    visit.refresh_from_db()
    assert (visit.notes, visit.title, visit.price_minor) == ("By the window", "Fern", 18_000)
    assert (answer.json()["notes"], answer.json()["version"]) == ("By the window", visit.version)


def test_a_new_start_moves_the_appointment_and_keeps_its_length(
    writer: Program, visit: Appointment, runa: StaffMember, nordlicht: Business
):
    room = Room.objects.create(business=nordlicht, name="Room 2")
    told = {
        "starts_at": (SOON + 3 * HOUR).isoformat(),
        "staff_member_id": runa.id,
        "room_id": room.id,
        "version": visit.version,
    }

    answer = writer.write(f"/appointments/{visit.id}/", told, method="patch")

    assert answer.status_code == 200, answer.content
    visit.refresh_from_db()
    assert (visit.starts_at, visit.ends_at) == (SOON + 3 * HOUR, SOON + 4 * HOUR)
    assert (visit.staff_member_id, visit.room_id) == (runa.id, room.id)
    held = BusyTime.objects.get(appointment=visit, staff_member=runa)
    assert (held.starts_at, held.ends_at) == (SOON + 3 * HOUR, SOON + 4 * HOUR)
    assert (answer.json()["room_id"], answer.json()["staff_member_id"]) == (room.id, runa.id)

    answer = writer.write(f"/appointments/{visit.id}/", {"room_id": None}, method="patch")

    assert (answer.status_code, answer.json()["room_id"]) == (200, None)


def test_a_change_is_refused_where_the_time_is_taken_or_the_version_is_old(
    writer: Program, visit: Appointment, jonas: StaffMember, nordlicht: Business
):
    other = make.customer(nordlicht, "Gosia")
    make.appointment(other, jonas, SOON + 3 * HOUR)
    before = stands(visit)

    taken = {"starts_at": (SOON + 3 * HOUR).isoformat()}
    answers = [
        writer.write(f"/appointments/{visit.id}/", told, method="patch")
        for told in (taken, {"version": visit.version + 1, "title": "Rose"})
    ]

    assert [(one.status_code, one.json()["code"]) for one in answers] == [
        (409, "time_taken"),
        (409, "out_of_date"),
    ]
    assert "Gosia" not in answers[0].text
    assert stands(visit) == before


def test_a_price_needs_the_scope_for_money(
    nordlicht: Business, visit: Appointment, mueller: Customer, runa: StaffMember
):
    poor = a_token(nordlicht, Scope.APPOINTMENTS_WRITE, name="Poor")
    service = make.service(nordlicht, "Small tattoo", price_minor=18_000)
    wish = {
        "customer_id": mueller.id, "staff_member_id": runa.id, "service_id": service.id,
        "starts_at": SOON.isoformat(),
    }  # fmt: skip

    answers = [
        poor.write("/appointments/", wish | {"price_minor": 1}),
        poor.write(f"/appointments/{visit.id}/", {"price_minor": 1}, method="patch"),
    ]

    assert [(one.status_code, one.json()["code"]) for one in answers] == [(403, "forbidden")] * 2
    assert Appointment.objects.count() == 1
    kept = poor.write(f"/appointments/{visit.id}/", {"title": "Rose"}, method="patch")
    assert (kept.status_code, kept.json()["price_minor"]) == (200, None)
    visit.refresh_from_db()
    assert (visit.title, visit.price_minor) == ("Rose", 18_000)


def test_a_project_is_opened_with_the_booking(
    writer: Program, nordlicht: Business, mueller: Customer, runa: StaffMember
):
    service = make.service(nordlicht, "Tattoo session", duration_minutes=120)
    wish = {
        "customer_id": mueller.id, "staff_member_id": runa.id, "service_id": service.id,
        "starts_at": SOON.isoformat(), "new_project_title": "Sleeve", "price_minor": 5_000,
    }  # fmt: skip

    told = writer.write("/appointments/", wish).json()

    assert told["project_id"] == Project.objects.get(title="Sleeve").id
    assert (told["price_minor"], told["service_id"]) == (5_000, service.id)


def test_an_appointment_goes_its_way_step_by_step(writer: Program, past: Appointment):
    of = f"/appointments/{past.id}"
    seen = [writer.write(f"{of}/{step}/") for step in ("confirmation", "check-in", "completion")]

    assert [(one.status_code, one.json()["status"]) for one in seen] == [
        (200, "confirmed"),
        (200, "checked_in"),
        (200, "completed"),
    ]
    assert not LedgerLine.objects.exists()

    again = writer.write(f"{of}/completion/")
    assert (again.status_code, again.json()["code"]) == (409, "not_possible_now")

    back = writer.write(f"{of}/undo/", {"expects": "completed"})
    assert (back.status_code, back.json()["status"]) == (200, "checked_in")


def test_the_end_is_paid(writer: Program, past: Appointment):
    told = {
        "price_minor": 20_000,
        "payment": {"method": "card", "amount_minor": 20_000, "tip_minor": 500},
    }

    answer = writer.write(f"/appointments/{past.id}/completion/", told)

    assert answer.status_code == 200, answer.content
    lines = LedgerLine.objects.order_by("id").values_list("amount_minor", "method", "is_tip")
    assert list(lines) == [(20_000, "card", False), (500, "card", True)]
    assert answer.json()["price_minor"] == 20_000


def test_another_sum_than_is_due_is_refused(writer: Program, past: Appointment):
    before = stands(past)

    answer = writer.write(
        f"/appointments/{past.id}/completion/", {"payment": {"method": "cash", "amount_minor": 1}}
    )

    assert (answer.status_code, answer.json()["code"]) == (409, "sum_changed")
    assert stands(past) == before
    assert not LedgerLine.objects.exists()


def test_a_payment_needs_the_scope_for_money(nordlicht: Business, past: Appointment):
    poor = a_token(nordlicht, Scope.APPOINTMENTS_WRITE, name="Poor")
    before = stands(past)

    answer = poor.write(f"/appointments/{past.id}/completion/", {"payment": {"method": "cash"}})

    assert (answer.status_code, answer.json()["code"]) == (403, "forbidden")
    assert stands(past) == before


def test_who_did_not_come_is_marked(writer: Program, past: Appointment, visit: Appointment):
    early = writer.write(f"/appointments/{visit.id}/no-show/")
    assert (early.status_code, early.json()["code"]) == (409, "not_possible_now")

    answer = writer.write(f"/appointments/{past.id}/no-show/", {"reason": "No word"})

    assert (answer.status_code, answer.json()["status"]) == (200, "no_show")
    assert answer.json()["steps"][-1]["actor_kind"] == "token"


def test_a_cancellation_is_judged_by_when_the_studio_was_told(
    writer: Program, visit: Appointment, past: Appointment
):
    on_time = writer.write(f"/appointments/{visit.id}/cancellation/", {"by": "customer"})
    late = writer.write(
        f"/appointments/{past.id}/cancellation/",
        {"by": "customer", "told_at": (JUST_NOW - HOUR).isoformat(), "reason": "Flu"},
    )

    assert (on_time.status_code, on_time.json()["status"]) == (200, "cancelled_on_time")
    assert (late.status_code, late.json()["status"]) == (200, "cancelled_too_late")
    assert not BusyTime.objects.filter(appointment=visit).exists()

    back = writer.write(f"/appointments/{visit.id}/undo/")
    assert (back.status_code, back.json()["status"]) == (200, "booked")
    assert BusyTime.objects.filter(appointment=visit).exists()


def test_nobody_was_told_in_the_future(writer: Program, visit: Appointment):
    before = stands(visit)
    told = {"by": "customer", "told_at": (SOON - HOUR).isoformat()}

    answer = writer.write(f"/appointments/{visit.id}/cancellation/", told)

    assert (answer.status_code, answer.json()["code"]) == (409, "told_later")
    assert stands(visit) == before


def test_a_program_cannot_say_that_nobody_answered(writer: Program, visit: Appointment):
    answer = writer.write(f"/appointments/{visit.id}/cancellation/", {"by": "notification"})

    assert answer.status_code == 422
    assert answer.json()["mistakes"][0]["where"] == "body.by"


def test_who_stands_there_is_booked_and_checked_in(
    writer: Program, nordlicht: Business, mueller: Customer, runa: StaffMember
):
    service = make.service(nordlicht, "Piercing", duration_minutes=30)
    told = {"customer_id": mueller.id, "staff_member_id": runa.id, "service_id": service.id}

    answer = writer.write("/walk-ins/", told | {"minutes": 15})

    assert answer.status_code == 201, answer.content
    booked = Appointment.objects.get()
    assert answer["Location"] == f"/api/v1/appointments/{booked.id}/"
    assert booked.status == Status.CHECKED_IN
    assert booked.ends_at - booked.starts_at == timedelta(minutes=15)


def test_free_starts_are_told_and_can_be_booked(
    writer: Program, nordlicht: Business, mueller: Customer, jonas: StaffMember
):
    service = make.service(nordlicht, "Small tattoo", duration_minutes=60)
    make.appointment(mueller, jonas, SOON)
    day = SOON.date().isoformat()
    asked = f"/free-starts/?service={service.id}&from={day}&until={day}&staff={jonas.id}&limit=1000"

    found = writer.read(asked)["items"]

    starts = [one["starts_at"] for one in found]
    assert SOON.isoformat().replace("+00:00", "Z") not in starts
    assert {one["staff_member_id"] for one in found} == {jonas.id}
    wish = {
        "customer_id": mueller.id, "staff_member_id": jonas.id, "service_id": service.id,
        "starts_at": starts[0],
    }  # fmt: skip
    assert writer.write("/appointments/", wish).status_code == 201
    assert writer.read(asked.replace("service=", "service=9"))["items"] == []
    backwards = writer.get(f"/free-starts/?service={service.id}&from={day}&until=2020-01-01")
    assert backwards.json()["mistakes"][0]["where"] == "query.until"
