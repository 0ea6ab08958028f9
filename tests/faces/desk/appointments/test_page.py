"""The page of an appointment: what it says, what it lets be changed, and to whom."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from regulars.records.appointments import Appointment
from regulars.records.customers import Alert, Customer
from regulars.records.deposits import Deposit
from regulars.records.messages import Message
from regulars.records.projects import Project
from regulars.records.staff import StaffMember
from regulars.rules.appointment_status import Status
from regulars.rules.permissions import Role
from tests import make
from tests.counting import counted
from tests.make import NOW

SignIn = Callable[[StaffMember], Client]
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def _it_is_ten_in_zurich() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def desk(signed_in: SignIn, nadia: StaffMember) -> Client:
    """Nadia's browser."""
    return signed_in(nadia)


@pytest.fixture
def appointment(runa: StaffMember, mueller: Customer) -> Appointment:
    """Session 1 of Mr Müller's pine ridge, in two hours."""
    return make.appointment(
        mueller,
        runa,
        NOW + 2 * HOUR,
        project=make.project(mueller, "Pine ridge", expected_sessions=3),
        service=make.service(runa.business, "Tattoo session"),
        price_minor=48000,
        notes="Bring the 7RL",
    )


def address(appointment: Appointment) -> str:
    return f"/at/{appointment.business.slug}/appointments/{appointment.id}/"


def typed(**given: object) -> dict[str, object]:
    """What the form holds when it is opened, and what was typed over it."""
    return {"version": 1, "title": "", "price": "480.00", "notes": "Bring the 7RL"} | given


def text_of(answer: object) -> str:
    return " ".join(answer.content.decode().split())  # type: ignore[attr-defined]


def test_it_says_when_who_what_and_how_much(
    desk: Client, appointment: Appointment, mueller: Customer
) -> None:
    Alert.objects.create(
        business=appointment.business, customer=mueller, title="Latex allergy", created_at=NOW
    )
    make.note(mueller, "Oat flat white", is_pinned=True)
    Deposit.objects.create(
        business=appointment.business,
        customer=mueller,
        appointment=appointment,
        amount_minor=15000,
        currency="CHF",
        state="paid",
        asked_at=NOW,
    )
    Message.objects.create(
        business=appointment.business,
        customer=mueller,
        appointment=appointment,
        kind="reminder",
        channel="sms",
        state="sent",
        due_at=NOW,
        sent_at=NOW,
    )

    page = text_of(desk.get(address(appointment)))

    for words in (
        "Pine ridge, session 1", "12:00–13:00", "in 2 hours", "Artist", "Runa Brandt",
        "Jürg Müller", "044 271 33 90", "Latex allergy", "Oat flat white", "480.00", "CHF 150",
        "CHF 330.00", "Reminder", "Booked by Runa Brandt", "session 1 of about 3",
    ):  # fmt: skip
        assert words in page, words


@pytest.mark.parametrize(
    ("away", "status", "primary"),
    [
        (72, Status.BOOKED, "Customer said yes"),
        (2, Status.BOOKED, "Check in"),
        (-0.5, Status.CHECKED_IN, "Complete"),
        (-5, Status.CONFIRMED, "Complete"),
    ],
)
def test_the_next_logical_step_is_the_one_primary_button_of_the_head(
    desk: Client,
    runa: StaffMember,
    mueller: Customer,
    away: float,
    status: Status,
    primary: str,
) -> None:
    made = make.appointment(mueller, runa, NOW + away * HOUR, status=status)

    page = text_of(desk.get(address(made)))

    head = page.split('class="row moves"')[1].split("with-side")[0]
    assert head.count("btn primary") == 1
    assert primary in head.split("btn primary")[1].split("btn")[0]


def test_an_ending_is_told_with_its_verdict_and_can_be_undone(
    desk: Client, runa: StaffMember, mueller: Customer
) -> None:
    made = make.appointment(
        mueller,
        runa,
        NOW + 20 * HOUR,
        status=Status.CANCELLED_TOO_LATE,
        ending={
            "at": NOW,
            "told_at": NOW - 9 * HOUR,
            "cancelled_by": "customer",
            "notice_minutes": 29 * 60,
            "policy_minutes": 48 * 60,
            "reason": "Flu",
        },
    )

    page = text_of(desk.get(address(made)))

    assert "29 hours of 48 hours notice, too late by 19 hours." in page
    assert "<q>Flu</q>" in page
    assert "Undo: Cancelled too late" in page
    assert "Check in" not in page


def test_an_imported_one_without_customer_staff_and_time_looks_right(
    desk: Client, runa: StaffMember
) -> None:
    made = make.appointment(
        None, None, NOW - 900 * 24 * HOUR, business=runa.business, is_imported=True,
        time_known=False,
    )  # fmt: skip

    page = text_of(desk.get(address(made)))

    assert "No customer is known" in page
    assert "Not known" in page
    assert "None" not in page.replace("None chosen", "")


def test_it_is_changed_without_javascript(desk: Client, appointment: Appointment) -> None:
    answer = desk.post(
        address(appointment), typed(title="Pine ridge, shading", price="1'200", project="")
    )

    assert answer.status_code == 302
    appointment.refresh_from_db()
    assert (appointment.title, appointment.price_minor, appointment.project) == (
        "Pine ridge, shading",
        120000,
        None,
    )


def test_a_new_project_is_opened_by_its_title(desk: Client, appointment: Appointment) -> None:
    without = desk.post(address(appointment), typed(project="new"))
    desk.post(address(appointment), typed(project="new", new_project="Fern"))

    assert without.status_code == 422
    assert "Give the new project a title." in text_of(without)
    appointment.refresh_from_db()
    assert appointment.project == Project.objects.get(title="Fern")


def test_a_mistake_is_named_and_nothing_typed_is_lost(
    desk: Client, appointment: Appointment
) -> None:
    answer = desk.post(address(appointment), typed(price="a lot", notes="Keep this"))

    assert answer.status_code == 422
    page = text_of(answer)
    assert "Write an amount, for example 120.00." in page
    assert 'value="a lot"' in page
    assert "Keep this" in page


def test_a_form_that_is_out_of_date_keeps_what_was_typed_and_can_be_saved_again(
    desk: Client, appointment: Appointment
) -> None:
    project = appointment.project_id
    desk.post(address(appointment), typed(title="Hers", project=project))

    late = desk.post(address(appointment), typed(title="Mine", project=project))

    assert late.status_code == 409
    page = text_of(late)
    assert "Somebody else changed this appointment in the meantime." in page
    assert 'value="Mine"' in page
    assert "By now it says: Hers" in page
    assert 'name="version" value="2"' in page
    desk.post(address(appointment), typed(title="Mine", project=project, version=2))
    appointment.refresh_from_db()
    assert appointment.title == "Mine"


def test_an_artist_reads_the_others_column_and_changes_the_own(
    signed_in: SignIn, appointment: Appointment, jonas: StaffMember, mueller: Customer
) -> None:
    his = make.appointment(mueller, jonas, NOW + HOUR, price_minor=5000)
    browser = signed_in(jonas)

    read = text_of(browser.get(address(appointment)))
    refused = browser.post(address(appointment), typed(title="Mine"))
    own = text_of(browser.get(address(his)))
    browser.post(address(his), typed(title="Mine", notes=""))

    assert "Save changes" not in read
    assert "moves" not in read
    assert "Bring the 7RL" in read
    assert refused.status_code == 403
    assert "Check in" in own
    for hidden in ("044 271 33 90", "480.00", "50.00", "Price"):
        assert hidden not in read + own, hidden
    his.refresh_from_db()
    assert (his.title, his.price_minor) == ("Mine", 5000)


def test_a_guest_reads_and_ends_but_does_not_change(
    signed_in: SignIn, runa: StaffMember, mueller: Customer
) -> None:
    guest = make.staff(
        runa.business, "Guest", Role.GUEST, account=make.account("guest@nordlicht.example")
    )
    made = make.appointment(mueller, guest, NOW - HOUR)
    browser = signed_in(guest)

    page = text_of(browser.get(address(made)))

    assert "No show" in page
    assert "Save changes" not in page
    assert browser.post(address(made), typed()).status_code == 403


def test_strangers_find_nothing(
    signed_in: SignIn, appointment: Appointment, celine: StaffMember
) -> None:
    browser = signed_in(celine)
    own = address(appointment).replace("nordlicht", "lumiere")

    for path in (
        "",
        "confirmation/",
        "check-in/",
        "completion/",
        "no-show/",
        "cancellation/",
        "undo/",
    ):
        for here in (address(appointment), own):
            assert browser.post(here + path, typed()).status_code == 404, path
            assert browser.get(here + path).status_code in (404, 405), path
    appointment.refresh_from_db()
    assert appointment.version == 1


def test_the_number_of_statements_is_fixed(
    desk: Client, appointment: Appointment, runa: StaffMember, mueller: Customer
) -> None:
    with counted("appointment page"):
        desk.get(address(appointment))
    for number in range(60):
        make.appointment(mueller, runa, NOW - (number + 1) * 24 * HOUR, status=Status.COMPLETED)
    with counted("appointment page"):
        desk.get(address(appointment))
