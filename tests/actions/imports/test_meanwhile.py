"""Staff, or another process, go on with what an unfinished import has brought in so far."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from threading import Event
from time import sleep

import pytest

from regulars.actions.appointments.cancel import cancel_appointment
from regulars.actions.appointments.confirm import confirm_appointment
from regulars.actions.appointments.undo import undo_status
from regulars.actions.imports import running, settle
from regulars.actions.imports.claim import LEASE, ImportTaken
from regulars.actions.imports.report import ImportReport, Unwatched
from regulars.kernel.actor import Actor
from regulars.records.appointments import Appointment, AppointmentEvent
from regulars.records.busy_time import BusyTime
from regulars.records.customers import Customer
from regulars.records.ledger import LedgerLine
from regulars.rules.cancellation import CancelledBy
from tests import make
from tests.actions.imports.small_book import AT, bring_in, write_book
from tests.racing import on_file, race

pytestmark = pytest.mark.django_db

BOOK = {
    "services": ["CUT,Hair cut,60"],
    "bookings": ["ANNA,JJ,CUT,2018-08-20,15:00", "IDA,JJ,CUT,2018-08-21,15:00"],
    "no-shows": ["ANNA,JJ,CUT,2018-08-20"],
    "receipts": ["1,2018-07-02,IDA,JJ,Hair cut,60"],
}
ONLY_BOOKED = BOOK | {"no-shows": []}


class Meanwhile(Unwatched):
    """Somebody does something once, as soon as that file is read."""

    def __init__(self, file: str, does: Callable[[], object]) -> None:
        self._file, self._does, self._is_done = file, does, False

    def reads(self, file: str, *, done: int, total: int) -> None:
        if file == self._file and not self._is_done:
            self._is_done = True
            self._does()


@pytest.fixture
def salon(db):
    return make.business("salon", name="Salon", currency="CHF")


def of(salon, number):
    return Appointment.objects.of(salon).get(customer__number=number)


def cancel(salon, number="ANNA"):
    cancel_appointment(
        business=salon,
        appointment_id=of(salon, number).id,
        by=CancelledBy.CUSTOMER,
        told_at=AT,
        actor=Actor.operator(salon),
        at=AT,
    )


def move(action, salon, number="ANNA"):
    given = {"appointment_id": of(salon, number).id, "actor": Actor.operator(salon)}
    action(business=salon, at=AT, **given)


def story(salon, number="ANNA"):
    events = AppointmentEvent.objects.filter(appointment=of(salon, number)).order_by("id")
    return list(events.values_list("from_status", "to_status", "actor_kind", "is_undo"))


def holding(salon):
    held = BusyTime.objects.of(salon).order_by("starts_at")
    return list(held.values_list("appointment__customer__number", flat=True))


def test_what_staff_cancelled_is_told_once_and_as_they_did_it(salon, tmp_path):
    folder = write_book(tmp_path / "book", ONLY_BOOKED)

    bring_in(salon, folder, progress=Meanwhile("bookings.csv", lambda: cancel(salon)))

    assert of(salon, "ANNA").status == "cancelled_on_time"
    assert story(salon) == [("booked", "cancelled_on_time", "operator", False)]
    assert story(salon, "IDA") == [("", "booked", "import", False)]
    assert holding(salon) == ["IDA"]
    assert Customer.objects.of(salon).get(number="ANNA").strokes == "."


def test_what_staff_confirmed_holds_its_time_in_the_end(salon, tmp_path):
    folder = write_book(tmp_path / "book", ONLY_BOOKED)
    does = Meanwhile("bookings.csv", lambda: move(confirm_appointment, salon))

    report = bring_in(salon, folder, progress=does)

    assert story(salon) == [("booked", "confirmed", "operator", False)]
    assert holding(salon) == ["ANNA", "IDA"]
    assert report.conflicts == {}


def test_what_a_later_file_ended_goes_on_from_what_staff_said(salon, tmp_path):
    folder = write_book(tmp_path / "book", BOOK)
    does = Meanwhile("bookings.csv", lambda: move(confirm_appointment, salon))

    bring_in(salon, folder, progress=does)

    assert of(salon, "ANNA").status == "no_show"
    assert story(salon) == [
        ("booked", "confirmed", "operator", False),
        ("confirmed", "no_show", "import", False),
    ]


def test_an_ending_that_staff_undid_stays_undone_and_keeps_its_time(salon, tmp_path):
    folder = write_book(tmp_path / "book", BOOK)
    does = Meanwhile("no-shows.csv", lambda: move(undo_status, salon))

    report = bring_in(salon, folder, progress=does)

    assert of(salon, "ANNA").status == "booked"
    assert story(salon) == [("no_show", "booked", "operator", True)]
    assert holding(salon) == ["ANNA", "IDA"]
    assert "staff_taken" not in report.conflicts


def test_the_same_holds_for_what_an_earlier_import_had_brought_in(salon, tmp_path):
    bring_in(salon, write_book(tmp_path / "first", ONLY_BOOKED), at=AT - timedelta(days=1))
    folder = write_book(tmp_path / "book", BOOK)
    does = Meanwhile("no-shows.csv", lambda: move(undo_status, salon))

    bring_in(salon, folder, progress=does)

    assert of(salon, "ANNA").status == "booked"
    assert story(salon) == [
        ("", "booked", "import", False),
        ("no_show", "booked", "operator", True),
    ]
    assert holding(salon) == ["ANNA", "IDA"]


def test_what_staff_do_just_before_a_portion_is_seen_by_it(salon, tmp_path, monkeypatch):
    folder = write_book(tmp_path / "book", ONLY_BOOKED)
    arrivals = settle.arrivals

    def read_and_wait(work, **which):
        found = arrivals(work, **which)
        if found and of(salon, "ANNA").status == "booked":
            cancel(salon)
        return found

    monkeypatch.setattr(settle, "arrivals", read_and_wait)

    bring_in(salon, folder)

    assert story(salon) == [("booked", "cancelled_on_time", "operator", False)]
    assert holding(salon) == ["IDA"]


def test_whoever_takes_over_waits_for_the_portion_at_work(committed_db, tmp_path, monkeypatch):
    folder = write_book(tmp_path / "book", ONLY_BOOKED)
    is_slow, tell_once = Event(), running.tell_once

    def slow(work):
        tell_once(work)
        if work.notebook.made["appointment"] and not is_slow.is_set():
            is_slow.set()
            sleep(1)

    def follow():
        is_slow.wait(30)
        return bring_in(salon, folder, at=AT + 2 * LEASE)

    monkeypatch.setattr(running, "tell_once", slow)
    with on_file(tmp_path):
        salon = make.business("salon", name="Salon", currency="CHF")
        first, second = race([lambda: bring_in(salon, folder), follow])

        # On SQLite the first may be done before the second finds the door open.
        assert isinstance(first, ImportTaken | ImportReport)
        assert isinstance(second, ImportReport)
        assert Appointment.objects.of(salon).count() == 2
        assert AppointmentEvent.objects.of(salon).count() == 2
        assert Customer.objects.of(salon).count() == 2
        assert LedgerLine.objects.of(salon).count() == 1
