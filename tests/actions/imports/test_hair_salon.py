"""The real salon's book of 2018, read in place; its figures are promised exactly."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction

import regulars
from regulars.actions.imports.run import run_import
from regulars.faces.console.import_book import SHIPPED
from regulars.kernel.actor import Actor
from regulars.queries.customer_statistics import customer_figures
from regulars.records.appointments import Appointment, AppointmentEvent
from regulars.records.audit import AuditEntry
from regulars.records.busy_time import BusyTime
from regulars.records.catalogue import Service
from regulars.records.customers import Customer
from regulars.records.imports import Import, ImportedRow
from regulars.records.ledger import LedgerLine
from regulars.records.staff import StaffMember
from regulars.rules.appointment_status import Status
from regulars.rules.import_mapping_text import read_mapping
from regulars.rules.import_matching import ConflictKind
from tests import make

SAMPLE = Path(regulars.__file__).parents[2] / "shared" / "samples" / "hair-salon-2018"
TORONTO = ZoneInfo("America/Toronto")
AT = datetime(2026, 11, 22, 9, tzinfo=UTC)
MADE = (Appointment, AppointmentEvent, Customer, ImportedRow, LedgerLine, Service, StaffMember)

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not SAMPLE.is_dir(), reason="the sample hair-salon-2018 is not here"),
]


@pytest.fixture(scope="module")
def book(django_db_setup, django_db_blocker):
    """The salon and the report of its import: brought in once, looked at by every test."""
    with django_db_blocker.unblock(), transaction.atomic():
        salon = make.business(
            "toronto", name="Hair salon", time_zone="America/Toronto", currency="CAD",
            country="CA", notice_minutes=48 * 60,
        )  # fmt: skip
        yield salon, bring_in(salon)
        transaction.set_rollback(True)


@pytest.fixture
def salon(book):
    return book[0]


@pytest.fixture
def report(book):
    return book[1]


def bring_in(salon):
    return run_import(
        business=salon,
        folder=SAMPLE,
        mapping=read_mapping((SHIPPED / "hair-salon-2018.toml").read_text()),
        actor=Actor.operator(salon),
        at=AT,
    )


def test_the_book_adds_up_to_the_salons_own_figures(salon, report):
    statuses = Counter(Appointment.objects.of(salon).values_list("status", flat=True))
    assert statuses == {
        "completed": 1632, "booked": 186, "no_show": 60, "cancelled_on_time": 117,
        "cancelled_too_late": 126,
    }  # fmt: skip
    assert sum(statuses.values()) == 2121
    lines = LedgerLine.objects.of(salon)
    assert sum(lines.values_list("amount_minor", flat=True)) == 115_809_03
    walk_ins = lines.filter(customer__isnull=True)
    assert sum(walk_ins.values_list("amount_minor", flat=True)) == 1_206_95
    assert Customer.objects.of(salon).count() == 821
    assert set(StaffMember.objects.of(salon).values_list("name", flat=True)) == {
        "JJ", "BECKY", "KELLY", "JOANNE", "SINEAD", "TANYA",
    }  # fmt: skip


def test_the_report_says_the_same(report):
    assert report.made == {
        "service": 33, "customer": 821, "staff": 6, "appointment": 2121, "payment": 1934,
    }  # fmt: skip
    assert sum(report.statuses.values()) == 2121
    assert (report.ledger_minor, report.walk_ins_minor) == (115_809_03, 1_206_95)
    assert [file.came_in for file in report.files] == [33, 1906, 60, 243, 1934]
    assert report.refused == {}


def test_every_conflict_is_settled_by_a_stated_rule(report):
    assert report.conflicts == {
        ConflictKind.CUSTOMER_NOT_STATED: 1,
        ConflictKind.NOTICE_NOT_STATED: 2,
        ConflictKind.NOTICE_NEGATIVE: 1,
        ConflictKind.ALREADY_ENDED: 4,
        ConflictKind.NO_SHOW_AND_CANCELLATION: 4,
        ConflictKind.NO_SHOW_WITH_RECEIPT: 1,
        ConflictKind.CANCELLATION_WITH_RECEIPT: 21,
    }
    (missed,) = [
        each for each in report.conflict_lines if each.kind is ConflictKind.NO_SHOW_WITH_RECEIPT
    ]
    assert (missed.file, missed.other_file) == ("receipts.csv", "no-shows.csv")
    assert missed.about == "WONM02 · 2018-04-03"


def test_a_customer_of_the_book_shows_her_year(salon, report):
    customer = Customer.objects.of(salon).get(number="WONM02")
    assert (customer.name, customer.first_name, customer.last_name) == ("WONM02", "", "")
    assert (customer.no_shows, customer.late_cancellations) == (2, 0)
    assert customer.origins["number"]["kind"] == "import"
    figures = customer_figures(
        business=salon, customer_id=customer.id, zone=TORONTO, year=2018,
        first_at=datetime(2018, 1, 1, tzinfo=UTC), last_at=datetime(2018, 12, 31, tzinfo=UTC),
    )  # fmt: skip
    statistics = figures.statistics
    assert statistics.income_minor == 756_00
    assert statistics.endings[Status.NO_SHOW] == 2
    assert statistics.endings[Status.CANCELLED_ON_TIME] == 1
    assert statistics.endings[Status.CANCELLED_TOO_LATE] == 0


def test_twice_adds_nothing_twice(salon, report):
    before = [model.objects.of(salon).count() for model in MADE]
    again = bring_in(salon)
    assert [model.objects.of(salon).count() for model in MADE] == before
    assert again.came_in == 0
    assert [file.known for file in again.files] == [33, 1906, 60, 243, 1934]
    assert again.made.get("appointment", 0) == 0
    # The receipt line that truly stands twice came in twice, the first time already.
    assert (
        LedgerLine.objects.of(salon).filter(reference="1019", description="Smart Bond").count() == 2
    )


def test_nothing_of_it_blocks_the_calendar(salon, report):
    assert BusyTime.objects.of(salon).count() == 0


def test_every_appointment_tells_its_story_in_order_of_time(salon, report):
    events = AppointmentEvent.objects.of(salon).order_by("appointment_id", "id")
    stories: dict[int, list[AppointmentEvent]] = {}
    for event in events:
        stories.setdefault(event.appointment_id, []).append(event)
    assert len(stories) == 2121
    for story in stories.values():
        assert story[0].to_status == "booked"
        assert [event.at for event in story] == sorted(event.at for event in story)
        assert len(story) <= 2
    assert all(event.actor_kind == "import" for event in events)
    ending = events.get(appointment__customer__number="WONM02", to_status="cancelled_on_time")
    assert (ending.cancelled_by, ending.notice_minutes, ending.policy_minutes) == (
        "customer", 18 * 1440, 2 * 1440,
    )  # fmt: skip
    assert ending.told_at.astimezone(TORONTO).date().isoformat() == "2018-07-03"


def test_days_and_money_lie_on_the_salons_own_days(salon, report):
    own = Appointment.objects.of(salon).filter(time_known=False)
    assert own.count() == 243 - 28
    assert {each.starts_at.astimezone(TORONTO).hour for each in own} == {0}
    first = LedgerLine.objects.of(salon).get(reference="10")
    assert first.paid_at.astimezone(TORONTO).date().isoformat() == "2018-03-15"
    assert (first.amount_minor, first.description, first.appointment.status) == (
        82_00, "Women's hair cut", "completed",
    )  # fmt: skip
    assert LedgerLine.objects.of(salon).filter(kind="refund", amount_minor__lt=0).exists()
    assert LedgerLine.objects.of(salon).filter(kind="payment", amount_minor=0).exists()


def test_prices_are_frozen_where_the_list_has_one(salon, report):
    appointments = Appointment.objects.of(salon)
    assert set(appointments.filter(service__code="SHCW").values_list("price_minor")) == {(102_00,)}
    assert set(appointments.filter(service__code="SBD").values_list("price_minor")) == {(None,)}
    assert Service.objects.of(salon).get(code="F&F").name == "F&F"


def test_the_import_is_kept_and_audited(salon, report):
    record = Import.objects.of(salon).earliest("id")
    assert (record.mapping, record.state, record.finished_at) == ("Hair salon 2018", "done", AT)
    assert record.report["made"]["appointment"] == 2121
    entry = AuditEntry.objects.of(salon).get(verb="import.finished", subject_id=record.id)
    assert entry.actor_kind == "operator"
    assert AuditEntry.objects.of(salon).filter(verb="customer.imported").count() == 821
