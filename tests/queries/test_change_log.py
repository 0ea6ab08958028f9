"""Does the change log say who changed what?"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from regulars.actions.notes.write import write_note
from regulars.queries.change_log import MOST_ENTRIES, change_log
from regulars.records.audit import AuditEntry
from regulars.records.businesses import Business
from regulars.records.customers import Customer
from regulars.records.staff import StaffMember
from tests import make
from tests.cast import acting
from tests.counting import counted


def test_an_entry_has_its_person_and_the_values_before_and_after(
    nordlicht: Business, mueller: Customer, runa: StaffMember
) -> None:
    AuditEntry.objects.record(
        acting(runa),
        "customer.changed",
        mueller,
        at=make.NOW,
        customer_id=mueller.id,
        changes={"phone": ["+41442713390", "+41791112233"]},
    )

    (entry,) = change_log(business=nordlicht, customer_id=mueller.id).entries

    assert (entry.verb, entry.actor_name, entry.at) == ("customer.changed", "Runa Brandt", make.NOW)
    assert [(line.name, line.old, line.new) for line in entry.lines] == [
        ("phone", "+41442713390", "+41791112233")
    ]


def test_people_and_projects_come_by_name(
    nordlicht: Business, mueller: Customer, runa: StaffMember, jonas: StaffMember
) -> None:
    sleeve = make.project(mueller, "Sleeve")
    AuditEntry.objects.record(
        acting(runa),
        "project.changed",
        sleeve,
        at=make.NOW,
        customer_id=mueller.id,
        changes={"staff_member_id": [None, jonas.id], "project_id": [sleeve.id, None]},
    )

    (entry,) = change_log(business=nordlicht, customer_id=mueller.id).entries

    assert entry.subject == "Sleeve"
    assert [(line.old, line.new) for line in entry.lines] == [
        ("Sleeve", None),
        (None, "Jonas Wyss"),
    ]


@pytest.mark.parametrize("changes", [0, 5, 120])
def test_the_log_takes_three_statements_and_turns_its_pages(
    changes: int, nordlicht: Business, mueller: Customer, runa: StaffMember
) -> None:
    for number in range(changes):
        write_note(
            business=nordlicht,
            customer_id=mueller.id,
            body=f"note {number}",
            actor=acting(runa),
            at=make.NOW + timedelta(minutes=number // 2),
        )

    seen: list[int] = []
    before = ""
    while True:
        with counted("change log"):
            log = change_log(business=nordlicht, customer_id=mueller.id, before=before)
        assert len(log.entries) <= MOST_ENTRIES
        seen += [entry.id for entry in log.entries]
        before = log.next
        if not before:
            break

    assert len(seen) == len(set(seen)) == changes
    assert seen == sorted(seen, reverse=True)


def test_the_pages_turn_before_1970_too(
    nordlicht: Business, mueller: Customer, runa: StaffMember
) -> None:
    long_ago = datetime(1965, 5, 1, tzinfo=UTC)
    for nth in range(MOST_ENTRIES + 1):
        AuditEntry.objects.record(
            acting(runa),
            "customer.changed",
            mueller,
            at=long_ago + nth * timedelta(days=1),
            customer_id=mueller.id,
        )

    first = change_log(business=nordlicht, customer_id=mueller.id)
    second = change_log(business=nordlicht, customer_id=mueller.id, before=first.next)

    assert [entry.at for entry in second.entries] == [long_ago]
