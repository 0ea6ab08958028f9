"""Booking by a program: once, whatever happens on the way."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from regulars.records.appointments import Appointment
from regulars.records.businesses import Business
from regulars.records.customers import Customer
from regulars.records.staff import StaffMember
from regulars.records.tokens import IdempotencyKey
from regulars.rules.permissions import Scope
from tests import make
from tests.make import NOW
from tests.programs import Program, a_token

TOMORROW = NOW + timedelta(days=1)


@pytest.fixture
def till(nordlicht: Business) -> Program:
    return a_token(nordlicht, Scope.APPOINTMENTS_WRITE, Scope.MONEY_WRITE)


@pytest.fixture
def wish(nordlicht: Business, runa: StaffMember, mueller: Customer) -> dict[str, Any]:
    service = make.service(nordlicht, "Small tattoo", price_minor=18_000)
    return {
        "customer_id": mueller.id,
        "staff_member_id": runa.id,
        "service_id": service.id,
        "starts_at": (make.NOW + timedelta(days=400)).isoformat(),
    }


def test_a_booking_is_answered_with_the_appointment_and_where_it_is(
    till: Program, wish: dict[str, Any]
) -> None:
    answer = till.write("/appointments/", wish)

    assert answer.status_code == 201, answer.content
    booked = Appointment.objects.get()
    assert answer["Location"] == f"/api/v1/appointments/{booked.id}/"
    told = answer.json()
    assert (told["id"], told["status"], told["price_minor"]) == (booked.id, "booked", 18_000)


def test_the_same_write_under_the_same_name_is_done_once(
    till: Program, wish: dict[str, Any]
) -> None:
    first = till.write("/appointments/", wish, key="order-17")
    again = till.write("/appointments/", wish, key="order-17")

    assert Appointment.objects.count() == 1
    assert (again.status_code, again.json()) == (201, first.json())
    assert again["Location"] == first["Location"]
    assert "Idempotent-Replayed" not in first
    assert again["Idempotent-Replayed"] == "true"


def test_another_write_under_the_same_name_is_refused(till: Program, wish: dict[str, Any]) -> None:
    till.write("/appointments/", wish, key="order-17")

    answer = till.write("/appointments/", wish | {"notes": "by the window"}, key="order-17")

    assert (answer.status_code, answer.json()["code"]) == (422, "idempotency_key_reused")
    assert Appointment.objects.count() == 1


def test_a_refusal_is_not_remembered(till: Program, wish: dict[str, Any]) -> None:
    till.write("/appointments/", wish)
    taken = till.write("/appointments/", wish, key="order-18")
    assert (taken.status_code, taken.json()["code"]) == (409, "time_taken")
    assert not IdempotencyKey.objects.exists()

    later = (NOW + timedelta(days=401)).isoformat()
    answer = till.write("/appointments/", wish | {"starts_at": later}, key="order-18")

    assert answer.status_code == 201
