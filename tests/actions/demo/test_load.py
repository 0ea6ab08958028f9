"""The demo: figures that add up, nothing in the future, nobody in two chairs at once."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import phonenumbers
import pytest
from django.db import connection, transaction
from django.db.models import Count, F, Max, Sum

from regulars.actions.customers.standing import refresh_standing
from regulars.actions.demo import load
from regulars.actions.demo.load import DemoReport, NotEmpty, is_empty, load_demo
from regulars.records import models as records
from regulars.records.appointments import Appointment, AppointmentEvent
from regulars.records.audit import AuditEntry
from regulars.records.businesses import Business
from regulars.records.busy_time import BusyTime
from regulars.records.customers import Customer
from regulars.records.deposits import Deposit, DepositStep
from regulars.records.fields import Answer, Field
from regulars.records.group_sessions import (
    GroupSession,
    Registration,
    RegistrationEvent,
)
from regulars.records.ledger import LedgerLine
from regulars.records.messages import Message
from regulars.records.notes import Note
from regulars.rules.answers import FieldKind, parse_answer
from regulars.rules.appointment_status import ACTIVE, CANCELLED, ENDED, Status
from regulars.rules.duplicates import Person, score
from regulars.rules.money import LedgerKind
from tests.make import NOW

DAY = timedelta(days=1)


def test_the_report_says_what_is_there(demo: DemoReport) -> None:
    assert demo.customers == Customer.objects.count() == 1284 + 150
    assert demo.appointments == Appointment.objects.count()
    assert demo.rows > 50_000
    assert (demo.email, demo.password) == ("runa@nordlicht.example", "nordlicht")


def test_three_years_of_a_growing_studio(nordlicht: Business) -> None:
    appointments = Appointment.objects.of(nordlicht)
    by_year = [
        appointments.filter(
            starts_at__gt=NOW - (years + 1) * 365 * DAY, starts_at__lte=NOW - years * 365 * DAY
        ).count()
        for years in (2, 1, 0)
    ]

    assert by_year == sorted(by_year)
    assert by_year[0] > 500
    assert 4_000 < appointments.count() < 9_000
    assert appointments.filter(starts_at__gt=NOW).count() > 150
    assert appointments.aggregate(m=Max("starts_at"))["m"] < NOW + 70 * DAY


@pytest.mark.parametrize("model", [Appointment, Registration])
def test_every_ending_there_is(nordlicht: Business, model: type) -> None:
    found = set(model.objects.of(nordlicht).values_list("status", flat=True))

    endings = {status.value for status in ENDED} | {Status.BOOKED.value}
    if model is Registration:
        endings.discard(Status.CANCELLED_BY_NOTIFICATION.value)
    assert endings <= found


def test_whoever_is_in_the_chair_has_checked_in_and_what_is_over_is_ended(demo: DemoReport) -> None:
    over = Appointment.objects.filter(ends_at__lt=NOW)
    running = Appointment.objects.filter(starts_at__lte=NOW, ends_at__gt=NOW)

    assert set(running.exclude(status__in=CANCELLED).values_list("status", flat=True)) <= {
        "checked_in"
    }
    # A few of the last day are left for the desk to end.
    assert over.filter(status__in=ACTIVE).count() < 12
    assert not over.filter(status__in=ACTIVE, ends_at__lt=NOW - 2 * DAY).exists()
    assert not Appointment.objects.filter(
        starts_at__gt=NOW, status__in=["completed", "no_show", "checked_in"]
    ).exists()


def test_the_status_is_what_the_latest_event_says(demo: DemoReport) -> None:
    for booking, event, owner in (
        (Appointment, AppointmentEvent, "appointment_id"),
        (Registration, RegistrationEvent, "registration_id"),
    ):
        trails: dict[int, list[tuple]] = defaultdict(list)
        for row in event.objects.order_by("id").values_list(
            owner, "from_status", "to_status", "at"
        ):
            trails[row[0]].append(row[1:])
        for id_, status, created_at in booking.objects.values_list("id", "status", "created_at"):
            trail = trails[id_]
            assert trail[0][:2] == ("", "booked")
            assert trail[0][2] == created_at
            assert trail[-1][1] == status
            assert all(one[1] == two[0] and one[2] <= two[2] for one, two in pairwise(trail))


@pytest.mark.parametrize(
    ("model", "moment"),
    [
        (Customer, "created_at"),
        (Customer, "archived_at"),
        (Appointment, "created_at"),
        (Appointment, "changed_at"),
        (AppointmentEvent, "at"),
        (RegistrationEvent, "at"),
        (LedgerLine, "paid_at"),
        (Deposit, "asked_at"),
        (DepositStep, "at"),
        (Message, "sent_at"),
        (Message, "due_at"),
        (Note, "created_at"),
        (Answer, "given_at"),
        (AuditEntry, "at"),
        (GroupSession, "created_at"),
        (records.Project, "finished_at"),
        (records.Alert, "created_at"),
    ],
    ids=lambda value: getattr(value, "__name__", value),
)
def test_nothing_was_done_in_the_future(demo: DemoReport, model: type, moment: str) -> None:
    assert model.objects.aggregate(latest=Max(moment))["latest"] <= NOW


def test_nobody_is_with_two_customers_at_once(demo: DemoReport) -> None:
    days: dict[int, list[tuple]] = defaultdict(list)
    on_calendar = Appointment.objects.on_calendar().filter(service__gap_minutes=0)
    for member, starts_at, ends_at in on_calendar.values_list(
        "staff_member_id", "starts_at", "ends_at"
    ):
        days[member].append((starts_at, ends_at))
    for member, starts_at, ends_at in GroupSession.objects.values_list(
        "staff_member_id", "starts_at", "ends_at"
    ):
        days[member].append((starts_at, ends_at))

    clashes = [
        (member, one, two)
        for member, spans in days.items()
        for one, two in pairwise(sorted(spans))
        if one[1] > two[0]
    ]
    assert clashes == []


def test_the_doors_are_closed_on_sundays_holidays_and_at_night(nordlicht: Business) -> None:
    zone = ZoneInfo("Europe/Zurich")
    for starts_at, ends_at in Appointment.objects.of(nordlicht).values_list("starts_at", "ends_at"):
        start, end = starts_at.astimezone(zone), ends_at.astimezone(zone)
        assert start.weekday() != 6
        assert (start.month, start.day) not in {(12, 25), (12, 26), (1, 1), (8, 1)}
        assert start.hour >= 10
        assert (end.hour, end.minute) <= (19, 0)
        assert start.date() == end.date()


def test_no_group_session_has_more_places_taken_than_there_are(demo: DemoReport) -> None:
    taken = (
        Registration.objects.on_calendar()
        .values("group_session", "group_session__capacity")
        .annotate(n=Count("id"))
    )

    assert taken.count() > 20
    assert not taken.filter(n__gt=F("group_session__capacity")).exists()
    called_off = GroupSession.objects.exclude(called_off_at=None)
    assert called_off.exists()
    assert not Registration.objects.on_calendar().filter(group_session__in=called_off).exists()


def test_everything_active_holds_its_time_and_nothing_else_does(demo: DemoReport) -> None:
    ahead = Appointment.objects.filter(status__in=ACTIVE, ends_at__gt=NOW)
    held = BusyTime.objects.filter(appointment__isnull=False)

    assert set(held.values_list("appointment_id", flat=True)) >= set(
        ahead.values_list("id", flat=True)
    )
    assert not held.exclude(appointment__status__in=ACTIVE).exists()
    assert not held.filter(ends_at__lte=NOW).exists()
    sessions = GroupSession.objects.filter(ends_at__gt=NOW, called_off_at=None)
    assert set(sessions.values_list("id", flat=True)) == set(
        BusyTime.objects.exclude(group_session=None).values_list("group_session_id", flat=True)
    )


def test_what_was_paid_and_the_deposit_used_make_the_price(demo: DemoReport) -> None:
    paid: dict[int, int] = defaultdict(int)
    for appointment_id, amount in LedgerLine.objects.filter(
        kind__in=[LedgerKind.PAYMENT, LedgerKind.DEPOSIT_USED], appointment__isnull=False
    ).values_list("appointment_id", "amount_minor"):
        paid[appointment_id] += amount
    for id_, status, price in Appointment.objects.values_list("id", "status", "price_minor"):
        assert paid[id_] == (price if status == "completed" else 0)


def test_every_deposit_received_went_somewhere(nordlicht: Business) -> None:
    sums = dict(LedgerLine.objects.of(nordlicht).values_list("kind").annotate(Sum("amount_minor")))
    held = Deposit.objects.of(nordlicht).filter(state="paid").aggregate(s=Sum("amount_minor"))["s"]

    assert sums["deposit_received"] == (
        sums["deposit_used"]
        + sums["deposit_kept"]
        + sums["deposit_credited"]
        - sums["deposit_refunded"]
        + held
    )


def test_a_deposit_stands_where_its_latest_step_left_it(nordlicht: Business) -> None:
    latest = dict(
        DepositStep.objects.of(nordlicht).order_by("id").values_list("deposit_id", "state")
    )

    assert latest == dict(Deposit.objects.of(nordlicht).values_list("id", "state"))
    assert set(latest.values()) >= {
        "asked",
        "paid",
        "used",
        "kept",
        "refunded",
        "credited",
        "moved",
        "lapsed",
    }


def test_a_verdict_follows_the_notice_that_was_given(demo: DemoReport) -> None:
    for status, notice, policy, who in AppointmentEvent.objects.filter(
        to_status__in=CANCELLED
    ).values_list("to_status", "notice_minutes", "policy_minutes", "cancelled_by"):
        if who == "customer":
            assert (status == "cancelled_on_time") == (notice >= policy)
        else:
            assert status in ("cancelled_on_time", "cancelled_by_notification")


def test_standing_is_what_refreshing_it_gives(nordlicht: Business) -> None:
    columns = (
        "id",
        "latest_active_at",
        "last_visit_at",
        "last_visit_key",
        "first_booking_at",
        "bookings",
        "no_shows",
        "late_cancellations",
        "strokes",
    )
    some = Customer.objects.of(nordlicht).filter(bookings__gt=3).order_by("id")[:150]
    before = list(some.values_list(*columns))

    refresh_standing(business=nordlicht, customer_ids=[row[0] for row in before])

    assert list(some.values_list(*columns)) == before


def test_answers_are_such_as_the_form_would_take(nordlicht: Business) -> None:
    fields = {field.id: field for field in Field.objects.of(nordlicht)}
    assert {field.kind for field in fields.values()} >= set(FieldKind) - {FieldKind.LONG_TEXT}
    for field_id, value in Answer.objects.of(nordlicht).values_list("field_id", "value").distinct():
        field = fields[field_id]
        raw = value.split("\n") if field.kind == FieldKind.SEVERAL_OF else value
        assert parse_answer(FieldKind(field.kind), raw, options=field.options) == value
    assert Answer.objects.of(nordlicht).filter(is_current=False).exists()
    assert set(Answer.objects.of(nordlicht).values_list("source", flat=True)) == {
        "booking",
        "staff",
    }


def test_phone_numbers_are_real_ones(demo: DemoReport) -> None:
    numbers = set(Customer.objects.exclude(phone="").values_list("phone", flat=True))

    wrong = [n for n in numbers if not phonenumbers.is_valid_number(phonenumbers.parse(n))]
    assert wrong == []


def test_families_share_and_some_are_written_down_twice(nordlicht: Business) -> None:
    shared = (
        Customer.objects.of(nordlicht)
        .exclude(phone="")
        .values("phone")
        .annotate(n=Count("id"))
        .filter(n__gt=1)
    )
    parties: dict[str, list[Person]] = defaultdict(list)
    for customer in Customer.objects.of(nordlicht).filter(phone__in=shared.values("phone")):
        parties[customer.phone].append(
            Person(
                customer.first_name,
                customer.last_name,
                customer.nickname,
                customer.email,
                customer.phone,
                customer.birthday,
            )
        )
    likely = [score(*party[:2]).is_likely for party in parties.values()]

    assert likely.count(False) > 30
    assert likely.count(True) >= 3


def test_names_come_in_many_scripts(nordlicht: Business) -> None:
    letters = "".join(
        first + last for first, last in Customer.objects.values_list("first_name", "last_name")
    )

    for letter in "łŞşğþΠπШшіạ陽தሰ":
        assert letter.casefold() in letters.casefold(), letter


def test_nothing_of_one_business_points_into_the_other(
    nordlicht: Business, lumiere: Business
) -> None:
    connection.check_constraints()
    for model in (Appointment, Registration, LedgerLine, Message, Answer, Note, records.Project):
        assert (
            not model.objects.exclude(customer=None)
            .exclude(customer__business_id=F("business_id"))
            .exists()
        )
    assert not Deposit.objects.of(lumiere).exists()
    assert (
        not Appointment.objects.of(lumiere).filter(status=Status.CANCELLED_BY_NOTIFICATION).exists()
    )


def test_both_owners_can_sign_in(nordlicht: Business, lumiere: Business) -> None:
    for email, password in (
        ("runa@nordlicht.example", "nordlicht"),
        ("celine@lumiere.example", "lumiere-demo"),
    ):
        account = records.Account.objects.get(email=email)
        assert account.check_password(password)
    assert nordlicht.is_demo
    assert lumiere.is_demo


def test_a_second_time_is_refused(demo: DemoReport) -> None:
    before = Customer.objects.count()

    assert not is_empty()
    with pytest.raises(NotEmpty):
        load_demo(at=NOW)

    assert Customer.objects.count() == before


def test_progress_goes_from_nothing_to_all(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(load, "_CUSTOMERS", 40)
    heard: dict[str, list[float]] = defaultdict(list)

    load_demo(at=NOW, progress=lambda what, share: heard[what].append(share))

    for shares in heard.values():
        assert shares == sorted(shares)
        assert (shares[0], shares[-1]) == (0, 1)


@pytest.mark.hard
def test_the_same_moment_gives_the_same_rows(db: None) -> None:
    def told() -> list[tuple]:
        with transaction.atomic():
            load_demo(at=NOW)
            rows = [
                row
                for model in (Customer, Appointment, LedgerLine, Message, Answer, DepositStep)
                for row in model.objects.order_by("id").values_list()
            ]
            transaction.set_rollback(True)
        return rows

    assert told() == told()
