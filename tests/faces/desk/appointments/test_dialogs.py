"""Confirming, checking in, ending, cancelling and undoing on the screen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.test import Client

from regulars.faces.desk.appointments.forms import CancellationForm
from regulars.kernel.clock_times import parse_time
from regulars.kernel.formats import Formats
from regulars.records.appointments import Appointment, AppointmentEvent
from regulars.records.customers import Customer
from regulars.records.staff import StaffMember
from tests import make
from tests.make import NOW

SignIn = Callable[[StaffMember], Client]
HOUR = timedelta(hours=1)
HTMX = {"HX-Request": "true"}
TOLD = {"by": "customer", "told_on": "22.11.2026", "told_time": "10:00"}


@pytest.fixture(autouse=True)
def _it_is_ten_in_zurich() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def desk(signed_in: SignIn, runa: StaffMember) -> Client:
    """Runa's browser."""
    return signed_in(runa)


@pytest.fixture
def tomorrow(runa: StaffMember, mueller: Customer) -> Appointment:
    """In 29 hours, where 48 hours of notice are asked for."""
    return make.appointment(mueller, runa, NOW + 29 * HOUR)


@pytest.fixture
def begun(runa: StaffMember, mueller: Customer) -> Appointment:
    """Began half an hour ago."""
    return make.appointment(
        mueller, runa, NOW - HOUR / 2, project=make.project(mueller), price_minor=5000
    )


def at(appointment: Appointment, what: str) -> str:
    return f"/at/nordlicht/appointments/{appointment.id}/{what}/"


def text_of(answer: object) -> str:
    return " ".join(answer.content.decode().split())  # type: ignore[attr-defined]


def status_of(appointment: Appointment) -> str:
    return Appointment.objects.values_list("status", flat=True).get(id=appointment.id)


@pytest.mark.parametrize(
    ("what", "status"),
    [
        ("confirmation", "confirmed"),
        ("check-in", "checked_in"),
        ("completion", "completed"),
        ("no-show", "no_show"),
    ],
)
def test_each_step_is_taken_with_and_without_scripts(
    desk: Client, runa: StaffMember, mueller: Customer, what: str, status: str
) -> None:
    plain = make.appointment(mueller, runa, NOW - HOUR / 2)
    scripted = make.appointment(mueller, runa, NOW - 3 * HOUR)

    first = desk.post(at(plain, what))
    second = desk.post(at(scripted, what), headers=HTMX)

    assert (first.status_code, first.url) == (302, f"/at/nordlicht/appointments/{plain.id}/")
    assert (second.status_code, second["HX-Redirect"][-2:]) == (204, f"{scripted.id}/"[-2:])
    assert status_of(plain) == status_of(scripted) == status


@pytest.mark.parametrize("what", ["completion", "no-show", "cancellation", "undo"])
def test_a_dialog_is_a_fragment_with_scripts_and_a_page_without(
    desk: Client, begun: Appointment, what: str
) -> None:
    desk.post(at(begun, "check-in"))

    fragment = text_of(desk.get(at(begun, what), headers=HTMX))
    page = text_of(desk.get(at(begun, what)))

    assert fragment.startswith("<dialog")
    assert " open>" not in fragment.split("<form")[0]
    assert "<!doctype html>" in page
    assert 'closedby="any" open>' in page


def test_the_verdict_is_said_before_anything_is_saved(desk: Client, tomorrow: Appointment) -> None:
    page = text_of(desk.get(at(tomorrow, "cancellation"), headers=HTMX))

    assert "Too late by 19 hours" in page
    assert "29 hours of notice. Your notice period is 48 hours." in page
    assert "Cancel, too late" in page
    assert 'data-status="cancelled_too_late"' in page
    assert "Then one more: Cancelled too late" in page
    assert status_of(tomorrow) == "booked"


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"by": "studio"}, "The studio cancels, which is always on time"),
        ({"told_on": "21.11.2026", "told_time": "15:00"}, "48 hours of notice."),
        ({"told_on": "21.11.2026", "told_time": "15:01"}, "Too late by 1 minute"),
        ({"told_time": "quarter past"}, "Not judged yet"),
        ({"told_time": "23:59"}, "Not judged yet"),
    ],
)
def test_it_is_judged_again_when_who_or_when_changes(
    desk: Client, tomorrow: Appointment, told: dict[str, str], words: str
) -> None:
    scripted = desk.get(at(tomorrow, "cancellation"), TOLD | told, headers=HTMX)
    plain = desk.post(at(tomorrow, "cancellation"), TOLD | told | {"judge": "1"})

    assert words in text_of(scripted)
    assert words in text_of(plain)
    assert status_of(tomorrow) == "booked"


def test_it_is_cancelled_as_it_was_judged(desk: Client, tomorrow: Appointment) -> None:
    answer = desk.post(at(tomorrow, "cancellation"), TOLD | {"reason": "Flu"}, follow=True)

    assert status_of(tomorrow) == "cancelled_too_late"
    assert "Cancelled too late. The place is free again." in text_of(answer)
    event = AppointmentEvent.objects.order_by("id").last()
    assert (event.reason, event.told_at) == ("Flu", NOW)


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"told_on": "yesterday"}, "Write a day like 22.11.2026."),
        ({"told_on": "01.01.0001", "told_time": "00:00"}, "Write a day like 22.11.2026."),
        ({"told_on": "31.12.9999", "told_time": "23:59"}, "This moment has not come yet."),
        ({"told_time": "25:00"}, "Write a time like 10:00."),
        ({"told_time": "10:01"}, "This moment has not come yet."),
        ({"by": "notification"}, "notification"),
    ],
)
def test_what_cannot_be_is_named_and_nothing_is_lost(
    desk: Client, tomorrow: Appointment, told: dict[str, str], sentence: str
) -> None:
    answer = desk.post(at(tomorrow, "cancellation"), TOLD | {"reason": "Flu"} | told, headers=HTMX)

    assert answer.status_code == 422
    assert sentence in text_of(answer)
    assert 'value="Flu"' in text_of(answer)
    assert status_of(tomorrow) == "booked"


def test_a_refusal_stands_inside_the_dialog(desk: Client, tomorrow: Appointment) -> None:
    early = desk.post(at(tomorrow, "no-show"), headers=HTMX)
    desk.post(at(tomorrow, "cancellation"), TOLD)
    twice = desk.post(at(tomorrow, "cancellation"), TOLD, headers=HTMX)

    assert early.status_code == twice.status_code == 409
    assert "The appointment has not begun yet." in text_of(early)
    assert "already has an ending: Cancelled too late." in text_of(twice)
    assert text_of(twice).startswith("<dialog")


def test_the_last_session_finishes_the_project(desk: Client, begun: Appointment) -> None:
    asked = text_of(desk.get(at(begun, "completion"), headers=HTMX))
    desk.post(at(begun, "completion"), {"was_last_session": "on"})

    assert "CHF 50.00" in asked
    assert "Botanical sleeve is finished" in asked
    begun.project.refresh_from_db()
    assert begun.project.finished_at == NOW


def test_undoing_says_where_it_leads_and_what_is_in_the_way(
    desk: Client, tomorrow: Appointment, runa: StaffMember
) -> None:
    desk.post(at(tomorrow, "cancellation"), TOLD)
    asked = text_of(desk.get(at(tomorrow, "undo"), headers=HTMX))
    rival = make.appointment(make.customer(runa.business, "Ana"), runa, tomorrow.starts_at)
    refused = desk.post(at(tomorrow, "undo"), {"reason": "Mistake"}, headers=HTMX)
    desk.post(at(rival, "cancellation"), TOLD)
    done = desk.post(at(tomorrow, "undo"), {"reason": "Mistake"}, follow=True)

    assert "Back to: Booked" in asked
    assert refused.status_code == 409
    assert "Runa has an appointment" in text_of(refused)
    assert "Undone. The appointment is: Booked." in text_of(done)
    assert status_of(tomorrow) == "booked"


def test_nobody_touches_anothers_column(
    signed_in: SignIn, jonas: StaffMember, begun: Appointment
) -> None:
    browser = signed_in(jonas)

    for what in ("completion", "no-show", "cancellation", "undo"):
        assert browser.get(at(begun, what)).status_code == 403, what
    for what in ("confirmation", "check-in", "completion", "no-show", "cancellation", "undo"):
        assert browser.post(at(begun, what), TOLD).status_code == 403, what
    assert status_of(begun) == "booked"


@pytest.mark.parametrize(
    ("typed", "hour", "minute"),
    [("13:05", 13, 5), ("9", 9, 0), ("0905", 9, 5), ("9.30", 9, 30), ("1:00 pm", 13, 0),
     ("12:00 a.m.", 0, 0), ("12 pm", 12, 0), ("1:00\u202fPM", 13, 0), ("14h30", 14, 30)],
)  # fmt: skip
def test_a_time_is_read_as_people_write_it(typed: str, hour: int, minute: int) -> None:
    assert (parse_time(typed).hour, parse_time(typed).minute) == (hour, minute)


@pytest.mark.parametrize("typed", ["", "24:00", "13:60", "13 pm", "0 am", "noon", "1:2:3", "٣"])
def test_what_is_no_time_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match=r"not a time of day|must be in"):
        parse_time(typed)


@pytest.mark.parametrize(
    ("now", "typed", "told"),
    [
        # The clocks of Zürich showed 02:00 to 03:00 twice, from 00:00 and from 01:00 UTC.
        ("00:45:30", "02:45", "00:45:00"),
        ("00:46:10", "02:45", "00:45:00"),
        ("01:45:30", "02:45", "01:45:00"),
        ("01:46:10", "02:45", "01:45:00"),
        ("01:15:00", "02:45", "00:45:00"),
        ("01:15:00", "01:45", "-00:15"),
    ],
)
def test_an_hour_that_comes_twice_is_the_one_that_is_meant(now: str, typed: str, told: str) -> None:
    fmt = Formats.of(language="de", country="CH", time_zone="Europe/Zurich", currency="CHF")
    day = datetime(2026, 10, 25, tzinfo=UTC)
    at = datetime.fromisoformat(f"2026-10-25T{now}+00:00")
    form = CancellationForm({"told_on": "25.10.2026", "told_time": typed}, fmt=fmt, at=at)

    assert form.is_valid()
    before_midnight = told.startswith("-")
    expected = (
        day - timedelta(minutes=15)
        if before_midnight
        else datetime.fromisoformat(f"2026-10-25T{told}+00:00")
    )
    assert form.cleaned_data["told_at"] == expected
