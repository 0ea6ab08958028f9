"""A customer is put away and brought back, and nothing is lost."""

from __future__ import annotations

from datetime import timedelta

import pytest

from regulars.actions.customers.archive import archive_customer, bring_back_customer
from regulars.kernel.actor import Forbidden
from regulars.records.audit import AuditEntry
from regulars.records.customers import Customer
from regulars.records.staff import StaffMember
from tests.cast import acting
from tests.make import NOW


def test_archived_and_brought_back_and_both_written_down_once(
    nadia: StaffMember, mueller: Customer
) -> None:
    who = {"business": nadia.business, "customer_id": mueller.id, "actor": acting(nadia)}

    archive_customer(**who, at=NOW)
    archive_customer(**who, at=NOW + timedelta(days=1))
    mueller.refresh_from_db()
    assert mueller.archived_at == NOW
    bring_back_customer(**who, at=NOW)
    bring_back_customer(**who, at=NOW)
    mueller.refresh_from_db()
    assert mueller.archived_at is None

    entries = AuditEntry.objects.filter(customer_id=mueller.id).order_by("id")
    assert [entry.verb for entry in entries] == ["customer.archived", "customer.brought_back"]


def test_staff_without_the_right_are_refused(jonas: StaffMember, mueller: Customer) -> None:
    with pytest.raises(Forbidden):
        archive_customer(
            business=jonas.business, customer_id=mueller.id, actor=acting(jonas), at=NOW
        )


def test_another_business_does_not_know_the_customer(
    celine: StaffMember, mueller: Customer
) -> None:
    with pytest.raises(Customer.DoesNotExist):
        archive_customer(
            business=celine.business, customer_id=mueller.id, actor=acting(celine), at=NOW
        )
