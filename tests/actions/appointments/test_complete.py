"""Completing an appointment settles what it costs."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from zoneinfo import ZoneInfo

import pytest

from regulars.actions.appointments.complete import complete_appointment
from regulars.actions.appointments.settlement import NotAPrice, SumChanged
from regulars.actions.appointments.undo import undo_status
from regulars.actions.ledger.take_payment import NoAmount
from regulars.kernel.actor import Forbidden
from regulars.queries.customer_statistics import customer_figures
from regulars.records.appointments import Appointment
from regulars.records.audit import AuditEntry
from regulars.records.customers import Customer
from regulars.records.deposits import Deposit, DepositStep
from regulars.records.ledger import LedgerLine
from regulars.records.staff import StaffMember
from regulars.rules.money import PayMethod
from regulars.rules.settling import Payment
from tests import make
from tests.cast import acting
from tests.make import NOW

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
ZURICH = ZoneInfo("Europe/Zurich")
CARD = Payment(PayMethod.CARD)


@pytest.fixture
def visit(runa: StaffMember, mueller: Customer) -> Appointment:
    """Began two hours ago, at CHF 480, a session of a project."""
    return make.appointment(
        mueller,
        runa,
        NOW - 2 * HOUR,
        lasting=3 * HOUR,
        price_minor=48000,
        project=make.project(mueller),
    )


@pytest.fixture
def deposit(visit: Appointment, mueller: Customer) -> Deposit:
    """CHF 100 of that visit, paid three weeks ago."""
    paid_at = NOW - 21 * DAY
    make.ledger_line(
        mueller, 10000, kind="deposit_received", appointment=visit, paid_at=paid_at, method="card"
    )
    return make.deposit(mueller, 10000, appointment=visit, state="paid", steps=(("paid", paid_at),))


@pytest.fixture
def complete(visit: Appointment, nadia: StaffMember) -> partial:
    """Nadia completes it."""
    return partial(
        complete_appointment,
        business=visit.business,
        appointment_id=visit.id,
        actor=acting(nadia),
        at=NOW,
    )


@pytest.fixture
def undo(visit: Appointment, nadia: StaffMember) -> partial:
    """Nadia undoes it."""
    return partial(
        undo_status,
        business=visit.business,
        appointment_id=visit.id,
        actor=acting(nadia),
        at=NOW + HOUR,
    )


def lines(since: int = 0) -> list[tuple[str, int, str]]:
    rows = LedgerLine.objects.order_by("id").values_list("kind", "amount_minor", "method")
    return list(rows)[since:]


def state(deposit: Deposit) -> str:
    deposit.refresh_from_db()
    return deposit.state


def income(visit: Appointment) -> int:
    return customer_figures(
        business=visit.business,
        customer_id=visit.customer_id,
        zone=ZURICH,
        year=None,
        first_at=visit.starts_at,
        last_at=visit.starts_at,
    ).statistics.income_minor


def test_it_takes_the_price_less_the_deposit_which_is_used_up(
    complete: partial, visit: Appointment, deposit: Deposit
) -> None:
    due = complete(payment=CARD)

    assert (due.deposit_minor, due.to_pay_minor) == (10000, 38000)
    assert lines(1) == [("deposit_used", 10000, "unknown"), ("payment", 38000, "card")]
    assert state(deposit) == "used"
    step = DepositStep.objects.order_by("id").last()
    assert (step.state, step.at, step.actor_kind) == ("used", NOW, "staff")
    verbs = list(AuditEntry.objects.order_by("id").values_list("verb", flat=True))
    assert verbs == ["deposit.used", "payment.taken", "appointment.completed"]
    assert income(visit) == 48000


def test_not_yet_uses_the_deposit_up_and_leaves_the_rest_open(
    complete: partial, visit: Appointment, deposit: Deposit
) -> None:
    complete()

    visit.refresh_from_db()
    assert visit.status == "completed"
    assert lines(1) == [("deposit_used", 10000, "unknown")]
    assert income(visit) == 10000


def test_the_price_is_corrected_and_the_tip_is_a_line_of_its_own(
    complete: partial, visit: Appointment
) -> None:
    complete(price_minor=50000, payment=Payment(PayMethod.CASH, 50000, 2000))

    visit.refresh_from_db()
    assert visit.price_minor == 50000
    tip = LedgerLine.objects.get(is_tip=True)
    assert (tip.kind, tip.amount_minor, tip.description) == ("payment", 2000, "Tip")
    assert lines()[0] == ("payment", 50000, "cash")
    entry = AuditEntry.objects.get(verb="appointment.changed")
    assert entry.changes == {"price_minor": [48000, 50000]}


def test_a_sum_that_is_no_longer_right_is_asked_about_again(
    complete: partial, visit: Appointment, deposit: Deposit
) -> None:
    with pytest.raises(SumChanged) as refusal:
        complete(payment=Payment(PayMethod.CARD, 48000))

    assert str(refusal.value) == "Now CHF 380.00 is to pay. Check it and confirm."
    visit.refresh_from_db()
    assert (visit.status, state(deposit), len(lines())) == ("booked", "paid", 1)
    assert AuditEntry.objects.count() == 0


def test_more_deposit_than_price_is_given_back(
    complete: partial, visit: Appointment, deposit: Deposit
) -> None:
    due = complete(price_minor=6000, payment=CARD)

    assert due.to_pay_minor == -4000
    assert lines(1) == [("deposit_used", 10000, "unknown"), ("refund", -4000, "card")]
    assert income(visit) == 6000


@pytest.mark.parametrize(
    ("is_last", "became", "taken"), [(False, "paid", 48000), (True, "used", 28000)]
)
def test_the_deposit_of_the_project_waits_for_the_last_session(
    complete: partial,
    visit: Appointment,
    mueller: Customer,
    *,
    is_last: bool,
    became: str,
    taken: int,
) -> None:
    deposit = make.deposit(mueller, 20000, project=visit.project, state="paid")

    complete(payment=CARD, was_last_session=is_last)

    assert state(deposit) == became
    assert lines()[-1] == ("payment", taken, "card")


def test_credit_from_an_earlier_deposit_is_spent_if_that_is_wished(
    complete: partial, undo: partial, visit: Appointment, mueller: Customer
) -> None:
    make.ledger_line(mueller, 50000, kind="deposit_credited")

    due = complete(payment=CARD, spends_credit=True)

    assert (due.credit_minor, due.to_pay_minor) == (48000, 0)
    spent = [("deposit_credited", -48000, "unknown"), ("deposit_used", 48000, "unknown")]
    assert lines(1) == spent
    undo()
    assert sum(amount for kind, amount, _ in lines() if kind == "deposit_credited") == 50000
    assert sum(amount for kind, amount, _ in lines() if kind == "deposit_used") == 0


def test_a_deposit_that_was_not_paid_is_asked_for_no_longer(
    complete: partial, undo: partial, visit: Appointment, mueller: Customer
) -> None:
    deposit = make.deposit(
        mueller, 10000, appointment=visit, state="reminded", steps=(("reminded", NOW - DAY),)
    )

    complete(payment=CARD)

    assert (state(deposit), lines()) == ("lapsed", [("payment", 48000, "card")])
    undo()
    assert state(deposit) == "reminded"


def test_undone_the_deposit_waits_again_and_the_payment_stays(
    complete: partial, undo: partial, visit: Appointment, deposit: Deposit
) -> None:
    complete(payment=CARD)
    undo()

    assert state(deposit) == "paid"
    assert lines(3) == [("deposit_used", -10000, "unknown")]
    assert income(visit) == 48000
    due = complete(payment=CARD, at=NOW + 2 * HOUR)
    assert (due.to_pay_minor, state(deposit)) == (0, "used")


def test_undone_the_money_goes_back_too_if_that_is_wished(
    complete: partial, undo: partial, visit: Appointment, deposit: Deposit
) -> None:
    complete(payment=Payment(PayMethod.CARD, tip_minor=2000))
    undo(gives_back=PayMethod.CASH)

    assert lines(4) == [
        ("deposit_used", -10000, "unknown"),
        ("refund", -38000, "cash"),
        ("refund", -2000, "cash"),
    ]
    assert income(visit) == 10000
    assert complete(at=NOW + 2 * HOUR).to_pay_minor == 38000


def test_role_staff_completes_without_the_money(
    complete: partial, jonas: StaffMember, visit: Appointment, deposit: Deposit
) -> None:
    Appointment.objects.filter(id=visit.id).update(staff_member=jonas)
    told = {"actor": acting(jonas)}

    for money in ({"payment": CARD}, {"spends_credit": True}, {"price_minor": 1}):
        with pytest.raises(Forbidden):
            complete(**told, **money)
    assert (state(deposit), len(lines())) == ("paid", 1)

    complete(**told)
    assert state(deposit) == "used"


def test_bad_sums_are_refused_and_change_nothing(complete: partial, visit: Appointment) -> None:
    with pytest.raises(NotAPrice):
        complete(price_minor=-1)
    with pytest.raises(NoAmount):
        complete(payment=Payment(PayMethod.CARD, tip_minor=-1))

    visit.refresh_from_db()
    assert (visit.status, visit.price_minor, lines()) == ("booked", 48000, [])
