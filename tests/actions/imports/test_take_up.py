"""An import that stopped is gone on with, as if it had never stopped."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta

import pytest
from django.urls import reverse

from regulars.actions.imports import reading, settle
from regulars.actions.imports.claim import LEASE, Claim, ImportRuns, ImportTaken
from regulars.actions.imports.report import Unwatched
from regulars.actions.imports.sources import FileChanged
from regulars.kernel.process import _name
from regulars.records.appointments import Appointment, AppointmentEvent
from regulars.records.customers import Customer
from regulars.records.imports import Import, ImportedEnding, ToldConflict
from regulars.rules.permissions import Role
from tests import make
from tests.actions.imports.content import content_of, differences
from tests.actions.imports.small_book import AT, HEADS, MAPPING, bring_in, write_book

pytestmark = pytest.mark.django_db

# Something of everything: rows that stand twice, are refused, disagree, end what an earlier
# import brought in, lie ahead and collide; and customers who come by in several portions.
FIRST = {
    "services": ["CUT,Hair cut,60", "COL,Color,0"],
    "bookings": ["ANNA,JJ,CUT,2018-07-02,10:00", "IDA,JJ,CUT,2018-08-20,15:00"],
}
BOOK = {
    "services": [*FIRST["services"], "GEL,Gel,12"],
    "bookings": [
        *FIRST["bookings"],
        "ZOË,KELLY,COL,2018-07-03,11:30",
        "ANNA,JJ,CUT,2018-07-09,10:00",
        "EVA,JJ,CUT,2018-02-30,10:00",
        "ANNA,JJ,CUT,2018-07-09,10:00",
        ",HOUSE,CUT,2018-07-04,09:00",
        "ANNA,KELLY,GEL,2018-08-21,10:00",
        "UTA,KELLY,GEL,2018-08-21,10:15",
        "ZOË,JJ,CUT,2018-07-11,10:00",
    ],
    "no-shows": ["ZOË,KELLY,COL,2018-07-03", ",HOUSE,CUT,2018-07-04", "LEA,JJ,CUT,2018-07-05"],
    "cancellations": [
        "2018-07-08,ANNA,JJ,CUT,2018-07-09,1",
        "2018-07-01,NEW,JJ,COL,2018-07-20,19",
        "2018-08-10,IDA,JJ,CUT,2018-08-20,10",
        "2018-07-02,ZOË,KELLY,CUT,2018-07-03,1",
    ],
    "receipts": [
        "1,2018-07-02,ANNA,JJ,Hair cut,60",
        "2,2018-07-02,WALK_IN,HOUSE,Gel,12.50",
        "3,2018-07-03,ZOË,KELLY,Cream,9",
        "4,2018-07-03,ZOË,KELLY,Comb,4",
        "4,2018-07-03,ZOË,KELLY,Comb,4",
        "5,2018-07-11,ZOË,JJ,Hair cut,60",
    ],
}
LATER = AT + timedelta(hours=3)


class Killed(BaseException):
    """What a process that is killed does not live to see."""


@contextmanager
def killed_at(step: int, *, after_commit: bool = False) -> Iterator[None]:
    """As if the process were killed in the step-th portion, just before or after its commit."""
    steps, whole, let_go = 0, Claim.portion, Claim.let_go

    @contextmanager
    def portion(self: Claim) -> Iterator[None]:
        nonlocal steps
        steps += 1
        with whole(self):
            yield
            if steps == step and not after_commit:
                raise Killed
        if steps == step:
            raise Killed

    Claim.portion, Claim.let_go = portion, lambda self: None
    try:
        yield
    finally:
        Claim.portion, Claim.let_go = whole, let_go


@pytest.fixture(autouse=True)
def _small_portions(monkeypatch):
    monkeypatch.setattr(reading, "PORTION", 2)
    monkeypatch.setattr(settle, "PORTION", 2)


@pytest.fixture
def salon(db):
    return make.business("salon", name="Salon", currency="CHF")


@pytest.fixture
def folder(tmp_path):
    return write_book(tmp_path / "book", BOOK)


@pytest.fixture
def whole(db, folder, tmp_path):
    """What stands in the book of a salon whose import nothing disturbed, and its report."""
    business = make.business("whole", name="Salon", currency="CHF")
    bring_in(business, write_book(tmp_path / "first", FIRST), at=AT - timedelta(days=20))
    report = bring_in(business, folder)
    return content_of(business), report


def begun(salon, tmp_path):
    bring_in(salon, write_book(tmp_path / "first", FIRST), at=AT - timedelta(days=20))
    return salon


def steps_of_the_book(salon, folder) -> int:
    steps, portion = [], Claim.portion

    @contextmanager
    def count(self: Claim) -> Iterator[None]:
        with portion(self):
            yield
        steps.append(1)

    Claim.portion = count
    try:
        bring_in(salon, folder)
    finally:
        Claim.portion = portion
    return len(steps)


def test_the_book_has_something_of_everything(salon, folder, tmp_path):
    report = bring_in(begun(salon, tmp_path), folder)

    assert set(report.conflicts) == {
        "customer_not_stated", "no_show_unmatched", "no_show_and_cancellation",
        "no_show_with_receipt", "cancellation_with_receipt", "staff_taken",
    }  # fmt: skip
    assert report.refused == {"not_a_date": 1}
    assert [file.known for file in report.files] == [2, 2, 0, 0, 0]
    assert AppointmentEvent.objects.of(salon).filter(from_status="booked").count() == 9


def resumes(salon, folder, tmp_path, whole, *, step: int, after_commit: bool) -> None:
    expected, report = whole
    begun(salon, tmp_path)
    with killed_at(step, after_commit=after_commit), pytest.raises(Killed):
        bring_in(salon, folder)

    again = bring_in(salon, folder, at=LATER)

    assert differences(content_of(salon), expected) == []
    assert again == report


# Reading services, appointments, endings and payments; settling earlier ones, new ones; the end.
@pytest.mark.parametrize("step", [2, 5, 9, 13, 15, 17, 22])
def test_killed_and_run_again_it_ends_as_if_nothing_had_been(salon, folder, tmp_path, whole, step):
    resumes(salon, folder, tmp_path, whole, step=step, after_commit=False)


@pytest.mark.hard
@pytest.mark.parametrize("after_commit", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("step", range(1, 23))
def test_killed_anywhere_and_run_again_it_ends_as_if_nothing_had_been(
    salon, folder, tmp_path, whole, step, after_commit
):
    if (step, after_commit) != (22, True):  # then it is finished
        resumes(salon, folder, tmp_path, whole, step=step, after_commit=after_commit)


def test_those_are_all_its_steps(salon, folder, tmp_path):
    assert steps_of_the_book(begun(salon, tmp_path), folder) == 22


def test_killed_again_and_again_it_ends_as_well(salon, folder, tmp_path, whole):
    expected, report = whole
    begun(salon, tmp_path)
    at = AT
    for _ in range(21):
        with killed_at(2), pytest.raises(Killed):
            bring_in(salon, folder, at=at)
        at += LEASE

    assert bring_in(salon, folder, at=at) == report
    assert differences(content_of(salon), expected) == []


def test_a_finished_import_leaves_nothing_that_only_the_run_needed(salon, folder):
    bring_in(salon, folder)

    record = Import.objects.of(salon).get()
    assert record.state == "done"
    assert record.claim == ""
    assert not ImportedEnding.objects.exists()
    assert not ToldConflict.objects.exists()


def test_what_an_unfinished_import_brought_in_can_be_looked_at(salon, folder, signed_in):
    owner = make.staff(
        salon, "Olive", Role.OWNER, account=make.account("olive@salon.example", name="Olive")
    )
    with killed_at(14), pytest.raises(Killed):
        bring_in(salon, folder)
    assert Appointment.objects.of(salon).filter(status="cancelled_too_late").exists()
    assert not AppointmentEvent.objects.of(salon).exists()
    client = signed_in(owner)

    for name in ("customers", "customer", "appointment"):
        for row in records_for(salon, name):
            address = reverse(f"desk:{name}", kwargs={"business": "salon", **row})
            assert client.get(address).status_code == 200, address


def records_for(salon, name: str) -> list[dict[str, int]]:
    records = {"customer": Customer, "appointment": Appointment}.get(name)
    if records is None:
        return [{}]
    return [{f"{name}_id": id_} for id_ in records.objects.of(salon).values_list("id", flat=True)]


def test_a_second_one_is_refused_while_the_first_is_at_work(salon, folder):
    with killed_at(6), pytest.raises(Killed):
        bring_in(salon, folder)
    before = content_of(salon)

    with pytest.raises(ImportRuns, match="An import of this business is running"):
        bring_in(salon, folder, at=AT + LEASE - timedelta(seconds=1))
    with pytest.raises(ImportRuns):
        bring_in(salon, folder, at=AT + LEASE - timedelta(seconds=1), dry_run=True)

    assert content_of(salon) == before


def test_one_that_was_silent_for_too_long_is_taken_over(salon, folder):
    with killed_at(6), pytest.raises(Killed):
        bring_in(salon, folder)

    assert bring_in(salon, folder, at=AT + LEASE).made["appointment"] == 12


def test_one_whose_process_has_ended_is_taken_over_at_once(salon, folder):
    with killed_at(6), pytest.raises(Killed):
        bring_in(salon, folder)
    ended = subprocess.Popen(["sleep", "60"])
    name = _name(ended.pid)
    ended.kill()
    ended.wait()
    Import.objects.of(salon).update(claim=f"{name} 0123abcd")

    assert bring_in(salon, folder).made["appointment"] == 12


def test_one_that_was_taken_over_writes_nothing_more(salon, folder, whole):
    class Usurped(Unwatched):
        def reads(self, file, *, done, total):
            if file == "bookings.csv":
                Import.objects.of(salon).update(claim="of another process")

    with pytest.raises(ImportTaken):
        bring_in(salon, folder, progress=Usurped())

    assert Appointment.objects.of(salon).count() == 2
    assert Import.objects.of(salon).get().claim == "of another process"


def test_one_that_was_stopped_can_be_gone_on_with_at_once(salon, folder):
    class Stops(Unwatched):
        def reads(self, file, *, done, total):
            if file == "bookings.csv":
                raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        bring_in(salon, folder, progress=Stops())
    assert Appointment.objects.of(salon).count() == 2

    assert bring_in(salon, folder).made["appointment"] == 12
    assert Import.objects.of(salon).count() == 1


class Listens(Unwatched):
    """Writes down what is said of an import that had stopped."""

    def __init__(self):
        self.said: list[tuple[str, str, bool, int]] = []

    def goes_on(self, stand):
        self.said.append(("goes on", stand.mapping, stand.is_read, stand.percent))

    def closes(self, stand):
        self.said.append(("closes", stand.mapping, stand.is_read, stand.percent))


@pytest.mark.parametrize(
    ("step", "stand"), [(6, (False, 43)), (17, (True, 16))], ids=["reading", "settling"]
)
def test_whoever_watches_is_told_from_where_it_goes_on(salon, folder, step, stand):
    with killed_at(step), pytest.raises(Killed):
        bring_in(salon, folder)
    watcher = Listens()

    bring_in(salon, folder, at=LATER, progress=watcher)

    assert watcher.said == [("goes on", "Small salon", *stand)]


@pytest.mark.parametrize("step", [6, 17], ids=["reading", "settling"])
def test_where_a_file_has_changed_what_came_in_is_settled_and_the_rest_follows(salon, folder, step):
    with killed_at(step), pytest.raises(Killed):
        bring_in(salon, folder)
    more = BOOK | {"bookings": ["NEU,JJ,CUT,2018-07-12,10:00", *BOOK["bookings"]]}
    watcher = Listens()

    report = bring_in(salon, write_book(folder, more), at=LATER, progress=watcher)

    assert [said for said, *_ in watcher.said] == ["closes"]
    stopped, last = Import.objects.of(salon).order_by("id")
    assert (stopped.state, stopped.report["is_complete"]) == ("done", False)
    assert (last.state, last.report["is_complete"]) == ("done", True)
    assert Appointment.objects.of(salon).count() == 13
    made = stopped.report["made"]["appointment"] + report.made["appointment"]
    assert made == 13
    booked = AppointmentEvent.objects.of(salon).filter(to_status="booked")
    assert booked.count() == booked.values("appointment").distinct().count() == 13
    for customer in Customer.objects.of(salon):
        assert customer.bookings == Appointment.objects.filter(customer=customer).count()


def test_another_mapping_is_another_import(salon, folder):
    with killed_at(6), pytest.raises(Killed):
        bring_in(salon, folder)
    watcher = Listens()

    other = MAPPING.replace("notice_days = 2", "notice_days = 1")
    bring_in(salon, folder, at=LATER, progress=watcher, mapping=other)

    assert [said for said, *_ in watcher.said] == ["closes"]
    assert Appointment.objects.of(salon).count() == 12


def test_a_dry_run_shows_how_an_unfinished_one_would_end_and_leaves_it_so(salon, folder, whole):
    with killed_at(14), pytest.raises(Killed):
        bring_in(salon, folder)
    before = content_of(salon)

    shown = bring_in(salon, folder, at=LATER, dry_run=True)

    assert content_of(salon) == before
    done = bring_in(salon, folder, at=LATER)
    assert shown == replace(done, dry_run=True)


def test_a_file_that_changes_while_it_is_read_stops_the_import(salon, folder):
    class Rewrites(Unwatched):
        def reads(self, file, *, done, total):
            if file == "services.csv":
                rows = [HEADS["bookings"], *BOOK["bookings"], "EVA,JJ,CUT,2018-07-13,10:00"]
                (folder / "bookings.csv").write_text("\r\n".join(rows), encoding="utf-8")

    with pytest.raises(FileChanged, match=r"bookings\.csv was changed while it was being read"):
        bring_in(salon, folder, progress=Rewrites())

    bring_in(salon, folder)
    assert Appointment.objects.of(salon).count() == 13


def test_another_business_imports_meanwhile(salon, folder, lumiere):
    with killed_at(6), pytest.raises(Killed):
        bring_in(salon, folder)

    assert bring_in(lumiere, folder).made["appointment"] == 12
    assert Import.objects.of(salon).get().state == "running"
