"""Group sessions by a program: planned, filled, waited for, called off."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from regulars.records.businesses import Business
from regulars.records.customers import Customer
from regulars.records.group_sessions import GroupSession, Registration, WaitingPlace
from regulars.records.ledger import LedgerLine
from regulars.records.staff import StaffMember
from regulars.rules.permissions import Scope
from tests import make
from tests.counting import counted
from tests.programs import Program, a_token

HOUR = timedelta(hours=1)
NOW = datetime.now(UTC).replace(minute=0, second=0, microsecond=0)
SOON = NOW + timedelta(days=20)


@pytest.fixture
def flash(nordlicht: Business, jonas: StaffMember) -> GroupSession:
    service = make.service(nordlicht, "Flash", capacity=2, price_minor=9_000)
    return make.group_session(service, jonas, SOON, capacity=1, title="Flash day")


@pytest.fixture
def gosia(nordlicht: Business) -> Customer:
    return make.customer(nordlicht, "Gosia", email="gosia@example.pl")


def test_a_session_is_planned_changed_called_off_and_brought_back(
    writer: Program, nordlicht: Business, jonas: StaffMember
):
    service = make.service(nordlicht, "Flash", capacity=4, duration_minutes=120)
    told = {
        "service_id": service.id, "staff_member_id": jonas.id, "starts_at": SOON.isoformat(),
    }  # fmt: skip

    made = writer.write("/group-sessions/", told)

    assert made.status_code == 201, made.content
    session = GroupSession.objects.get()
    of = f"/group-sessions/{session.id}/"
    assert made["Location"] == f"/api/v1{of}"
    assert (made.json()["capacity"], made.json()["title"]) == (4, "Flash")

    taken = writer.write("/group-sessions/", told)
    assert (taken.status_code, taken.json()["code"]) == (409, "time_taken")

    change = {"starts_at": (SOON + HOUR).isoformat(), "capacity": 6, "version": session.version}
    moved = writer.write(of, change, method="patch")
    assert moved.status_code == 200, moved.content
    assert (moved.json()["capacity"], moved.json()["version"]) == (6, session.version + 1)
    session.refresh_from_db()
    assert (session.starts_at, session.ends_at) == (SOON + HOUR, SOON + 3 * HOUR)
    old = writer.write(of, change, method="patch")
    assert (old.status_code, old.json()["code"]) == (409, "out_of_date")

    off = writer.write(f"{of}calling-off/", {"reason": "Flu"})
    assert off.json()["called_off_at"] is not None
    back = writer.write(f"{of}restoration/")
    assert (back.status_code, back.json()["called_off_at"]) == (200, None)
    again = writer.write(f"{of}restoration/")
    assert (again.status_code, again.json()["code"]) == (409, "not_called_off")


def test_places_are_given_until_there_is_none_and_then_waited_for(
    writer: Program, flash: GroupSession, mueller: Customer, gosia: Customer
):
    of = f"/group-sessions/{flash.id}"
    first = writer.write(f"{of}/registrations/", {"customer_id": mueller.id})
    assert first.status_code == 201, first.content
    registration = Registration.objects.get()
    assert first["Location"] == f"/api/v1/registrations/{registration.id}/"
    assert (first.json()["place"], first.json()["price_minor"]) == (1, 9_000)

    full = writer.write(f"{of}/registrations/", {"customer_id": gosia.id})
    assert (full.status_code, full.json()["code"]) == (409, "session_full")
    waits = writer.write(f"{of}/waiting-list/", {"customer_id": gosia.id})
    assert (waits.status_code, waits.json()["number"]) == (201, 1)
    none_free = writer.write(f"{of}/promotion/")
    assert (none_free.status_code, none_free.json()["code"]) == (409, "session_full")

    left = writer.write(f"/registrations/{registration.id}/cancellation/", {"by": "customer"})
    assert (left.status_code, left.json()["status"]) == (200, "cancelled_on_time")
    next_one = writer.write(f"{of}/promotion/")
    assert next_one.status_code == 201, next_one.content
    assert next_one.json()["customer"]["first_name"] == "Gosia"
    assert WaitingPlace.objects.get().state == "promoted"

    gone = writer.write(f"/registrations/{registration.id}/undo/")
    assert (gone.status_code, gone.json()["code"]) == (409, "session_full")


def test_who_waits_can_be_chosen_or_leave(
    writer: Program, flash: GroupSession, mueller: Customer, gosia: Customer, nordlicht: Business
):
    make.registration(flash, mueller, place=1, takes_place=True)
    other = make.customer(nordlicht, "Other")
    ids = [
        writer.write(f"/group-sessions/{flash.id}/waiting-list/", {"customer_id": one.id}).json()
        for one in (gosia, other)
    ]

    left = writer.write(f"/waiting-list/{ids[0]['id']}/", method="delete")
    assert (left.status_code, left.content) == (204, b"")
    over = writer.write(f"/waiting-list/{ids[1]['id']}/promotion/", {"overbook": True})
    assert (over.status_code, over.json()["is_over"]) == (201, True)
    late = writer.write(f"/waiting-list/{ids[0]['id']}/promotion/")
    assert (late.status_code, late.json()["code"]) == (409, "waits_no_longer")


def test_a_group_booking_goes_its_way_and_is_paid(
    writer: Program, nordlicht: Business, jonas: StaffMember, mueller: Customer, gosia: Customer
):
    service = make.service(nordlicht, "Flash", capacity=2, price_minor=9_000)
    session = make.group_session(service, jonas, NOW - HOUR)
    one = make.registration(session, mueller, place=1, price_minor=9_000)
    other = make.registration(session, gosia, place=2)
    of = f"/registrations/{one.id}"

    seen = [writer.write(f"{of}/{step}/") for step in ("confirmation", "check-in")]
    done = writer.write(f"{of}/completion/", {"paid_minor": 9_000, "method": "cash"})
    missed = writer.write(f"/registrations/{other.id}/no-show/", {"reason": "No word"})

    assert [each.json()["status"] for each in seen] == ["confirmed", "checked_in"]
    assert done.status_code == 200, done.content
    assert (done.json()["status"], done.json()["paid_minor"]) == ("completed", 9_000)
    assert LedgerLine.objects.get().registration_id == one.id
    assert (missed.status_code, missed.json()["status"]) == (200, "no_show")


def test_sessions_are_listed_and_told_as_far_as_the_token_may_know(
    writer: Program, nordlicht: Business, flash: GroupSession, gosia: Customer
):
    booked = make.registration(flash, gosia, place=1, takes_place=True, price_minor=77_700)
    make.alert(gosia, "Latex allergy")
    poor = a_token(nordlicht, Scope.APPOINTMENTS_READ, name="Poor")
    day, after = SOON.date().isoformat(), (SOON + timedelta(days=2)).date().isoformat()

    poor.read(f"/group-sessions/{flash.id}/")  # a first use is noted
    with counted("api: group sessions"):
        listed = poor.read(f"/group-sessions/?from={day}&until={after}")["items"]
    assert [(one["id"], one["capacity"], one["taken"]) for one in listed] == [(flash.id, 1, 1)]

    with counted("api: group session"):
        poor.read(f"/group-sessions/{flash.id}/")
    with counted("api: registration"):
        poor.read(f"/registrations/{booked.id}/")
    for address in (f"/group-sessions/{flash.id}/", f"/registrations/{booked.id}/"):
        for secret in ("77700", "gosia@example.pl", "Latex allergy"):
            assert secret in writer.get(address).text, (address, secret)
            assert secret not in poor.get(address).text, (address, secret)


def test_a_price_of_a_place_needs_a_scope_for_money(
    nordlicht: Business, flash: GroupSession, gosia: Customer
):
    poor = a_token(nordlicht, Scope.APPOINTMENTS_WRITE, name="Poor")
    told = {"customer_id": gosia.id, "price_minor": 1}

    answer = poor.write(f"/group-sessions/{flash.id}/registrations/", told)

    assert (answer.status_code, answer.json()["code"]) == (403, "forbidden")
    assert not Registration.objects.exists()
