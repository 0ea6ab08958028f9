from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from regulars.actions.imports.report import Unwatched
from regulars.actions.imports.run import run_import
from regulars.actions.imports.sources import BookRefused
from regulars.kernel.actor import Actor, Forbidden
from regulars.records.appointments import Appointment, AppointmentEvent
from regulars.records.audit import AuditEntry
from regulars.records.busy_time import BusyTime
from regulars.records.catalogue import Service
from regulars.records.customer_search import SearchName
from regulars.records.customers import Customer
from regulars.records.imports import Import, ImportedRow
from regulars.records.ledger import LedgerLine
from regulars.records.staff import StaffMember
from regulars.rules.import_mapping_text import read_mapping
from regulars.rules.import_matching import ConflictKind
from tests import make
from tests.actions.imports.small_book import AT, MAPPING, bring_in, write_book
from tests.cast import acting

pytestmark = pytest.mark.django_db

BOOK = {
    "services": ["CUT,Hair cut,60", "COL,Color,0"],
    "bookings": [
        "ANNA,JJ,CUT,2018-07-02,10:00",
        "ANNA,JJ,CUT,2018-07-09,10:00",
        "ZOË,KELLY,COL,2018-07-03,11:30",
        ",HOUSE,CUT,2018-07-04,09:00",
    ],
    "no-shows": ["ZOË,KELLY,COL,2018-07-03", ",HOUSE,CUT,2018-07-04"],
    "cancellations": ["2018-07-08,ANNA,JJ,CUT,2018-07-09,1", "2018-07-01,NEW,JJ,COL,2018-07-20,19"],
    "receipts": ["1,2018-07-02,ANNA,JJ,Hair cut,60", "2,2018-07-02,WALK_IN,HOUSE,Gel,12.50"],
}


@pytest.fixture
def salon(db):
    return make.business("salon", name="Salon", currency="CHF")


def statuses_of(salon) -> dict[tuple[str, str], str]:
    rows = Appointment.objects.of(salon).values_list("customer__number", "starts_at", "status")
    return {(number or "", f"{starts:%m-%d}"): status for number, starts, status in rows}


def test_each_row_becomes_what_its_file_says(salon, tmp_path):
    report = bring_in(salon, write_book(tmp_path, BOOK))
    assert statuses_of(salon) == {
        ("ANNA", "07-02"): "completed",
        ("ANNA", "07-09"): "cancelled_too_late",
        ("ZOË", "07-03"): "no_show",
        ("", "07-04"): "no_show",
        ("NEW", "07-19"): "cancelled_on_time",  # the midnight that begins the 20th, in UTC
    }
    assert report.conflicts == {ConflictKind.CUSTOMER_NOT_STATED: 1}
    visit = Appointment.objects.of(salon).get(status="completed")
    assert (visit.price_minor, visit.ends_at - visit.starts_at) == (6000, timedelta(minutes=45))
    assert LedgerLine.objects.of(salon).get(reference="1").appointment_id == visit.id
    walk_in = LedgerLine.objects.of(salon).get(reference="2")
    assert (walk_in.customer_id, walk_in.staff_member_id, walk_in.amount_minor) == (
        None,
        None,
        1250,
    )


def test_customers_are_found_by_their_number_and_know_their_standing(salon, tmp_path):
    bring_in(salon, write_book(tmp_path, BOOK))
    anna = Customer.objects.of(salon).get(number="ANNA")
    assert (anna.bookings, anna.late_cancellations, anna.strokes) == (2, 1, "|\\")
    assert anna.sort_name == "anna"
    assert SearchName.objects.of(salon).filter(key__startswith="zoe ").exists()


def test_rows_that_are_wrong_are_refused_one_by_one(salon, tmp_path):
    book = BOOK | {
        "bookings": [*BOOK["bookings"], "EVA,JJ,CUT,2018-02-30,10:00", "EVA,JJ", '"E"VA,JJ,CUT,2018-07-01,1'],
        "receipts": ["3,2018-07-02,ANNA,JJ,Cut,free", ",,,,,", ""],
    }  # fmt: skip
    report = bring_in(salon, write_book(tmp_path, book))
    assert [(each.file, each.line, each.column, each.fault) for each in report.refusals] == [
        ("bookings.csv", 6, "Day", "not_a_date"),
        ("bookings.csv", 7, "", "too_few_columns"),
        ("bookings.csv", 8, "", "stray_quote"),
        ("receipts.csv", 2, "Sum", "not_an_amount"),
    ]
    assert report.refusals[0].expected == "YYYY-MM-DD"
    assert report.files[1].came_in == 4
    assert report.files[-1].empty_lines == 2
    assert not Customer.objects.of(salon).filter(number="EVA").exists()


def test_a_refused_row_comes_in_once_it_is_put_right(salon, tmp_path):
    wrong = BOOK | {"bookings": ["ANNA,JJ,CUT,2018-07-32,10:00"]}
    bring_in(salon, write_book(tmp_path, wrong))
    report = bring_in(salon, write_book(tmp_path, BOOK))
    assert report.files[1].came_in == 4
    assert report.files[0].known == 2


def test_the_same_row_twice_is_two_rows_and_stays_two(salon, tmp_path):
    line = "7,2018-07-02,ANNA,JJ,Bond,25"
    folder = write_book(tmp_path, {"receipts": [line, line]})
    bring_in(salon, folder)
    bring_in(salon, folder)
    assert LedgerLine.objects.of(salon).count() == 2
    bring_in(salon, write_book(tmp_path, {"receipts": [line, line, line]}))
    assert LedgerLine.objects.of(salon).count() == 3


def test_a_book_that_grew_ends_what_an_earlier_import_brought_in(salon, tmp_path):
    first = {"bookings": ["ANNA,JJ,CUT,2018-08-20,10:00", "ANNA,JJ,CUT,2018-07-30,10:00"]}
    bring_in(salon, write_book(tmp_path, first))
    assert BusyTime.objects.of(salon).count() == 1
    then = first | {
        "cancellations": ["2018-08-10,ANNA,JJ,CUT,2018-08-20,10"],
        "receipts": ["1,2018-07-30,ANNA,JJ,Cut,60"],
    }
    report = bring_in(salon, write_book(tmp_path, then), at=AT + timedelta(days=30))
    assert statuses_of(salon) == {
        ("ANNA", "08-20"): "cancelled_on_time", ("ANNA", "07-30"): "completed",
    }  # fmt: skip
    assert report.made.get("appointment", 0) == 0
    assert BusyTime.objects.of(salon).count() == 0
    events = (
        AppointmentEvent.objects.of(salon).order_by("id").values_list("from_status", "to_status")
    )
    assert list(events) == [
        ("", "booked"), ("", "booked"), ("booked", "cancelled_on_time"), ("booked", "completed"),
    ]  # fmt: skip
    anna = Customer.objects.of(salon).get(number="ANNA")
    assert (anna.strokes, anna.latest_active_at) == ("|.", None)


def test_what_staff_entered_is_not_ended_by_a_file(salon, tmp_path):
    anna = make.customer(salon, "Anna", number="ANNA")
    jj = make.staff(salon, "JJ")
    make.service(salon, "Hair cut", code="CUT")
    entered = make.appointment(anna, jj, AT - timedelta(days=3))
    day = f"{entered.starts_at:%Y-%m-%d}"
    bring_in(salon, write_book(tmp_path, {"no-shows": [f"ANNA,JJ,CUT,{day}"]}))
    entered.refresh_from_db()
    assert entered.status == "booked"
    assert Appointment.objects.of(salon).count() == 2


def test_what_lies_ahead_holds_time_where_it_is_free(salon, tmp_path):
    make.service(salon, "Hair cut", code="CUT", duration_minutes=45, buffer_minutes=15)
    rows = [
        "ANNA,JJ,CUT,2018-08-20,10:00",
        "ZOË,JJ,CUT,2018-08-20,10:50",
        "EVA,JJ,CUT,2018-08-20,11:00",
        "IDA,HOUSE,CUT,2018-08-20,10:00",
        "UTA,JJ,CUT,2018-08-20,",
    ]
    report = bring_in(salon, write_book(tmp_path, {"bookings": rows}))
    held = BusyTime.objects.of(salon).values_list("appointment__customer__number", flat=True)
    assert set(held) == {"ANNA", "EVA"}
    (taken,) = [each for each in report.conflict_lines if each.kind is ConflictKind.STAFF_TAKEN]
    assert (taken.file, taken.line) == ("bookings.csv", 3)
    assert report.statuses == {"booked": 5}


def test_the_time_of_an_appointment_that_is_there_is_not_taken(salon, tmp_path):
    jj = make.staff(salon, "JJ")
    make.appointment(make.customer(salon, "Ida"), jj, datetime(2018, 8, 20, 8, tzinfo=UTC))
    report = bring_in(salon, write_book(tmp_path, {"bookings": ["ANNA,JJ,CUT,2018-08-20,10:00"]}))
    assert report.conflicts[ConflictKind.STAFF_TAKEN] == 1
    assert StaffMember.objects.of(salon).count() == 1
    assert BusyTime.objects.of(salon).count() == 1


def test_a_dry_run_says_everything_and_keeps_nothing(salon, tmp_path):
    report = bring_in(salon, write_book(tmp_path, BOOK), dry_run=True)
    assert report.dry_run
    assert report.made["appointment"] == 5
    for model in (Appointment, Customer, Import, ImportedRow, LedgerLine, Service, AuditEntry):
        assert not model.objects.of(salon).exists()


def test_nothing_is_half_done_when_a_file_turns_out_unreadable(salon, tmp_path):
    folder = write_book(tmp_path, BOOK | {"receipts": ['"1,2018-07-02,ANNA,JJ,Cut,60']})
    with pytest.raises(BookRefused) as refused:
        bring_in(salon, folder)
    assert "receipts.csv, line 2" in str(refused.value)
    assert not Customer.objects.of(salon).exists()
    assert not Import.objects.of(salon).exists()


class Watcher(Unwatched):
    """Writes down how far the import said it was."""

    def __init__(self):
        self.read: list[tuple[str, int, int]] = []
        self.settled: list[tuple[int, int]] = []

    def reads(self, file, *, done, total):
        self.read.append((file, done, total))

    def settles(self, *, done, total):
        self.settled.append((done, total))


def test_progress_goes_on_while_every_row_is_refused(salon, tmp_path):
    rows = ["ANNA,JJ,CUT,2018-02-30,10:00"] * 2500
    folder = write_book(tmp_path, {"bookings": rows})
    watcher = Watcher()
    report = bring_in(salon, folder, progress=watcher)
    done = [bytes_ for file, bytes_, _ in watcher.read if file == "bookings.csv"]
    assert len(done) == 3
    assert done == sorted(done)
    assert watcher.read[-1][1:] == (sum(each.stat().st_size for each in folder.glob("*.csv")),) * 2
    assert report.refused == {"not_a_date": 2500}
    assert len(report.refusals) == 200


def test_progress_ends_when_everything_is_settled(salon, tmp_path):
    watcher = Watcher()
    bring_in(salon, write_book(tmp_path, BOOK), progress=watcher)
    assert watcher.settled[-1] == (5, 5)


def test_a_missing_file_is_named_with_what_is_there(salon, tmp_path):
    folder = write_book(tmp_path, BOOK)
    (folder / "receipts.csv").unlink()
    with pytest.raises(BookRefused, match=r"There is no receipts\.csv .* bookings\.csv"):
        bring_in(salon, folder)
    with pytest.raises(BookRefused, match="There is no folder"):
        bring_in(salon, tmp_path / "nowhere")


def test_missing_columns_are_named_with_what_was_found(salon, tmp_path):
    folder = write_book(tmp_path, BOOK)
    (folder / "bookings.csv").write_text("Who;Day\n")
    with pytest.raises(
        BookRefused, match=r"lacks the columns “With”, “For”, “Time”\. It has: “Who”, “Day”"
    ):
        bring_in(salon, folder)


def test_files_in_another_currency_are_refused(salon, tmp_path):
    mapping = MAPPING.replace("[nobody]", '[formats]\ncurrency = "CAD"\n[nobody]')
    with pytest.raises(BookRefused, match="The files are in CAD, but Salon counts in CHF"):
        bring_in(salon, write_book(tmp_path, BOOK), mapping=mapping)


def test_a_service_that_is_there_stays_as_it_is(salon, tmp_path):
    make.service(salon, "Cut and go", code="CUT", price_minor=9900)
    report = bring_in(salon, write_book(tmp_path, BOOK))
    assert report.conflicts[ConflictKind.SERVICE_KEPT] == 1
    assert Service.objects.of(salon).get(code="CUT").name == "Cut and go"


def test_an_unknown_service_stays_as_the_title(salon, tmp_path):
    report = bring_in(salon, write_book(tmp_path, {"bookings": ["ANNA,JJ,Perm,2018-07-02,10:00"]}))
    made = Appointment.objects.of(salon).get()
    assert (made.service_id, made.title, made.price_minor) == (None, "Perm", None)
    assert report.conflicts == {ConflictKind.SERVICE_UNKNOWN: 1}


def test_without_days_in_the_mapping_the_businesss_own_notice_counts(salon, tmp_path):
    salon.notice_minutes = 36 * 60
    salon.save()
    mapping = MAPPING.replace("notice_days = 2\n", "").replace(', days = "Days"', "")
    rows = ["2018-07-08,ANNA,JJ,CUT,2018-07-09,", "2018-07-07,ZOË,JJ,CUT,2018-07-09,"]
    bring_in(salon, write_book(tmp_path, {"cancellations": rows}), mapping=mapping)
    assert set(statuses_of(salon).items()) == {
        (("ANNA", "07-08"), "cancelled_too_late"), (("ZOË", "07-08"), "cancelled_on_time"),
    }  # fmt: skip


def test_another_business_is_neither_read_nor_touched(salon, lumiere, tmp_path):
    anna = make.customer(lumiere, "Anna", number="ANNA")
    bring_in(salon, write_book(tmp_path, BOOK))
    assert Customer.objects.filter(number="ANNA").count() == 2
    assert not Appointment.objects.filter(customer=anna).exists()
    report = bring_in(lumiere, write_book(tmp_path, BOOK))
    assert report.made["appointment"] == 5


def test_only_who_may_import_imports(salon, nordlicht, nadia, tmp_path):
    with pytest.raises(Forbidden):
        run_import(
            business=nordlicht, folder=write_book(tmp_path, BOOK), mapping=read_mapping(MAPPING),
            actor=acting(nadia), at=AT,
        )  # fmt: skip
    with pytest.raises(Forbidden):
        run_import(
            business=salon, folder=write_book(tmp_path, BOOK), mapping=read_mapping(MAPPING),
            actor=Actor.operator(nordlicht), at=AT,
        )  # fmt: skip
