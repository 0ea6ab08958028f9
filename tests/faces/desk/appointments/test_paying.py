"""Money after the visit, at the desk: what is sent twice is taken once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from regulars.records.appointments import Appointment
from regulars.records.customers import Customer
from regulars.records.ledger import LedgerLine
from regulars.records.staff import StaffMember
from regulars.rules.appointment_status import Status
from tests import make
from tests.make import NOW

SignIn = Callable[[StaffMember], Client]


@pytest.fixture
def visit(runa: StaffMember, mueller: Customer) -> Appointment:
    """Done, agreed at 200, nothing paid."""
    return make.appointment(
        mueller, runa, NOW - timedelta(days=1), status=Status.COMPLETED, price_minor=20_000
    )


def lines_of(page: str) -> str:
    return page.split('name="lines" value="')[1].split('"')[0]


def amounts(visit: Appointment) -> list[int]:
    lines = LedgerLine.objects.filter(appointment=visit).order_by("id")
    return list(lines.values_list("amount_minor", flat=True))


def test_a_part_that_is_sent_twice_is_taken_once(
    signed_in: SignIn, runa: StaffMember, visit: Appointment
) -> None:
    desk, there = signed_in(runa), f"/at/nordlicht/appointments/{visit.id}/payment/"
    told = {"amount": "50", "paid_by": "cash", "lines": lines_of(desk.get(there).text)}

    first, again = desk.post(there, told), desk.post(there, told)

    assert (first.status_code, again.status_code) == (302, 409)
    assert "Somebody else saved this in the meantime." in again.text
    assert amounts(visit) == [5_000]


def test_what_goes_back_goes_back_once(
    signed_in: SignIn, runa: StaffMember, visit: Appointment
) -> None:
    desk = signed_in(runa)
    make.ledger_line(visit.customer, 20_000, appointment=visit)
    there = f"/at/nordlicht/appointments/{visit.id}/repayment/"
    told = {"amount": "30", "paid_by": "cash", "lines": lines_of(desk.get(there).text)}

    first, again = desk.post(there, told), desk.post(there, told)

    assert (first.status_code, again.status_code) == (302, 409)
    assert amounts(visit) == [20_000, -3_000]
