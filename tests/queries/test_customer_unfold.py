"""What unfolds below a line, and what the form starts with."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from regulars.queries.customer_form import customer_in_form
from regulars.queries.customer_unfold import NoSuchCustomer, unfolded_customer
from regulars.records.businesses import Business
from regulars.records.customers import Customer
from regulars.records.staff import StaffMember
from tests import make
from tests.counting import counted
from tests.make import NOW


def test_everything_known_is_there_and_deleted_notes_are_not(
    nordlicht: Business, runa: StaffMember, mueller: Customer
) -> None:
    Customer.objects.update(
        street="Langstrasse 117", postal_code="8004", city="Zürich", birthday=date(1971, 3, 4)
    )
    make.alert(mueller, "Latex allergy", detail="Nitrile gloves only.")
    make.note(mueller, "Older", runa, is_pinned=True)
    make.note(mueller, "Newer", runa, is_pinned=True)
    make.note(mueller, "Not pinned", runa)
    make.note(mueller, "Deleted", runa, is_pinned=True, deleted_at=NOW - timedelta(days=1))

    with counted("unfolded customer"):
        known = unfolded_customer(
            business=nordlicht, customer_id=mueller.id, with_contact_data=True
        )

    assert known.address == "Langstrasse 117, 8004 Zürich"
    assert known.birthday == date(1971, 3, 4)
    assert [(alert.title, alert.detail) for alert in known.alerts] == [
        ("Latex allergy", "Nitrile gloves only.")
    ]
    assert known.pinned == ("Newer", "Older")


def test_contact_data_stays_away_from_who_may_not_see_it(
    nordlicht: Business, mueller: Customer
) -> None:
    Customer.objects.update(street="Langstrasse 117")

    known = unfolded_customer(business=nordlicht, customer_id=mueller.id, with_contact_data=False)

    assert (known.phone, known.email, known.address) == ("", "", "")


def test_a_customer_of_another_business_is_unknown(lumiere: Business, mueller: Customer) -> None:
    with pytest.raises(NoSuchCustomer):
        unfolded_customer(business=lumiere, customer_id=mueller.id, with_contact_data=True)
    with pytest.raises(NoSuchCustomer):
        customer_in_form(business=lumiere, customer_id=mueller.id)


def test_the_form_starts_with_what_is_stored(nordlicht: Business, mueller: Customer) -> None:
    with counted("customer form"):
        stored = customer_in_form(business=nordlicht, customer_id=mueller.id)

    assert (stored.first_name, stored.phone) == ("Jürg", "+41442713390")
    assert stored.version == NOW.isoformat()
