"""Taking a payment, and giving it back."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from regulars.actions.ledger.pay_back import MoreThanPaid, pay_back
from regulars.actions.ledger.pay_visit import MoreThanOpen, pay_visit
from regulars.actions.ledger.take_payment import NoAmount, take_payment
from regulars.kernel.actor import Forbidden
from regulars.records.appointments import Appointment
from regulars.records.audit import AuditEntry
from regulars.records.customers import Customer
from regulars.records.ledger import LedgerLine
from regulars.records.projects import Project
from regulars.records.staff import StaffMember
from regulars.rules.appointment_status import Status
from regulars.rules.money import PayMethod
from regulars.rules.settling import Payment
from tests import make
from tests.cast import acting
from tests.make import NOW
from tests.racing import on_file, race

HOUR = timedelta(hours=1)
Lines = list[tuple[str, int, bool]]


@pytest.fixture
def visit(runa: StaffMember, mueller: Customer) -> Appointment:
    """A session of a project at CHF 480 that is done."""
    return make.appointment(
        mueller,
        runa,
        NOW - 3 * HOUR,
        status=Status.COMPLETED,
        price_minor=48000,
        project=make.project(mueller),
    )


@pytest.fixture
def take(nadia: StaffMember) -> partial:
    """Nadia takes CHF 480 by card."""
    return partial(
        take_payment,
        business=nadia.business,
        amount_minor=48000,
        method=PayMethod.CARD,
        actor=acting(nadia),
        at=NOW,
    )


@pytest.fixture
def give_back(nadia: StaffMember, visit: Appointment) -> partial:
    """Nadia gives back in cash for that visit."""
    return partial(
        pay_back,
        business=nadia.business,
        appointment_id=visit.id,
        method=PayMethod.CASH,
        actor=acting(nadia),
        at=NOW,
    )


@pytest.fixture
def pay(nadia: StaffMember, visit: Appointment) -> partial:
    """The customer pays for that visit at Nadia's."""
    return partial(
        pay_visit,
        business=nadia.business,
        appointment_id=visit.id,
        actor=acting(nadia),
        at=NOW,
    )


def lines() -> Lines:
    return list(LedgerLine.objects.order_by("id").values_list("kind", "amount_minor", "is_tip"))


def test_of_an_appointment_the_line_knows_everything(take: partial, visit: Appointment) -> None:
    line = LedgerLine.objects.get(id=take(appointment_id=visit.id, description=" Rest "))

    assert (line.kind, line.method, line.amount_minor) == ("payment", "card", 48000)
    assert (line.customer, line.project) == (visit.customer, visit.project)
    assert (line.staff_member, line.currency) == (visit.staff_member, "CHF")
    assert (line.description, line.paid_at, line.is_income) == ("Rest", NOW, True)
    entry = AuditEntry.objects.get()
    assert (entry.verb, entry.subject_kind) == ("payment.taken", "appointment")
    assert entry.changes == {"amount_minor": [None, 48000], "method": [None, "card"]}


def test_of_a_group_booking_too(take: partial, runa: StaffMember, mueller: Customer) -> None:
    session = make.group_session(make.service(runa.business, capacity=6), runa, NOW)
    place = make.registration(session, mueller)

    line = LedgerLine.objects.get(id=take(registration_id=place.id))

    assert (line.registration, line.customer, line.staff_member) == (place, mueller, runa)


def test_nobody_in_the_book_may_pay_too(take: partial, runa: StaffMember) -> None:
    line = LedgerLine.objects.get(id=take(staff_member_id=runa.id, description="Balm"))

    assert (line.customer, line.appointment, line.staff_member) == (None, None, runa)


@pytest.mark.parametrize("amount", [0, -1, 10**15])
def test_nothing_is_no_payment(take: partial, amount: int) -> None:
    with pytest.raises(NoAmount):
        take(amount_minor=amount)

    assert (lines(), AuditEntry.objects.count()) == ([], 0)


def test_only_the_front_desk_and_above_touch_the_till(
    take: partial, give_back: partial, pay: partial, jonas: StaffMember, visit: Appointment
) -> None:
    actor = acting(jonas)

    with pytest.raises(Forbidden):
        take(actor=actor)
    with pytest.raises(Forbidden):
        give_back(actor=actor, amount_minor=1)
    with pytest.raises(Forbidden):
        pay(actor=actor, payment=Payment(PayMethod.CASH))
    assert lines() == []


def test_another_business_is_not_there(
    take: partial, give_back: partial, celine: StaffMember, visit: Appointment
) -> None:
    theirs = {"business": celine.business, "actor": acting(celine)}

    with pytest.raises(Appointment.DoesNotExist):
        take(**theirs, appointment_id=visit.id)
    with pytest.raises(Customer.DoesNotExist):
        take(**theirs, customer_id=visit.customer_id)
    with pytest.raises(Project.DoesNotExist):
        take(**theirs, project_id=visit.project_id)
    with pytest.raises(Appointment.DoesNotExist):
        give_back(**theirs, amount_minor=1)
    assert lines() == []


def test_what_was_paid_is_given_back_by_a_line_of_its_own(
    take: partial, give_back: partial, visit: Appointment
) -> None:
    take(appointment_id=visit.id)

    give_back(amount_minor=8000, description="Touch-up")

    assert lines() == [("payment", 48000, False), ("refund", -8000, False)]
    line = LedgerLine.objects.order_by("id").last()
    assert (line.method, line.description, line.customer) == ("cash", "Touch-up", visit.customer)
    assert AuditEntry.objects.order_by("id").last().verb == "payment.given_back"


def test_the_tip_goes_back_last(take: partial, give_back: partial, visit: Appointment) -> None:
    take(appointment_id=visit.id)
    take(appointment_id=visit.id, amount_minor=2000, is_tip=True)

    give_back(amount_minor=49000)

    assert lines()[2:] == [("refund", -48000, False), ("refund", -1000, True)]


def test_never_more_goes_back_than_came_in(
    take: partial, give_back: partial, visit: Appointment
) -> None:
    take(appointment_id=visit.id)
    give_back(amount_minor=8000)

    with pytest.raises(MoreThanPaid) as refusal:
        give_back(amount_minor=40001)

    assert str(refusal.value).startswith("At most CHF 400 can be given back")
    give_back(amount_minor=40000)
    with pytest.raises(MoreThanPaid) as refusal:
        give_back(amount_minor=1)
    assert str(refusal.value) == "Nothing was paid for this that could be given back."
    with pytest.raises(NoAmount):
        give_back(amount_minor=0)
    assert sum(amount for _, amount, _ in lines()) == 0


def test_a_deposit_that_was_used_up_can_go_back_too(
    give_back: partial, visit: Appointment, mueller: Customer
) -> None:
    make.deposit(mueller, 10000, appointment=visit, state="used")
    make.ledger_line(mueller, 10000, kind="deposit_received", appointment=visit)
    make.ledger_line(mueller, 10000, kind="deposit_used", appointment=visit)

    give_back(amount_minor=10000)

    with pytest.raises(MoreThanPaid):
        give_back(amount_minor=1)


def test_two_who_give_back_at_once_give_back_once(
    committed_db: None, take: partial, give_back: partial, visit: Appointment, tmp_path: Path
) -> None:
    take(appointment_id=visit.id)

    with on_file(tmp_path):
        results = race([partial(give_back, amount_minor=30000)] * 4)

        assert len([one for one in results if isinstance(one, MoreThanPaid)]) == 3
        assert lines() == [("payment", 48000, False), ("refund", -30000, False)]


def test_a_visit_is_paid_in_parts_with_a_tip(pay: partial) -> None:
    pay(payment=Payment(PayMethod.CASH, 20000))
    pay(payment=Payment(PayMethod.CARD, tip_minor=2000))

    assert lines() == [
        ("payment", 20000, False),
        ("payment", 28000, False),
        ("payment", 2000, True),
    ]


def test_no_more_is_paid_than_is_open(pay: partial) -> None:
    with pytest.raises(MoreThanOpen) as refusal:
        pay(payment=Payment(PayMethod.CARD, 480000))

    assert str(refusal.value).startswith("Only CHF 480 is still open.")
    pay(payment=Payment(PayMethod.CARD))
    with pytest.raises(MoreThanOpen) as refusal:
        pay(payment=Payment(PayMethod.CARD, 1))
    assert str(refusal.value).startswith("Nothing is open any more.")
    for nothing in (Payment(PayMethod.CARD), Payment(PayMethod.CARD, -1), Payment("card", 0, -1)):
        with pytest.raises(NoAmount):
            pay(payment=nothing)
    assert lines() == [("payment", 48000, False)]


def test_without_a_price_any_sum_is_paid(pay: partial, visit: Appointment) -> None:
    Appointment.objects.filter(id=visit.id).update(price_minor=None)

    pay(payment=Payment(PayMethod.OTHER, 5000))

    assert lines() == [("payment", 5000, False)]
