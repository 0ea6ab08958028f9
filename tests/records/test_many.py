from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, connection, transaction

from regulars.records.audit import AuditEntry
from regulars.records.customer_search import SearchName, Vocabulary
from regulars.records.customers import Customer
from regulars.records.ledger import LedgerLine
from regulars.records.many import (
    insert_many,
    insert_values,
    new_ids,
    update_many,
    values_there,
)
from regulars.rules.money import LedgerKind, PayMethod
from tests import make

pytestmark = pytest.mark.django_db


def customer(business, number: str, **given) -> Customer:
    return Customer(
        business=business, number=number, sort_name=number, created_at=make.NOW,
        changed_at=make.NOW, **given,
    )  # fmt: skip


def test_many_records_are_stored_as_save_stores_them(nordlicht):
    many = customer(
        nordlicht, "Zoë \\ tab\t", origins={"number": {"kind": "import"}}, last_visit_at=make.NOW
    )
    one = customer(
        nordlicht, "other", origins={"number": {"kind": "import"}}, last_visit_at=make.NOW
    )
    insert_many([many], give_ids=True)
    one.save()
    columns = [field.attname for field in Customer._meta.concrete_fields]
    same = set(columns) - {"id", "number", "sort_name"}
    stored = {each["number"]: each for each in Customer.objects.of(nordlicht).values(*columns)}
    assert {name: stored["other"][name] for name in same} == {
        name: stored["Zoë \\ tab\t"][name] for name in same
    }
    assert many.id == stored["Zoë \\ tab\t"]["id"] != one.id


def test_ids_are_given_in_order_and_never_twice(nordlicht):
    insert_many([customer(nordlicht, str(number)) for number in range(3)], give_ids=True)
    last = Customer.objects.of(nordlicht).latest("id")
    gone = last.id
    last.delete()
    fresh = [customer(nordlicht, "next"), customer(nordlicht, "after")]
    insert_many(fresh, give_ids=True)
    assert fresh[1].id > fresh[0].id > gone
    one_more = make.customer(nordlicht, "Anna")
    assert one_more.id > fresh[1].id


def test_generated_columns_and_kinds_come_out_right(nordlicht):
    insert_many(
        [
            LedgerLine(
                business=nordlicht, kind=LedgerKind.REFUND, method=PayMethod.CASH, amount_minor=-5,
                currency="CHF", paid_at=make.NOW, actor_kind="import", entered_at=make.NOW,
            )
        ]
    )  # fmt: skip
    line = LedgerLine.objects.of(nordlicht).get()
    assert (line.kind, line.method, line.is_income, line.paid_at) == (
        "refund", "cash", True, make.NOW,
    )  # fmt: skip
    insert_many(
        [
            AuditEntry(
                business=nordlicht, at=make.NOW, actor_kind="import", verb="a.b", subject_kind="c",
                subject_id=1, changes={"name": ["", "Zoë"]},
            )
        ]
    )  # fmt: skip
    assert AuditEntry.objects.of(nordlicht).get().changes == {"name": ["", "Zoë"]}


def test_constraints_and_guards_hold_for_many_too(nordlicht, lumiere):
    stranger = make.customer(lumiere, "Stranger")
    with pytest.raises(IntegrityError), transaction.atomic():
        insert_many([customer(nordlicht, "1"), customer(nordlicht, "1")])
    row = (nordlicht.id, stranger.id, "stranger")
    with pytest.raises(IntegrityError):
        _insert_and_check(SearchName, ("business_id", "customer_id", "key"), row)


def _insert_and_check(model, names, row) -> None:
    with transaction.atomic():
        insert_values(model, names, [row])
        connection.check_constraints()  # PostgreSQL compares the businesses at the commit


def test_rows_that_are_there_are_passed_over_where_that_is_asked_for(nordlicht):
    for _ in range(2):
        insert_values(
            Vocabulary, ("business_id", "word"), [(nordlicht.id, "anna")], unless_there=True
        )
    assert Vocabulary.objects.of(nordlicht).count() == 1


def test_many_are_changed_in_their_own_business_only(nordlicht, lumiere):
    anna, stranger = make.customer(nordlicht, "Anna"), make.customer(lumiere, "Zoë")
    later = make.NOW + timedelta(days=1)
    for each in (anna, stranger):
        each.strokes, each.last_visit_at, each.business_id = "|", later, nordlicht.id
    update_many([anna, stranger], ("strokes", "last_visit_at"))
    anna.refresh_from_db()
    assert (anna.strokes, anna.last_visit_at) == ("|", later)
    assert Customer.objects.get(id=stranger.id).strokes == ""


def test_none_at_all_asks_the_database_nothing(nordlicht, django_assert_num_queries):
    with django_assert_num_queries(0):
        insert_many([])
        update_many([], ("strokes",))
        insert_values(Vocabulary, ("business_id", "word"), [])


def test_values_need_no_column_that_is_born_with_its_value(nordlicht):
    ids = new_ids(Customer, 1)
    insert_values(
        Customer,
        ("id", "business_id", "number", "origins", "sort_name", "created_at", "changed_at"),
        [(ids[0], nordlicht.id, "7", '{"number": {"kind": "import"}}', "7", make.NOW, make.NOW)],
    )
    stored = Customer.objects.of(nordlicht).get(number="7")
    assert stored.id == ids[0]
    assert (stored.origins, stored.bookings, stored.strokes, stored.archived_at) == (
        {"number": {"kind": "import"}}, 0, "", None,
    )  # fmt: skip


def test_it_is_told_which_texts_are_there_in_this_business(nordlicht, lumiere):
    for business, word in ((nordlicht, "anna"), (nordlicht, "zoë"), (lumiere, "celine")):
        insert_values(Vocabulary, ("business_id", "word"), [(business.id, word)])
    asked = ["anna", "celine", "zoë", *(f"word {place}" for place in range(40_000))]
    assert values_there(Vocabulary, nordlicht, "word", asked) == {"anna", "zoë"}


def test_moments_are_stored_as_django_stores_them(nordlicht):
    winter = datetime(2026, 1, 2, 3, 4, 5, 678, tzinfo=ZoneInfo("Europe/Zurich"))
    one, many = (customer(nordlicht, number, last_visit_at=winter) for number in ("one", "many"))
    one.save()
    insert_many([many])
    moments = "SELECT last_visit_at, created_at FROM regulars_customer ORDER BY number"
    with connection.cursor() as cursor:
        cursor.execute(moments)
        first, second = cursor.fetchall()
    assert first == second
