"""The stories that are told by name: exact, whatever else the demo draws by lot."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction
from django.db.models import Sum

from regulars.actions.demo import load, salon
from regulars.actions.demo.load import load_demo
from regulars.records.appointments import Appointment, AppointmentEvent
from regulars.records.customers import Alert, Customer
from regulars.records.deposits import Deposit, DepositStep
from regulars.records.fields import Answer
from regulars.records.ledger import LedgerLine
from regulars.records.messages import Message
from regulars.records.notes import Note
from regulars.records.projects import Project
from tests.make import NOW

ZURICH = ZoneInfo("Europe/Zurich")


@pytest.fixture(scope="module")
def demo(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    """The demo with a small crowd, loaded once for all tests here and taken away again."""
    with django_db_blocker.unblock(), transaction.atomic(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(load, "_CUSTOMERS", 60)
        load_demo(at=NOW)
        yield
        transaction.set_rollback(True)


def customer(first_name: str, last_name: str) -> Customer:
    return Customer.objects.get(first_name=first_name, last_name=last_name)


def history(project: Project) -> list[str]:
    return list(
        Appointment.objects.filter(project=project)
        .order_by("starts_at")
        .values_list("status", flat=True)
    )


def wall(moment: datetime) -> str:
    return f"{moment.astimezone(ZURICH):%d %b %H:%M}"


def income(someone: Customer) -> int:
    lines = LedgerLine.objects.filter(customer=someone, is_income=True)
    return lines.aggregate(s=Sum("amount_minor"))["s"]


def test_mueller_has_a_sleeve_in_four_appointments(demo: None) -> None:
    mueller = customer("Jürg", "Müller")
    sleeve = Project.objects.get(customer=mueller)

    assert history(sleeve) == ["completed", "cancelled_too_late", "no_show", "completed"]
    assert (mueller.strokes, mueller.bookings) == (r"|\x|:", 5)
    assert (mueller.no_shows, mueller.late_cancellations) == (1, 1)
    assert mueller.latest_active_at > NOW


def test_mueller_paid_four_deposits_and_two_prices_less_the_deposits(demo: None) -> None:
    mueller = customer("Jürg", "Müller")

    lines = LedgerLine.objects.filter(customer=mueller).order_by("id")
    assert income(mueller) == 4 * 15_000 + 2 * (72_000 - 15_000)
    assert list(lines.values_list("kind", "amount_minor")) == [
        ("deposit_received", 15_000),
        ("deposit_used", 15_000),
        ("payment", 57_000),
        ("deposit_received", 15_000),
        ("deposit_kept", 15_000),
        ("deposit_received", 15_000),
        ("deposit_kept", 15_000),
        ("deposit_received", 15_000),
        ("deposit_used", 15_000),
        ("payment", 57_000),
    ]


def test_mueller_was_too_late_by_29_hours(demo: None) -> None:
    late = AppointmentEvent.objects.get(
        appointment__customer=customer("Jürg", "Müller"), to_status="cancelled_too_late"
    )

    assert (late.notice_minutes, late.policy_minutes) == (19 * 60, 48 * 60)
    assert late.cancelled_by == "customer"


def test_the_clock_gave_zielinskis_place_away_at_ten_past_midnight(demo: None) -> None:
    given_up = Appointment.objects.get(
        customer=customer("Tomasz", "Zieliński"), status="cancelled_by_notification"
    )
    deposit = Deposit.objects.get(appointment=given_up)
    reminders = Message.objects.filter(deposit=deposit, is_reminder=True).order_by("due_at")
    ending = AppointmentEvent.objects.filter(appointment=given_up).latest("id")

    assert wall(deposit.asked_at) == "01 May 18:20"
    assert [wall(one.due_at) for one in reminders] == ["03 May 09:00", "07 May 09:00"]
    assert wall(deposit.due_at) == "10 May 23:59"
    assert wall(ending.at) == "11 May 00:10"
    assert (ending.actor_kind, ending.actor_id) == ("clock", None)
    steps = DepositStep.objects.filter(deposit=deposit).order_by("id")
    assert list(steps.values_list("state", flat=True)) == [
        "asked", "reminded", "reminded", "lapsed", "paid", "moved",
    ]  # fmt: skip


def test_somebody_else_got_zielinskis_place(demo: None) -> None:
    given_up = Appointment.objects.get(
        customer=customer("Tomasz", "Zieliński"), status="cancelled_by_notification"
    )
    instead = Appointment.objects.get(customer=customer("Ana-Maria", "Popescu"))

    assert instead.starts_at == given_up.starts_at
    assert instead.staff_member_id == given_up.staff_member_id
    assert wall(instead.created_at) == "11 May 08:32"


def test_zielinskis_no_show_was_undone_and_does_not_count(demo: None) -> None:
    tomasz = customer("Tomasz", "Zieliński")
    undone = AppointmentEvent.objects.get(appointment__customer=tomasz, is_undo=True)

    trail = AppointmentEvent.objects.filter(appointment=undone.appointment).order_by("id")
    assert list(trail.values_list("to_status", flat=True)) == [
        "booked", "no_show", "booked", "completed",
    ]  # fmt: skip
    assert (tomasz.no_shows, tomasz.bookings, tomasz.strokes) == (0, 10, r"|||.|o|\|:")
    kept = LedgerLine.objects.filter(appointment=undone.appointment, kind="deposit_kept")
    assert sorted(kept.values_list("amount_minor", flat=True)) == [-20_000, 20_000]
    # Five sessions at 720, an anchor at 340; one deposit kept, one held for December.
    assert income(tomasz) == 4 * 72_000 + 34_000 + 20_000 + 20_000


def test_gosia_has_26_bookings_and_what_must_be_remembered(demo: None) -> None:
    gosia = customer("Małgorzata", "Wójcik")

    assert (gosia.nickname, gosia.bookings) == ("Gosia", 26)
    assert (gosia.no_shows, gosia.late_cancellations) == (1, 2)
    assert gosia.latest_active_at > NOW + timedelta(days=14)
    assert Project.objects.filter(customer=gosia).count() == 3
    titles = set(Alert.objects.filter(customer=gosia).values_list("title", flat=True))
    assert titles == {"Latex allergy", "Faints at the stencil"}
    assert Note.objects.filter(customer=gosia, is_pinned=True, shows_when_booking=True).exists()
    thinners = Answer.objects.filter(customer=gosia, asked_as__contains="thinners")
    assert sorted(thinners.values_list("value", "source", "is_current")) == [
        ("no", "staff", True),
        ("yes", "booking", False),
    ]


def test_the_same_moment_tells_the_same_salon(db: None) -> None:
    def told() -> list[tuple]:
        with transaction.atomic():
            draft = salon.tell(NOW, lambda _what, _share: None)
            rows = [(one.customer.name, one.starts_at, one.status) for one in draft.of(Appointment)]
            transaction.set_rollback(True)
        return rows

    assert told() == told()
