"""Undoing, paying later, giving back, and deposits that wait for a decision."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from regulars.actions.appointments.complete import complete_appointment
from regulars.records.appointments import Appointment
from regulars.records.customers import Customer
from regulars.records.deposits import Deposit
from regulars.records.ledger import LedgerLine
from regulars.records.staff import StaffMember
from regulars.rules.money import PayMethod
from regulars.rules.settling import Payment
from tests import make
from tests.cast import acting
from tests.make import NOW

SignIn = Callable[[StaffMember], Client]
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
HTMX = {"HX-Request": "true"}
TOLD = {"by": "customer", "told_on": "22.11.2026", "told_time": "10:00"}
PAID = {"price": "480.00", "tip": "", "paid_by": "card", "to_pay": "38000"}


@pytest.fixture(autouse=True)
def _it_is_ten_in_zurich() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def desk(signed_in: SignIn, nadia: StaffMember) -> Client:
    """Nadia's browser."""
    return signed_in(nadia)


@pytest.fixture
def begun(runa: StaffMember, mueller: Customer) -> Appointment:
    """Half an hour ago, CHF 480 with a deposit of CHF 100."""
    made = make.appointment(
        mueller,
        runa,
        NOW - HOUR / 2,
        price_minor=48000,
        project=make.project(mueller),
        service=make.service(runa.business, "Tattoo session"),
    )
    pay_deposit(made)
    return made


@pytest.fixture
def tomorrow(runa: StaffMember, mueller: Customer) -> Appointment:
    """In 29 hours, where 48 hours of notice are asked for, with a deposit of CHF 100."""
    made = make.appointment(mueller, runa, NOW + 29 * HOUR, price_minor=48000)
    pay_deposit(made)
    return made


def pay_deposit(visit: Appointment) -> Deposit:
    paid_at = NOW - 16 * DAY
    make.ledger_line(
        visit.customer, 10000, kind="deposit_received", appointment=visit, paid_at=paid_at
    )
    return make.deposit(
        visit.customer, 10000, appointment=visit, state="paid", steps=(("paid", paid_at),)
    )


def at(appointment: Appointment, what: str) -> str:
    return f"/at/nordlicht/appointments/{appointment.id}/{what}/"


def text_of(answer: object) -> str:
    return " ".join(answer.content.decode().split())  # type: ignore[attr-defined]


def status_of(appointment: Appointment) -> str:
    return Appointment.objects.values_list("status", flat=True).get(id=appointment.id)


def lines() -> list[tuple[str, int]]:
    rows = LedgerLine.objects.order_by("id").exclude(kind="deposit_received")
    return list(rows.values_list("kind", "amount_minor"))


def state() -> str:
    return Deposit.objects.values_list("state", flat=True).order_by("id")[0]


def test_undoing_offers_to_give_back_and_does(
    desk: Client, begun: Appointment, nadia: StaffMember
) -> None:
    complete_appointment(
        business=begun.business,
        appointment_id=begun.id,
        actor=acting(nadia),
        at=NOW,
        payment=Payment(PayMethod.TRANSFER),
    )

    page = text_of(desk.get(at(begun, "undo"), headers=HTMX))
    desk.post(at(begun, "undo"), {"of": "completed", "give_back": "on", "back_by": "transfer"})

    assert "CHF 380 was taken. Give it back by" in page
    assert '<option value="transfer" selected>' in page
    assert lines()[2:] == [("deposit_used", -10000), ("refund", -38000)]


def test_a_toast_that_is_too_old_undoes_nothing(desk: Client, begun: Appointment) -> None:
    desk.post(at(begun, "completion"))

    answer = desk.post(f"{at(begun, 'undo')}?of=checked_in")

    assert answer.status_code == 409
    assert "The appointment has moved on: Completed." in text_of(answer)
    assert status_of(begun) == "completed"


def test_a_refund_stays_and_that_is_said(desk: Client, tomorrow: Appointment) -> None:
    desk.post(at(tomorrow, "cancellation"), TOLD | {"by": "studio"})

    asked = text_of(desk.get(at(tomorrow, "undo"), headers=HTMX))
    undone = text_of(desk.post(at(tomorrow, "undo"), follow=True))

    assert "The refund of CHF 100 stays: it was paid out." in asked
    assert "The refund of CHF 100 stays: it was paid out." in undone
    assert state() == "refunded"


def test_what_is_open_is_paid_later_and_given_back(desk: Client, begun: Appointment) -> None:
    desk.post(at(begun, "completion"))
    page = text_of(desk.get(f"/at/nordlicht/appointments/{begun.id}/"))
    assert "Take a payment…" in page
    assert "Give money back…" in page  # the deposit that was used up

    asked = text_of(desk.get(at(begun, "payment"), headers=HTMX))
    too_much = desk.post(at(begun, "payment"), {"amount": "3800", "paid_by": "cash"}, headers=HTMX)
    paid = desk.post(at(begun, "payment"), {"amount": "380", "paid_by": "cash"}, follow=True)
    back = desk.post(at(begun, "repayment"), {"amount": "30", "paid_by": "cash"}, follow=True)
    more = desk.post(at(begun, "repayment"), {"amount": "999", "paid_by": "cash"}, headers=HTMX)

    assert 'value="380.00"' in asked
    assert too_much.status_code == more.status_code == 409
    assert "Only CHF 380 is still open." in text_of(too_much)
    assert "CHF 380 taken." in text_of(paid)
    assert "CHF 30 given back." in text_of(back)
    assert "At most CHF 450 can be given back" in text_of(more)
    assert lines() == [("deposit_used", 10000), ("payment", 38000), ("refund", -3000)]


def test_a_deposit_that_an_artist_left_is_decided_by_the_front_desk(
    desk: Client, signed_in: SignIn, jonas: StaffMember, tomorrow: Appointment
) -> None:
    Appointment.objects.filter(id=tomorrow.id).update(staff_member=jonas)
    browser = signed_in(jonas)
    page = text_of(browser.get(at(tomorrow, "cancellation"), headers=HTMX))
    browser.post(at(tomorrow, "cancellation"), TOLD | {"deposit": "refund"})
    assert "The front desk decides what becomes of it." in page
    assert (state(), lines()) == ("paid", [])

    page = text_of(desk.get(f"/at/nordlicht/appointments/{tomorrow.id}/"))
    asked = text_of(desk.get(at(tomorrow, "deposit"), headers=HTMX))
    done = desk.post(at(tomorrow, "deposit"), {"deposit": "keep", "usual": "keep"}, follow=True)

    assert "Decide about the deposit…" in page
    assert "as your policy says" in asked
    assert "The deposit: Kept." in text_of(done)
    again = desk.post(at(tomorrow, "deposit"), {"deposit": "keep"})
    assert again.status_code in (302, 409)
    assert lines() == [("deposit_kept", 10000)]
