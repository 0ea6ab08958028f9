"""What does a customer's history tell?"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from regulars.queries.customer_history import StepKind, customer_history
from regulars.records.appointments import Appointment
from regulars.records.businesses import Business
from regulars.records.customers import Customer
from regulars.records.staff import StaffMember
from regulars.rules.appointment_status import Status
from tests import make
from tests.counting import counted

DAY = timedelta(days=1)


def at(month: int, day: int, hour: int = 10, minute: int = 0, year: int = 2026) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=UTC)


@pytest.fixture
def sleeve(mueller: Customer, runa: StaffMember) -> list[int]:
    """Müller's sleeve: four appointments, one cancelled too late, one no show."""
    project = make.project(mueller, "Sleeve", staff_member=runa, expected_sessions=6)
    statuses = (Status.COMPLETED, Status.CANCELLED_TOO_LATE, Status.NO_SHOW, Status.COMPLETED)
    return [
        make.appointment(
            mueller,
            runa,
            at(month, 5),
            status=status,
            project=project,
            title="Sleeve session",
            price_minor=72000,
            notice_minutes=300 if status is Status.CANCELLED_TOO_LATE else None,
        ).id
        for month, status in enumerate(statuses, start=3)
    ]


def test_the_history_stands_by_project_newest_first(
    nordlicht: Business, mueller: Customer, runa: StaffMember, sleeve: list[int]
) -> None:
    fern = make.project(mueller, "Fern")
    make.appointment(mueller, runa, at(9, 1), status=Status.COMPLETED, project=fern)
    make.appointment(mueller, runa, at(10, 1), status=Status.COMPLETED, title="Aftercare check")

    history = customer_history(business=nordlicht, customer_id=mueller.id)

    assert [project.title for project in history.projects] == ["Fern", "Sleeve", ""]
    assert history.projects[2].id is None
    seen = history.projects[1]
    assert [visit.id for visit in seen.visits] == sleeve[::-1]
    assert (seen.done, seen.expected_sessions, seen.staff_name) == (2, 6, "Runa Brandt")
    assert seen.strokes == "|\\x|"
    assert seen.since == at(3, 5)
    assert history.strokes == "|\\x|||"


def test_a_session_that_did_not_take_place_leaves_its_number(
    nordlicht: Business, mueller: Customer, sleeve: list[int]
) -> None:
    (project,) = customer_history(business=nordlicht, customer_id=mueller.id).projects

    assert [visit.session_number for visit in project.visits] == [2, 2, 2, 1]


def test_one_appointment_can_be_left_out(
    nordlicht: Business, mueller: Customer, sleeve: list[int]
) -> None:
    history = customer_history(
        business=nordlicht, customer_id=mueller.id, exclude_appointment=sleeve[0]
    )

    assert [visit.id for visit in history.projects[0].visits] == sleeve[:0:-1]
    assert history.projects[0].visits[-1].session_number == 2


def test_a_late_cancellation_says_what_was_missing(
    nordlicht: Business, mueller: Customer, runa: StaffMember
) -> None:
    make.appointment(
        mueller,
        runa,
        at(7, 16),
        status=Status.CANCELLED_TOO_LATE,
        notice_minutes=300,
        cancelled_by="customer",
        ending={"told_at": at(7, 16, 5), "policy_minutes": 2880, "reason": "Food poisoning, sorry"},
    )

    visit = customer_history(business=nordlicht, customer_id=mueller.id).projects[0].visits[0]

    assert visit.judged is not None
    assert visit.judged.told_at == at(7, 16, 5)
    assert visit.judged.notice == timedelta(hours=5)
    assert visit.judged.short_by == timedelta(hours=43)
    assert visit.judged.reason == "Food poisoning, sorry"


def test_a_cancellation_by_notification_tells_its_story(
    nordlicht: Business, mueller: Customer, runa: StaffMember
) -> None:
    lost = make.appointment(
        mueller,
        runa,
        at(5, 14),
        status=Status.CANCELLED_BY_NOTIFICATION,
        cancelled_by="notification",
        created_at=at(5, 1, 16),
        ending={"at": at(5, 10, 22, 10), "actor_kind": "clock", "actor_id": None},
    )
    deposit = make.deposit(
        mueller,
        20000,
        appointment=lost,
        asked_at=at(5, 1, 16, 20),
        due_at=at(5, 10, 22),
        state="lapsed",
        steps=(("asked", at(5, 1, 16, 20)), ("reminded", at(5, 3, 7)), ("reminded", at(5, 7, 7))),
    )
    make.message(mueller, "deposit_asked", at(5, 1, 16, 20), deposit=deposit)
    make.message(mueller, "deposit_reminder", at(5, 3, 7), deposit=deposit)
    make.message(mueller, "deposit_reminder", at(5, 7, 7), deposit=deposit, channel="sms")

    visit = customer_history(business=nordlicht, customer_id=mueller.id).projects[0].visits[0]

    assert [(step.kind, step.at, step.nth, step.channel) for step in visit.clock] == [
        (StepKind.ASKED, at(5, 1, 16, 20), 1, "email"),
        (StepKind.REMINDED, at(5, 3, 7), 1, "email"),
        (StepKind.REMINDED, at(5, 7, 7), 2, "sms"),
        (StepKind.DUE, at(5, 10, 21, 59), 1, ""),
        (StepKind.CANCELLED, at(5, 10, 22, 10), 1, ""),
    ]
    assert [step.days_to_next for step in visit.clock] == [1, 4, 3, 1, 1]
    assert visit.reminders == 2
    assert visit.clock[0].amount_minor == 20000


def test_a_story_without_messages_is_told_by_the_deposits_steps(
    nordlicht: Business, mueller: Customer, runa: StaffMember
) -> None:
    lost = make.appointment(mueller, runa, at(5, 14), status=Status.CANCELLED_BY_NOTIFICATION)
    make.deposit(
        mueller,
        20000,
        appointment=lost,
        asked_at=at(5, 1),
        due_at=at(5, 10, 22),
        state="lapsed",
        steps=(("asked", at(5, 1)), ("reminded", at(5, 3)), ("reminded", at(5, 7))),
    )

    visit = customer_history(business=nordlicht, customer_id=mueller.id).projects[0].visits[0]

    assert [step.kind for step in visit.clock] == [
        StepKind.ASKED,
        StepKind.REMINDED,
        StepKind.REMINDED,
        StepKind.DUE,
        StepKind.CANCELLED,
    ]


def test_an_undone_no_show_stays_in_the_trail(
    nordlicht: Business, mueller: Customer, runa: StaffMember
) -> None:
    came = make.appointment(mueller, runa, at(9, 10))
    make.event(came, Status.BOOKED, Status.NO_SHOW, at(9, 10, 10, 25), actor_id=runa.id)
    make.event(
        came,
        Status.NO_SHOW,
        Status.BOOKED,
        at(9, 10, 10, 41),
        is_undo=True,
        actor_id=runa.id,
        reason="He was in the courtyard.",
    )
    make.event(came, Status.BOOKED, Status.COMPLETED, at(9, 10, 14), actor_id=runa.id)
    Appointment.objects.filter(id=came.id).update(status=Status.COMPLETED)

    visit = customer_history(business=nordlicht, customer_id=mueller.id).projects[0].visits[0]

    assert visit.was_undone
    assert visit.undone == (Status.NO_SHOW,)
    assert [(step.to_status, step.is_undo, step.actor_name) for step in visit.trail] == [
        (Status.NO_SHOW, False, "Runa Brandt"),
        (Status.BOOKED, True, "Runa Brandt"),
        (Status.COMPLETED, False, "Runa Brandt"),
    ]


def test_group_bookings_stand_among_the_single_ones(
    nordlicht: Business, mueller: Customer, runa: StaffMember
) -> None:
    flash = make.service(nordlicht, "Flash day", capacity=6)
    make.registration(
        make.group_session(flash, runa, at(9, 12)), mueller, Status.COMPLETED, price_minor=12000
    )
    make.appointment(mueller, runa, at(8, 12), status=Status.COMPLETED)

    (single,) = customer_history(business=nordlicht, customer_id=mueller.id).projects

    assert [(visit.is_group, visit.what, visit.places) for visit in single.visits] == [
        (True, "Flash day", 6),
        (False, "", None),
    ]


def test_what_was_paid_stands_on_the_visit(
    nordlicht: Business, mueller: Customer, runa: StaffMember
) -> None:
    missed = make.appointment(mueller, runa, at(7, 2), status=Status.NO_SHOW, price_minor=72000)
    make.ledger_line(mueller, 15000, appointment=missed, kind="deposit_received")
    make.ledger_line(mueller, 15000, appointment=missed, kind="deposit_kept")
    make.deposit(mueller, 15000, appointment=missed, state="kept")

    visit = customer_history(business=nordlicht, customer_id=mueller.id).projects[0].visits[0]

    assert visit.paid_minor == 15000
    assert visit.money_minor == 15000
    assert visit.deposit is not None
    assert visit.deposit.state == "kept"


def test_the_deposit_of_a_project_stands_with_the_project(
    nordlicht: Business, mueller: Customer
) -> None:
    sleeve = make.project(mueller, "Sleeve")
    make.deposit(mueller, 20000, project=sleeve, state="paid")

    (project,) = customer_history(business=nordlicht, customer_id=mueller.id).projects

    assert project.visits == ()
    assert project.deposit is not None
    assert project.deposit.amount_minor == 20000


@pytest.mark.parametrize("bookings", [0, 5, 60])
def test_the_history_takes_three_statements_whatever_its_length(
    bookings: int, nordlicht: Business, mueller: Customer, runa: StaffMember
) -> None:
    project = make.project(mueller, "Sleeve")
    for day in range(bookings):
        make.appointment(
            mueller,
            runa,
            at(1, 1) + day * DAY,
            status=Status.COMPLETED,
            project=project if day % 2 else None,
        )

    with counted("customer history"):
        history = customer_history(business=nordlicht, customer_id=mueller.id)

    shown = sum(len(project.visits) for project in history.projects)
    assert shown == min(bookings, 50)
    assert history.earlier == max(0, bookings - 50)
    assert sum(project.earlier for project in history.projects) == history.earlier


def test_nothing_of_another_business_is_told(
    nordlicht: Business, lumiere: Business, mueller: Customer, sleeve: list[int]
) -> None:
    assert customer_history(business=lumiere, customer_id=mueller.id).is_empty
