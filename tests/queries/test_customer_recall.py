"""What has to be known about a customer before booking."""

from __future__ import annotations

from datetime import timedelta

import pytest

from regulars.queries.customer_recall import NoSuchCustomer, customer_recall
from regulars.records.businesses import Business
from regulars.records.customers import Customer
from regulars.records.staff import StaffMember
from regulars.rules.appointment_status import Status
from tests import make
from tests.counting import counted
from tests.make import NOW

DAY = timedelta(days=1)


def test_alerts_notes_record_and_the_latest_visits_in_four_statements(
    nordlicht: Business,
    mueller: Customer,
    runa: StaffMember,
    jonas: StaffMember,
) -> None:
    make.alert(mueller, "Nickel allergy", detail="No steel tray.")
    make.note(mueller, "Offer him the afternoon.", runa, shows_when_booking=True)
    make.note(mueller, "Owns a dog.", runa)
    sleeve = make.project(mueller, "Sleeve")
    for days, status, member in (
        (-90, Status.COMPLETED, runa),
        (-60, Status.COMPLETED, jonas),
        (-30, Status.NO_SHOW, runa),
        (-10, Status.CANCELLED_TOO_LATE, runa),
        (5, Status.BOOKED, runa),
    ):
        make.appointment(mueller, member, NOW + days * DAY, status=status, project=sleeve)

    with counted("customer recall"):
        recall = customer_recall(business=nordlicht, customer_id=mueller.id, at=NOW)

    assert (recall.name, recall.called) == ("Jürg Müller", "Jürg")
    assert [(one.title, one.detail) for one in recall.warnings] == [
        ("Nickel allergy", "No steel tray.")
    ]
    assert [note.body for note in recall.notes] == ["Offer him the afternoon."]
    assert (recall.completed, recall.no_shows, recall.late_cancellations) == (2, 1, 1)
    assert recall.strokes == "||x\\:"
    assert [(one.starts_at - NOW).days for one in recall.latest] == [-10, -30, -60]
    assert [(one.starts_at - NOW).days for one in recall.upcoming] == [5]
    assert recall.latest[0].what == "Sleeve"
    assert recall.usual_staff_id == jonas.id  # whose visit took place
    assert [project.title for project in recall.projects] == ["Sleeve"]


def test_another_businesss_customer_is_unknown(lumiere: Business, mueller: Customer) -> None:
    with pytest.raises(NoSuchCustomer):
        customer_recall(business=lumiere, customer_id=mueller.id, at=NOW)
