"""Undoing what became of an appointment."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from regulars.actions.appointments.book import book_appointment
from regulars.actions.appointments.cancel import cancel_appointment
from regulars.actions.appointments.complete import complete_appointment
from regulars.actions.appointments.confirm import confirm_appointment
from regulars.actions.appointments.mark_no_show import mark_no_show
from regulars.actions.appointments.status_change import NotPossibleNow
from regulars.actions.appointments.undo import undo_status
from regulars.actions.taken_time.hold import TimeTaken
from regulars.kernel.actor import Forbidden
from regulars.kernel.refusal import Refused
from regulars.records.appointments import Appointment, AppointmentEvent
from regulars.records.audit import AuditEntry
from regulars.records.busy_time import BusyTime
from regulars.records.customers import Customer
from regulars.records.ledger import LedgerLine
from regulars.records.staff import StaffMember
from regulars.rules.appointment_status import Status
from regulars.rules.cancellation import CancelledBy
from regulars.rules.permissions import Role
from tests import make
from tests.cast import acting
from tests.make import NOW
from tests.racing import on_file, race

HOUR = timedelta(hours=1)
Undo = Callable[..., Status]


@pytest.fixture
def undo(runa: StaffMember) -> Undo:
    """Runa undoes the latest change of an appointment."""

    def run(appointment: Appointment, **given: object) -> Status:
        return undo_status(
            **{
                "business": appointment.business,
                "appointment_id": appointment.id,
                "actor": acting(runa),
                "at": NOW,
            }
            | given
        )

    return run


@pytest.fixture
def cancelled(runa: StaffMember, mueller: Customer) -> Appointment:
    """Was confirmed for tomorrow, then the customer cancelled too late."""
    made = make.appointment(mueller, runa, NOW + 24 * HOUR)
    told = partial(dict, business=made.business, appointment_id=made.id, actor=acting(runa), at=NOW)
    confirm_appointment(**told())
    cancel_appointment(**told(), by=CancelledBy.CUSTOMER, told_at=NOW)
    return Appointment.objects.get(id=made.id)


def test_it_restores_the_status_and_takes_the_time_again(
    undo: Undo, cancelled: Appointment, mueller: Customer
) -> None:
    assert undo(cancelled, reason="Wrong Müller") is Status.CONFIRMED

    cancelled.refresh_from_db()
    assert (cancelled.status, cancelled.notice_minutes, cancelled.cancelled_by) == (
        "confirmed",
        None,
        "",
    )
    busy = BusyTime.objects.get()
    assert (busy.starts_at, busy.ends_at) == (cancelled.starts_at, cancelled.ends_at)
    event = AppointmentEvent.objects.order_by("id").last()
    assert (event.is_undo, event.reason) == (True, "Wrong Müller")
    assert AuditEntry.objects.order_by("id").last().verb == "appointment.undone"
    mueller.refresh_from_db()
    assert (mueller.strokes, mueller.late_cancellations) == (";", 0)
    assert mueller.latest_active_at == cancelled.starts_at


def test_undoing_again_goes_further_back_and_stops_at_booked(
    undo: Undo, cancelled: Appointment
) -> None:
    undo(cancelled)
    assert undo(cancelled) is Status.BOOKED

    with pytest.raises(NotPossibleNow) as refusal:
        undo(cancelled)

    assert "nothing to undo" in str(refusal.value)
    assert BusyTime.objects.count() == 1


def test_it_is_refused_when_the_time_is_taken_by_now(
    undo: Undo, cancelled: Appointment, runa: StaffMember
) -> None:
    other = make.customer(runa.business, "Ana", "Lopez")
    make.appointment(other, runa, cancelled.starts_at + HOUR / 2)
    events = AppointmentEvent.objects.count()

    with pytest.raises(TimeTaken) as refusal:
        undo(cancelled)

    assert str(refusal.value).startswith("Runa has an appointment from 10:30.")
    cancelled.refresh_from_db()
    assert cancelled.status == Status.CANCELLED_TOO_LATE
    assert AppointmentEvent.objects.count() == events


def test_after_the_start_only_what_is_left_is_taken_again(
    undo: Undo, runa: StaffMember, mueller: Customer
) -> None:
    made = make.appointment(mueller, runa, NOW - HOUR, lasting=4 * HOUR)
    mark_no_show(
        business=made.business, appointment_id=made.id, actor=acting(runa), at=NOW - HOUR / 2
    )
    make.appointment(make.customer(runa.business, "Ana"), runa, NOW - HOUR / 2, lasting=HOUR / 2)

    undo(made)

    assert BusyTime.objects.filter(appointment=made).get().starts_at == NOW


def test_what_is_long_over_takes_no_time(undo: Undo, runa: StaffMember, mueller: Customer) -> None:
    past = make.appointment(mueller, runa, NOW - 48 * HOUR, status=Status.COMPLETED)
    make.appointment(make.customer(runa.business, "Ana"), runa, NOW - 48 * HOUR)

    assert undo(past) is Status.BOOKED


def test_an_imported_ending_goes_back_to_booked(undo: Undo, runa: StaffMember) -> None:
    imported = make.appointment(
        None,
        None,
        NOW - 48 * HOUR,
        business=runa.business,
        is_imported=True,
        time_known=False,
        status=Status.COMPLETED,
    )

    assert undo(imported) is Status.BOOKED


def test_money_and_messages_stay(undo: Undo, cancelled: Appointment, mueller: Customer) -> None:
    make.ledger_line(mueller, 15000, appointment=cancelled)

    undo(cancelled)

    assert LedgerLine.objects.get().appointment == cancelled


def test_who_undoes_and_who_books_never_both_get_the_time(
    committed_db: None, undo: Undo, cancelled: Appointment, runa: StaffMember, tmp_path: Path
) -> None:
    other = make.customer(runa.business, "Ana", "Lopez")
    book = partial(
        book_appointment,
        business=runa.business,
        customer_id=other.id,
        staff_member_id=runa.id,
        service_id=make.service(runa.business).id,
        starts_at=cancelled.starts_at,
        actor=acting(runa),
        at=NOW,
    )

    with on_file(tmp_path):
        results = race([partial(undo, cancelled), book] * 4)

        refused = [result for result in results if isinstance(result, Refused)]
        assert BusyTime.objects.count() == 1
        # Undone twice it is booked again, and holds its time only once.
        assert 6 <= len(refused) <= 7


def test_guests_and_other_artists_may_not(
    undo: Undo, cancelled: Appointment, jonas: StaffMember, celine: StaffMember
) -> None:
    guest = make.staff(cancelled.business, "Guest", Role.GUEST)

    for stranger in (guest, jonas, celine):
        with pytest.raises(Forbidden):
            undo(cancelled, actor=acting(stranger))
    assert BusyTime.objects.count() == 0


@pytest.mark.parametrize(("finished_later", "is_open"), [(False, True), (True, False)])
def test_the_project_that_the_completion_finished_is_open_again(
    undo: Undo, runa: StaffMember, mueller: Customer, *, finished_later: bool, is_open: bool
) -> None:
    project = make.project(mueller)
    made = make.appointment(mueller, runa, NOW - 2 * HOUR, project=project)
    complete_appointment(
        business=made.business,
        appointment_id=made.id,
        actor=acting(runa),
        at=NOW - HOUR,
        was_last_session=True,
    )
    if finished_later:
        project.finished_at = NOW - HOUR / 2
        project.save()

    undo(made)

    project.refresh_from_db()
    assert (project.finished_at is None) is is_open
    reopened = AuditEntry.objects.filter(verb="project.reopened")
    assert [entry.changes for entry in reopened] == (
        [{"finished_at": [(NOW - HOUR).isoformat(), None]}] if is_open else []
    )


def test_undoing_another_ending_leaves_the_project_finished(
    undo: Undo, cancelled: Appointment, mueller: Customer
) -> None:
    cancelled.project = make.project(mueller, finished_at=NOW)
    cancelled.save()

    undo(cancelled)

    cancelled.project.refresh_from_db()
    assert cancelled.project.finished_at == NOW
