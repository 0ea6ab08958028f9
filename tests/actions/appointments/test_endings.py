"""How an appointment goes on and ends."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from regulars.actions.appointments.check_in import check_in_appointment
from regulars.actions.appointments.complete import complete_appointment
from regulars.actions.appointments.confirm import confirm_appointment
from regulars.actions.appointments.mark_no_show import mark_no_show
from regulars.actions.appointments.status_change import NotPossibleNow
from regulars.kernel.actor import Forbidden
from regulars.records.appointments import Appointment, AppointmentEvent
from regulars.records.audit import AuditEntry
from regulars.records.busy_time import BusyTime
from regulars.records.customers import Customer
from regulars.records.staff import StaffMember
from regulars.rules.appointment_status import Status
from regulars.rules.permissions import Role
from tests import make
from tests.cast import acting
from tests.make import NOW

HOUR = timedelta(hours=1)
ENDINGS = {
    "completed": (complete_appointment, "appointment.completed", "|"),
    "no_show": (mark_no_show, "appointment.marked_no_show", "x"),
}
STEPS = {
    "confirmed": (confirm_appointment, "appointment.confirmed", ";"),
    "checked_in": (check_in_appointment, "appointment.checked_in", "+"),
}
ALL = ENDINGS | STEPS


def told(appointment: Appointment, actor: StaffMember, **given: Any) -> dict[str, Any]:
    """What every move is told."""
    return {
        "business": appointment.business,
        "appointment_id": appointment.id,
        "actor": acting(actor),
        "at": NOW,
    } | given


@pytest.mark.parametrize("status", ALL)
def test_it_is_written_everywhere(status: str, runa: StaffMember, mueller: Customer) -> None:
    do, verb, stroke = ALL[status]
    appointment = make.appointment(mueller, runa, NOW - HOUR)

    do(**told(appointment, runa))

    appointment.refresh_from_db()
    assert (appointment.status, appointment.version, appointment.changed_at) == (status, 2, NOW)
    event = AppointmentEvent.objects.order_by("id").last()
    assert (event.from_status, event.to_status, event.at) == ("booked", status, NOW)
    entry = AuditEntry.objects.get()
    assert (entry.verb, entry.changes["status"]) == (verb, ["booked", status])
    assert entry.customer_id == mueller.id
    mueller.refresh_from_db()
    assert mueller.strokes == stroke


@pytest.mark.parametrize("status", ENDINGS)
def test_an_ending_lets_go_of_the_time(status: str, runa: StaffMember, mueller: Customer) -> None:
    appointment = make.appointment(mueller, runa, NOW - HOUR / 2)

    ENDINGS[status][0](**told(appointment, runa))

    assert BusyTime.objects.count() == 0


@pytest.mark.parametrize("status", STEPS)
def test_a_step_on_the_way_keeps_the_time(
    status: str, runa: StaffMember, mueller: Customer
) -> None:
    appointment = make.appointment(mueller, runa, NOW + HOUR)

    STEPS[status][0](**told(appointment, runa))

    assert BusyTime.objects.count() == 1


@pytest.mark.parametrize("status", ALL)
def test_twice_is_refused_and_changes_nothing(
    status: str, runa: StaffMember, mueller: Customer
) -> None:
    do = ALL[status][0]
    appointment = make.appointment(mueller, runa, NOW - HOUR)
    do(**told(appointment, runa))

    with pytest.raises(NotPossibleNow):
        do(**told(appointment, runa))

    appointment.refresh_from_db()
    assert appointment.version == 2
    assert AuditEntry.objects.count() == 1


@pytest.mark.parametrize("status", ENDINGS)
def test_nothing_ends_before_it_begins(status: str, runa: StaffMember, mueller: Customer) -> None:
    appointment = make.appointment(mueller, runa, NOW + timedelta(minutes=1))

    with pytest.raises(NotPossibleNow) as refusal:
        ENDINGS[status][0](**told(appointment, runa))

    assert str(refusal.value).endswith("Wait until Sun, 22 Nov 2026, 10:01.")
    assert BusyTime.objects.count() == 1
    assert AuditEntry.objects.count() == 0


def test_who_has_checked_in_can_be_done_early_and_is_never_a_no_show(
    runa: StaffMember, mueller: Customer
) -> None:
    appointment = make.appointment(mueller, runa, NOW + HOUR, status=Status.CHECKED_IN)

    with pytest.raises(NotPossibleNow) as refusal:
        mark_no_show(**told(appointment, runa))
    complete_appointment(**told(appointment, runa))

    assert "undo the check-in first" in str(refusal.value)


def test_what_has_ended_says_how(runa: StaffMember, mueller: Customer) -> None:
    appointment = make.appointment(mueller, runa, NOW - HOUR, status=Status.NO_SHOW)

    with pytest.raises(NotPossibleNow) as refusal:
        complete_appointment(**told(appointment, runa))

    assert str(refusal.value) == ("The appointment already has an ending: No show. Undo it first.")


@pytest.mark.parametrize("status", ALL)
def test_a_stranger_is_told_nothing(
    status: str, runa: StaffMember, celine: StaffMember, mueller: Customer
) -> None:
    appointment = make.appointment(mueller, runa, NOW - HOUR)
    do: Callable[..., Any] = partial(ALL[status][0], **told(appointment, celine))

    with pytest.raises(Forbidden):
        do()
    with pytest.raises(Appointment.DoesNotExist):
        do(business=celine.business)


def test_an_artist_ends_only_what_stands_in_the_own_column(
    runa: StaffMember, jonas: StaffMember, mueller: Customer
) -> None:
    hers = make.appointment(mueller, runa, NOW - HOUR)
    his = make.appointment(mueller, jonas, NOW - HOUR)

    with pytest.raises(Forbidden):
        mark_no_show(**told(hers, jonas))
    mark_no_show(**told(his, jonas))

    hers.refresh_from_db()
    assert hers.status == Status.BOOKED


def test_the_last_session_finishes_the_project(runa: StaffMember, mueller: Customer) -> None:
    project = make.project(mueller)
    appointment = make.appointment(mueller, runa, NOW - HOUR, project=project)

    complete_appointment(**told(appointment, runa), was_last_session=True)

    project.refresh_from_db()
    assert project.finished_at == NOW
    assert {entry.verb for entry in AuditEntry.objects.all()} == {
        "appointment.completed",
        "project.finished",
    }


def test_a_guest_who_may_not_finish_projects_still_completes_the_visit(
    runa: StaffMember, mueller: Customer
) -> None:
    guest = make.staff(runa.business, "Guest", Role.GUEST)
    project = make.project(mueller)
    appointment = make.appointment(mueller, guest, NOW - HOUR, project=project)

    complete_appointment(**told(appointment, guest), was_last_session=True)

    appointment.refresh_from_db()
    project.refresh_from_db()
    assert (appointment.status, project.finished_at) == (Status.COMPLETED, None)


def test_an_imported_one_without_customer_and_staff_can_end(runa: StaffMember) -> None:
    nobody = make.appointment(
        None, None, NOW - HOUR, business=runa.business, is_imported=True, time_known=False
    )

    complete_appointment(**told(nobody, runa))

    nobody.refresh_from_db()
    assert nobody.status == Status.COMPLETED
