from __future__ import annotations

from threading import Event
from time import sleep

import pytest
from django.db import transaction

from regulars.actions.imports import bring_customers
from regulars.records.audit import AuditEntry
from regulars.records.customer_search import SearchName
from regulars.records.customers import Customer
from regulars.rules.import_matching import ConflictKind
from tests import make
from tests.actions.imports.small_book import bring_in
from tests.racing import on_file, race

pytestmark = pytest.mark.django_db

MAPPING = """
name = "Address book"
[formats]
date = "DD.MM.YYYY"
[[files]]
file = "people.csv"
row = "customer"
columns = { number = "No", name = "Name", email = "Mail", phone = "Phone", birthday = "Born" }
"""


@pytest.fixture
def bring(nordlicht, tmp_path):
    def bring_rows(*rows: str):
        (tmp_path / "people.csv").write_bytes(
            "\n".join(["No;Name;Mail;Phone;Born", *rows]).encode("cp1252")
        )
        return bring_in(nordlicht, tmp_path, mapping=MAPPING)

    return bring_rows


def test_a_customer_comes_in_whole_and_can_be_found(nordlicht, bring):
    report = bring("7;Jürg Müller;juerg@example.ch;044 271 33 90;02.03.1980")
    made = Customer.objects.of(nordlicht).get()
    assert (made.first_name, made.last_name, made.phone) == ("Jürg", "Müller", "+41442713390")
    assert (made.sort_name, made.email_key, made.birthday.isoformat()) == (
        "jurg muller", "juerg@example.ch", "1980-03-02",
    )  # fmt: skip
    assert set(made.origins) == {
        "number", "first_name", "last_name", "email", "phone", "birthday",
    }  # fmt: skip
    assert (report.files[0].encoding, report.files[0].delimiter) == ("cp1252", ";")


def test_of_a_customer_who_is_there_only_what_was_empty_is_filled_in(nordlicht, bring):
    there = make.customer(nordlicht, "Anna", number="7", email="anna@example.ch")
    report = bring("7;Anne Muster;other@example.ch;;02.03.1980")
    there.refresh_from_db()
    assert (there.first_name, there.last_name, there.email) == ("Anna", "Muster", "anna@example.ch")
    assert report.conflicts == {ConflictKind.CUSTOMER_KEPT: 1}
    assert (
        SearchName.objects.of(nordlicht).filter(customer=there, key__startswith="muster ").exists()
    )
    entry = AuditEntry.objects.of(nordlicht).get(verb="customer.changed")
    assert entry.changes == {"last_name": ["", "Muster"], "birthday": [None, "1980-03-02"]}


def test_what_is_no_address_and_no_number_is_left_out_and_reported(nordlicht, bring):
    report = bring("7;Anna;anna at home;call her mother;")
    made = Customer.objects.of(nordlicht).get()
    assert (made.email, made.phone) == ("", "")
    assert report.conflicts == {ConflictKind.EMAIL_UNREADABLE: 1, ConflictKind.PHONE_UNREADABLE: 1}


def test_one_number_twice_in_a_file_is_one_customer(nordlicht, bring):
    bring("7;Anna;;;", "7;;anna@example.ch;;")
    made = Customer.objects.of(nordlicht).get()
    assert (made.first_name, made.email) == ("Anna", "anna@example.ch")


def test_what_staff_save_at_the_same_moment_is_not_lost(
    committed_db, nordlicht, bring, tmp_path, monkeypatch
):
    there = make.customer(nordlicht, "Anna", number="7")
    is_read, change = Event(), bring_customers._change

    def slow(book, customers, changes):
        is_read.set()
        sleep(1)
        change(book, customers, changes)

    def staff():
        is_read.wait(30)
        with transaction.atomic():
            held = Customer.objects.of(nordlicht).locked().get(id=there.id)
            held.company = "Muster AG"
            held.save(update_fields=["company"])

    monkeypatch.setattr(bring_customers, "_change", slow)
    with on_file(tmp_path):
        race([lambda: bring("7;;anna@example.ch;;"), staff])

        there.refresh_from_db()
        assert (there.email, there.company) == ("anna@example.ch", "Muster AG")
