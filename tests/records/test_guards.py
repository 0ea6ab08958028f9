"""What the database itself refuses, on both engines."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from regulars.records.appointments import Appointment
from regulars.records.audit import AuditEntry
from regulars.records.businesses import Business
from regulars.records.busy_time import BusyTime
from regulars.records.customers import Customer
from regulars.records.guards import guards, install_guards, missing_guards
from regulars.records.imports import Import, ImportedRow
from regulars.records.ledger import LedgerLine
from regulars.records.projects import Project
from regulars.records.staff import StaffMember
from tests import make
from tests.cast import acting
from tests.make import NOW

HOUR = timedelta(hours=1)


def test_every_guard_stands_after_a_full_migrate(db: None) -> None:
    assert missing_guards(connection) == []
    assert len(guards(connection)) > 50


def test_installing_twice_leaves_the_same_guards(db: None) -> None:
    install_guards(connection)

    assert missing_guards(connection) == []


@pytest.mark.parametrize(
    ("starts", "ends"),
    [(0.5, 1.5), (-0.5, 0.5), (0.25, 0.75), (-1, 2), (0, 1)],
    ids=["tail", "head", "inside", "around", "same"],
)
def test_two_spans_of_one_artist_never_overlap(
    runa: StaffMember, mueller: Customer, starts: float, ends: float
) -> None:
    make.appointment(mueller, runa, NOW)
    rival = make.appointment(mueller, runa, NOW, holds_time=False)

    with pytest.raises(IntegrityError, match="guard_overlap"), transaction.atomic():
        BusyTime.objects.create(
            business=runa.business,
            staff_member=runa,
            appointment=rival,
            starts_at=NOW + starts * HOUR,
            ends_at=NOW + ends * HOUR,
        )

    assert BusyTime.objects.count() == 1


def test_back_to_back_spans_touch_and_do_not_overlap(runa: StaffMember, mueller: Customer) -> None:
    make.appointment(mueller, runa, NOW)
    make.appointment(mueller, runa, NOW + HOUR)
    make.appointment(mueller, runa, NOW - HOUR)

    assert BusyTime.objects.count() == 3


def test_an_update_cannot_make_an_overlap_either(runa: StaffMember, mueller: Customer) -> None:
    make.appointment(mueller, runa, NOW)
    later = make.appointment(mueller, runa, NOW + 2 * HOUR)

    with pytest.raises(IntegrityError, match="guard_overlap"), transaction.atomic():
        BusyTime.objects.filter(appointment=later).update(starts_at=NOW + HOUR / 2)


def test_two_artists_may_be_busy_at_once(
    runa: StaffMember, jonas: StaffMember, mueller: Customer
) -> None:
    make.appointment(mueller, runa, NOW)
    make.appointment(mueller, jonas, NOW)

    assert BusyTime.objects.count() == 2


def test_a_ledger_line_keeps_its_amount_and_stays(mueller: Customer) -> None:
    line = make.ledger_line(mueller, 75_600)

    with pytest.raises(DatabaseError, match="guard_append_only"), transaction.atomic():
        LedgerLine.objects.filter(id=line.id).update(amount_minor=1)
    with pytest.raises(DatabaseError, match="guard_append_only"), transaction.atomic():
        line.delete()

    line.refresh_from_db()
    assert line.amount_minor == 75_600


def test_a_merge_may_move_a_ledger_line_to_another_customer(
    nordlicht: Business, mueller: Customer
) -> None:
    line = make.ledger_line(mueller, 75_600)
    other = make.customer(nordlicht, "Jürg", "Muller")

    LedgerLine.objects.filter(id=line.id).update(customer=other)

    line.refresh_from_db()
    assert line.customer == other


def test_only_an_import_being_undone_takes_its_own_ledger_lines_away(
    nordlicht: Business, mueller: Customer
) -> None:
    imported, other = make.ledger_line(mueller, 100), make.ledger_line(mueller, 200)
    run = Import.objects.create(business=nordlicht, mapping="salon", started_at=NOW, state="done")
    ImportedRow.objects.create(
        business=nordlicht,
        imported_by=run,
        file="receipts.csv",
        digest="a",
        occurrence=1,
        record_kind="ledgerline",
        record_id=imported.id,
    )
    with pytest.raises(DatabaseError, match="guard_append_only"), transaction.atomic():
        LedgerLine.objects.filter(id=imported.id).delete()
    Import.objects.update(state="undoing")

    LedgerLine.objects.filter(id=imported.id).delete()
    with pytest.raises(DatabaseError, match="guard_append_only"), transaction.atomic():
        LedgerLine.objects.filter(id=other.id).delete()

    assert list(LedgerLine.objects.all()) == [other]


def test_a_refund_cannot_be_positive(mueller: Customer) -> None:
    with pytest.raises(IntegrityError, match="ledger_sign"), transaction.atomic():
        make.ledger_line(mueller, 100, kind="refund")


def test_the_audit_trail_is_never_rewritten(runa: StaffMember, mueller: Customer) -> None:
    AuditEntry.objects.record(acting(runa), "customer.changed", mueller, at=NOW)

    with pytest.raises(DatabaseError, match="guard_append_only"), transaction.atomic():
        AuditEntry.objects.update(verb="customer.erased")
    with pytest.raises(DatabaseError, match="guard_append_only"), transaction.atomic():
        AuditEntry.objects.all().delete()


@pytest.mark.parametrize("made_by", ["insert", "update"])
def test_a_foreign_key_never_leads_into_another_business(
    made_by: str, mueller: Customer, celine: StaffMember
) -> None:
    hers = make.customer(celine.business, "Anaïs", "Petit")
    own = make.project(mueller)

    def lead_astray() -> None:
        with transaction.atomic():
            if made_by == "insert":
                make.project(hers, business_id=mueller.business_id)
            else:
                Project.objects.filter(id=own.id).update(customer=hers)
            connection.check_constraints()

    with pytest.raises(IntegrityError):
        lead_astray()

    assert Project.objects.filter(customer=hers).count() == 0


def test_only_an_imported_appointment_may_lack_its_customer(runa: StaffMember) -> None:
    with pytest.raises(IntegrityError, match="appointment_complete"), transaction.atomic():
        make.appointment(None, runa, NOW)

    imported = make.appointment(
        None, None, NOW, business=runa.business, is_imported=True, time_known=False
    )
    assert imported.customer is None


def test_a_status_outside_the_closed_list_is_refused(runa: StaffMember, mueller: Customer) -> None:
    appointment = make.appointment(mueller, runa, NOW)

    with pytest.raises(IntegrityError, match="status_known"), transaction.atomic():
        Appointment.objects.filter(id=appointment.id).update(status="maybe")
