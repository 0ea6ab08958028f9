"""Cancelling an appointment: on time or too late, judged once."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from regulars.actions.appointments.cancel import ToldLater, cancel_appointment
from regulars.actions.appointments.complete import complete_appointment
from regulars.actions.appointments.status_change import NotPossibleNow
from regulars.kernel.actor import Actor, Forbidden
from regulars.records.appointments import Appointment, AppointmentEvent
from regulars.records.audit import AuditEntry
from regulars.records.busy_time import BusyTime
from regulars.records.customers import Customer
from regulars.records.staff import StaffMember
from regulars.rules.appointment_status import Status
from regulars.rules.cancellation import CancelledBy
from tests import make
from tests.cast import acting
from tests.make import NOW
from tests.racing import on_file, race

HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def appointment(runa: StaffMember, mueller: Customer) -> Appointment:
    """In 29 hours, where 48 hours of notice are asked for."""
    return make.appointment(mueller, runa, NOW + 29 * HOUR)


@pytest.fixture
def cancel(appointment: Appointment, runa: StaffMember) -> partial:
    """The customer cancels now."""
    return partial(
        cancel_appointment,
        business=appointment.business,
        appointment_id=appointment.id,
        by=CancelledBy.CUSTOMER,
        told_at=NOW,
        actor=acting(runa),
        at=NOW,
    )


def test_too_late_is_remembered_with_what_it_was_judged_by(
    cancel: partial, appointment: Appointment, mueller: Customer
) -> None:
    verdict = cancel(reason=" Flu ")

    appointment.refresh_from_db()
    assert verdict.short_by == 19 * HOUR
    assert appointment.status == Status.CANCELLED_TOO_LATE
    assert (appointment.notice_minutes, appointment.cancelled_by) == (29 * 60, "customer")
    event = AppointmentEvent.objects.order_by("id").last()
    assert (event.told_at, event.notice_minutes, event.policy_minutes) == (NOW, 29 * 60, 48 * 60)
    assert (event.cancelled_by, event.reason) == ("customer", "Flu")
    mueller.refresh_from_db()
    assert (mueller.late_cancellations, mueller.strokes) == (1, "\\")
    assert mueller.latest_active_at is None


@pytest.mark.parametrize(
    ("told_ago", "status"),
    [
        (19 * HOUR, Status.CANCELLED_ON_TIME),
        (19 * HOUR - MINUTE, Status.CANCELLED_TOO_LATE),
        (20 * HOUR, Status.CANCELLED_ON_TIME),
    ],
    ids=["exactly-the-notice", "a-minute-short", "longer"],
)
def test_what_counts_is_when_the_studio_was_told(
    cancel: partial, appointment: Appointment, told_ago: timedelta, status: Status
) -> None:
    cancel(told_at=NOW - told_ago)

    appointment.refresh_from_db()
    assert appointment.status == status


def test_the_studio_cancelling_is_on_time_for_the_customer(cancel: partial) -> None:
    assert cancel(by=CancelledBy.STUDIO).status is Status.CANCELLED_ON_TIME


def test_the_notice_of_the_service_comes_before_that_of_the_business(
    cancel: partial, appointment: Appointment
) -> None:
    appointment.service = make.service(appointment.business, notice_minutes=60)
    appointment.save()

    assert cancel().status is Status.CANCELLED_ON_TIME
    assert AppointmentEvent.objects.order_by("id").last().policy_minutes == 60


def test_the_verdict_stays_when_the_policy_changes(
    cancel: partial, appointment: Appointment
) -> None:
    cancel()
    appointment.business.notice_minutes = 60
    appointment.business.save()

    appointment.refresh_from_db()
    assert appointment.status == Status.CANCELLED_TOO_LATE


def test_the_place_is_free_again(cancel: partial) -> None:
    cancel()

    assert BusyTime.objects.count() == 0


def test_nobody_was_told_in_the_future(cancel: partial, appointment: Appointment) -> None:
    with pytest.raises(ToldLater):
        cancel(told_at=NOW + MINUTE)

    appointment.refresh_from_db()
    assert appointment.status == Status.BOOKED
    assert AuditEntry.objects.count() == 0


def test_twice_is_refused(cancel: partial) -> None:
    cancel()

    with pytest.raises(NotPossibleNow):
        cancel(by=CancelledBy.STUDIO)
    assert AuditEntry.objects.count() == 1


def test_only_the_clock_cancels_by_notification(cancel: partial, appointment: Appointment) -> None:
    with pytest.raises(Forbidden):
        cancel(by=CancelledBy.NOTIFICATION)

    cancel(by=CancelledBy.NOTIFICATION, actor=Actor.clock(appointment.business))

    appointment.refresh_from_db()
    assert appointment.status == Status.CANCELLED_BY_NOTIFICATION
    assert AppointmentEvent.objects.order_by("id").last().actor_kind == "clock"


def test_an_artist_cancels_only_in_the_own_column(
    cancel: partial, jonas: StaffMember, nadia: StaffMember
) -> None:
    with pytest.raises(Forbidden):
        cancel(actor=acting(jonas))
    cancel(actor=acting(nadia))


def test_of_two_endings_at_once_one_stands(
    committed_db: None,
    appointment: Appointment,
    cancel: partial,
    runa: StaffMember,
    tmp_path: Path,
) -> None:
    given: dict[str, Any] = {
        "business": appointment.business,
        "appointment_id": appointment.id,
        "actor": acting(runa),
        "at": NOW + 30 * HOUR,
    }
    with on_file(tmp_path):
        results = race([cancel, partial(complete_appointment, **given)] * 4)

        refused = [result for result in results if isinstance(result, NotPossibleNow)]
        assert len(refused) == 7
        assert AppointmentEvent.objects.count() == 2
        assert AuditEntry.objects.count() == 1
