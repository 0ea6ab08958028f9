"""What a dialog about an ending knows about money and the past."""

from __future__ import annotations

from datetime import timedelta

import pytest

from regulars.queries.appointment_detail import appointment_detail
from regulars.queries.ending_money import EndingMoney, ending_money
from regulars.records.appointments import Appointment
from regulars.records.customers import Customer
from regulars.records.staff import StaffMember
from regulars.rules.appointment_status import Status
from regulars.rules.money import PayMethod
from tests import make
from tests.counting import counted
from tests.make import NOW

DAY = timedelta(days=1)


@pytest.fixture
def visit(runa: StaffMember, mueller: Customer) -> Appointment:
    """Tomorrow, a session of a project."""
    return make.appointment(mueller, runa, NOW + DAY, project=make.project(mueller))


def known(visit: Appointment) -> EndingMoney:
    detail = appointment_detail(business=visit.business, appointment_id=visit.id)
    with counted("ending money"):
        return ending_money(business=visit.business, detail=detail, at=NOW)


def test_its_own_deposit_waits_before_that_of_the_project(
    visit: Appointment, mueller: Customer
) -> None:
    make.deposit(mueller, 20000, project=visit.project, state="paid")
    make.ledger_line(mueller, 10000, kind="deposit_received", appointment=visit, method="transfer")
    make.deposit(mueller, 10000, appointment=visit, state="paid", steps=(("paid", NOW - 9 * DAY),))
    make.deposit(mueller, 3000, appointment=visit, state="reminded")
    make.deposit(mueller, 4000, appointment=visit, state="kept")

    money = known(visit)

    assert (money.waiting_minor, money.is_of_project, money.paid_at) == (
        10000,
        False,
        NOW - 9 * DAY,
    )
    assert money.deposit_method is PayMethod.TRANSFER
    assert (money.project_minor, money.asked_minor) == (20000, 3000)


def test_the_projects_waits_where_there_is_no_other(visit: Appointment, mueller: Customer) -> None:
    make.deposit(mueller, 20000, project=visit.project, state="paid")
    make.deposit(mueller, 500, project=make.project(mueller, "Another"), state="paid")

    money = known(visit)

    assert (money.waiting_minor, money.is_of_project, money.paid_at) == (20000, True, None)


def test_credit_other_visits_and_no_shows_are_the_customers(
    visit: Appointment, runa: StaffMember, mueller: Customer
) -> None:
    other = make.customer(runa.business, "Ana")
    make.ledger_line(mueller, 10000, kind="deposit_credited")
    make.ledger_line(mueller, -4000, kind="deposit_credited")
    make.ledger_line(other, 50000, kind="deposit_credited")
    make.ledger_line(mueller, 2500, appointment=visit, method="cash")
    later = make.appointment(mueller, runa, NOW + 9 * DAY, title="Olive branch")
    make.appointment(mueller, runa, NOW + 3 * DAY, status=Status.CANCELLED_ON_TIME)
    make.appointment(other, runa, NOW + 5 * DAY)
    for ago in (20, 364, 366):
        make.appointment(mueller, runa, NOW - ago * DAY, status=Status.NO_SHOW)
    session = make.group_session(make.service(runa.business, capacity=6), runa, NOW - 7 * DAY)
    make.registration(session, mueller, Status.NO_SHOW)

    money = known(visit)

    assert (money.credit_minor, money.no_shows, money.paid_by) == (6000, 3, PayMethod.CASH)
    assert [(one.id, one.what, one.staff_name) for one in money.others] == [
        (later.id, "Olive branch", "Runa Brandt")
    ]


def test_without_a_customer_nothing_is_known(runa: StaffMember) -> None:
    nobodys = make.appointment(
        None, runa, NOW - DAY, business=runa.business, is_imported=True, status=Status.BOOKED
    )

    money = known(nobodys)

    assert (money.deposits, money.others, money.credit_minor, money.no_shows) == ((), (), 0, 0)
