"""What becomes of a deposit whose visit does not take place, and how that is undone."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

import pytest

from regulars.actions.appointments.cancel import cancel_appointment
from regulars.actions.appointments.complete import complete_appointment
from regulars.actions.appointments.mark_no_show import mark_no_show
from regulars.actions.appointments.undo import MovedOn, undo_status
from regulars.actions.deposits.settle import (
    NoPlaceToMove,
    NothingToDecide,
    StillBooked,
    settle_deposits,
)
from regulars.kernel.actor import Forbidden
from regulars.queries.appointment_detail import appointment_detail
from regulars.records.appointments import Appointment
from regulars.records.audit import AuditEntry
from regulars.records.customers import Customer
from regulars.records.deposits import Deposit, DepositStep
from regulars.records.ledger import LedgerLine
from regulars.records.staff import StaffMember
from regulars.rules.appointment_status import Status
from regulars.rules.cancellation import CancelledBy
from regulars.rules.deposits import DepositEnding, Fate
from regulars.rules.money import PayMethod
from tests import make
from tests.cast import acting
from tests.make import NOW

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


@pytest.fixture
def visit(runa: StaffMember, mueller: Customer) -> Appointment:
    """Tomorrow, at CHF 480."""
    return make.appointment(mueller, runa, NOW + DAY, price_minor=48000)


@pytest.fixture
def later(runa: StaffMember, mueller: Customer) -> Appointment:
    """The same customer's in three weeks, at CHF 300."""
    return make.appointment(mueller, runa, NOW + 21 * DAY, price_minor=30000)


@pytest.fixture
def deposit(visit: Appointment, mueller: Customer) -> Deposit:
    """CHF 100 of that visit, paid by bank transfer."""
    make.ledger_line(
        mueller,
        10000,
        kind="deposit_received",
        appointment=visit,
        paid_at=NOW - 9 * DAY,
        method="transfer",
    )
    return make.deposit(
        mueller, 10000, appointment=visit, state="paid", steps=(("paid", NOW - 9 * DAY),)
    )


@pytest.fixture
def cancel(visit: Appointment, nadia: StaffMember) -> partial:
    """The customer tells Nadia now."""
    return partial(
        cancel_appointment,
        business=visit.business,
        appointment_id=visit.id,
        by=CancelledBy.CUSTOMER,
        told_at=NOW,
        actor=acting(nadia),
        at=NOW,
    )


@pytest.fixture
def undo(visit: Appointment, nadia: StaffMember) -> partial:
    """Nadia undoes it five minutes later."""
    return partial(
        undo_status,
        business=visit.business,
        appointment_id=visit.id,
        actor=acting(nadia),
        at=NOW + HOUR / 12,
    )


def lines() -> list[tuple[str, int, str]]:
    """After the line of the deposit itself."""
    rows = LedgerLine.objects.order_by("id").values_list("kind", "amount_minor", "method")
    return list(rows)[1:]


def state(deposit: Deposit) -> str:
    deposit.refresh_from_db()
    return deposit.state


def to_pay(visit: Appointment) -> int | None:
    return appointment_detail(business=visit.business, appointment_id=visit.id).open_minor


@pytest.mark.parametrize(
    ("fate", "became", "line"),
    [
        (Fate.KEEP, "kept", ("deposit_kept", 10000, "unknown")),
        (Fate.REFUND, "refunded", ("deposit_refunded", -10000, "transfer")),
        (Fate.CREDIT, "credited", ("deposit_credited", 10000, "unknown")),
    ],
)
def test_it_ends_with_the_visit_by_a_line_and_a_step(
    cancel: partial, deposit: Deposit, fate: Fate, became: str, line: tuple[str, int, str]
) -> None:
    cancel(deposit=DepositEnding(fate))

    assert state(deposit) == became
    assert lines() == [line]
    assert list(DepositStep.objects.values_list("state", flat=True)) == ["paid", became]
    entry = AuditEntry.objects.order_by("id").last()
    assert (entry.verb, entry.subject_kind) == (f"deposit.{became}", "appointment")
    assert entry.changes == {"deposit": ["paid", became], "amount_minor": [None, 10000]}


def test_a_refund_goes_back_the_way_that_is_said(cancel: partial, deposit: Deposit) -> None:
    cancel(deposit=DepositEnding(Fate.REFUND, method=PayMethod.CASH))

    assert lines() == [("deposit_refunded", -10000, "cash")]


def test_moved_it_is_paid_for_the_other_visit(
    cancel: partial, deposit: Deposit, later: Appointment, nadia: StaffMember
) -> None:
    cancel(deposit=DepositEnding(Fate.MOVE, to_appointment_id=later.id))

    moved = Deposit.objects.get(appointment=later)
    assert state(deposit) == "moved"
    assert (moved.state, moved.amount_minor, moved.moved_from) == ("paid", 10000, deposit)
    assert lines() == [("deposit_moved", 10000, "unknown")]
    assert to_pay(later) == 20000
    complete_appointment(
        business=later.business, appointment_id=later.id, actor=acting(nadia), at=NOW + 22 * DAY
    )
    assert state(moved) == "used"


def test_a_moved_deposit_is_refunded_the_way_it_came(
    cancel: partial, deposit: Deposit, later: Appointment, nadia: StaffMember
) -> None:
    cancel(deposit=DepositEnding(Fate.MOVE, to_appointment_id=later.id))

    cancel(appointment_id=later.id, by=CancelledBy.STUDIO, deposit=DepositEnding(Fate.REFUND))

    assert lines()[1:] == [("deposit_refunded", -10000, "transfer")]
    assert Deposit.objects.get(appointment=later).state == "refunded"


@pytest.mark.parametrize("which", ["itself", "somebody else's", "past", "ended", "nothing"])
def test_it_moves_only_to_a_visit_of_the_same_customer_ahead(
    cancel: partial, deposit: Deposit, visit: Appointment, runa: StaffMember, which: str
) -> None:
    ana = make.customer(runa.business, "Ana")
    mueller = visit.customer
    to = {
        "itself": lambda: visit.id,
        "somebody else's": lambda: make.appointment(ana, runa, NOW + 2 * DAY).id,
        "past": lambda: make.appointment(mueller, runa, NOW - DAY).id,
        "ended": lambda: make.appointment(mueller, runa, NOW + 3 * DAY, status=Status.NO_SHOW).id,
        "nothing": lambda: None,
    }[which]()

    with pytest.raises(NoPlaceToMove):
        cancel(deposit=DepositEnding(Fate.MOVE, to_appointment_id=to))

    visit.refresh_from_db()
    assert (visit.status, state(deposit), lines()) == ("booked", "paid", [])
    assert AuditEntry.objects.count() == 0


def test_without_a_word_it_waits_and_is_decided_later(
    cancel: partial, deposit: Deposit, visit: Appointment, nadia: StaffMember
) -> None:
    told = {"business": visit.business, "appointment_id": visit.id, "actor": acting(nadia)}
    decide = partial(settle_deposits, **told, ending=DepositEnding(Fate.KEEP), at=NOW + HOUR)
    with pytest.raises(StillBooked):
        decide()

    cancel()
    assert (state(deposit), lines()) == ("paid", [])
    decide()

    assert (state(deposit), lines()) == ("kept", [("deposit_kept", 10000, "unknown")])
    with pytest.raises(NothingToDecide):
        decide()
    undo_status(**told, at=NOW + 2 * HOUR)
    assert state(deposit) == "paid"


def test_what_was_only_asked_for_lapses_and_is_asked_for_again_after_an_undo(
    cancel: partial, undo: partial, visit: Appointment, mueller: Customer
) -> None:
    asked = make.deposit(
        mueller, 10000, appointment=visit, state="asked", steps=(("asked", NOW - DAY),)
    )

    cancel()
    assert state(asked) == "lapsed"
    undo()

    assert state(asked) == "asked"
    assert LedgerLine.objects.count() == 0


def test_a_no_show_loses_it(visit: Appointment, deposit: Deposit, nadia: StaffMember) -> None:
    mark_no_show(
        business=visit.business,
        appointment_id=visit.id,
        actor=acting(nadia),
        at=NOW + 25 * HOUR,
        deposit=DepositEnding(Fate.KEEP),
    )

    assert (state(deposit), lines()) == ("kept", [("deposit_kept", 10000, "unknown")])


@pytest.mark.parametrize("fate", [Fate.KEEP, Fate.CREDIT, Fate.MOVE])
def test_undone_it_waits_again_and_counter_lines_say_so(
    cancel: partial,
    undo: partial,
    visit: Appointment,
    deposit: Deposit,
    later: Appointment,
    fate: Fate,
) -> None:
    cancel(deposit=DepositEnding(fate, to_appointment_id=later.id))
    undo()

    assert state(deposit) == "paid"
    assert sum(amount for _, amount, _ in lines()) == 0
    assert (len(lines()), to_pay(visit), to_pay(later)) == (2, 38000, 30000)
    assert AuditEntry.objects.order_by("id").last().verb == "deposit.brought_back"


def test_what_was_paid_out_stays_paid_out(
    cancel: partial, undo: partial, visit: Appointment, deposit: Deposit
) -> None:
    cancel(deposit=DepositEnding(Fate.REFUND))
    undo()

    assert (state(deposit), len(lines()), to_pay(visit)) == ("refunded", 1, 48000)


def test_credit_that_was_spent_meanwhile_stays_spent(
    cancel: partial, undo: partial, deposit: Deposit, mueller: Customer
) -> None:
    cancel(deposit=DepositEnding(Fate.CREDIT))
    make.ledger_line(mueller, -4000, kind="deposit_credited")

    undo()

    assert state(deposit) == "credited"


def test_a_deposit_that_the_other_visit_used_stays_there(
    cancel: partial, undo: partial, visit: Appointment, deposit: Deposit, later: Appointment
) -> None:
    cancel(deposit=DepositEnding(Fate.MOVE, to_appointment_id=later.id))
    Deposit.objects.filter(appointment=later).update(state="used")

    undo()

    assert (state(deposit), to_pay(visit)) == ("moved", 48000)


def test_the_deposit_of_a_project_is_left_with_it_unless_decided(
    visit: Appointment, cancel: partial, undo: partial, mueller: Customer
) -> None:
    visit.project = make.project(mueller)
    visit.save()
    deposit = make.deposit(mueller, 20000, project=visit.project, state="paid")

    cancel()
    assert state(deposit) == "paid"
    undo()
    cancel(deposit=DepositEnding(Fate.KEEP))

    assert state(deposit) == "kept"
    line = LedgerLine.objects.get()
    assert (line.appointment, line.project, line.amount_minor) == (visit, visit.project, 20000)
    undo()
    assert state(deposit) == "paid"


def test_who_takes_no_payments_decides_nothing(
    cancel: partial, visit: Appointment, deposit: Deposit, jonas: StaffMember
) -> None:
    Appointment.objects.filter(id=visit.id).update(staff_member=jonas)

    with pytest.raises(Forbidden):
        cancel(actor=acting(jonas), deposit=DepositEnding(Fate.KEEP))
    visit.refresh_from_db()
    assert (visit.status, state(deposit)) == ("booked", "paid")

    cancel(actor=acting(jonas))
    assert state(deposit) == "paid"


def test_an_undo_is_of_what_was_seen(cancel: partial, undo: partial, visit: Appointment) -> None:
    cancel()

    with pytest.raises(MovedOn) as refusal:
        undo(expects=Status.CHECKED_IN)

    assert str(refusal.value).startswith("The appointment has moved on: Cancelled too late.")
    visit.refresh_from_db()
    assert visit.status == "cancelled_too_late"
    undo(expects=Status.CANCELLED_TOO_LATE)
