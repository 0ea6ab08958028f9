"""Customers and payments by a program."""

from __future__ import annotations

from datetime import timedelta

from regulars.records.businesses import Business
from regulars.records.customers import Customer
from regulars.records.ledger import LedgerLine
from regulars.records.staff import StaffMember
from regulars.rules.permissions import Scope
from tests import make
from tests.counting import counted
from tests.make import NOW
from tests.programs import Program, a_token


def test_a_customer_is_entered_and_found(writer: Program, nordlicht: Business):
    told = {
        "first_name": " Gosia ", "phone": "044 271 33 90", "email": "gosia@example.pl",
        "birthday": "1990-05-01", "tags": ["Regular"], "country": "CH",
    }  # fmt: skip

    answer = writer.write("/customers/", told)

    assert answer.status_code == 201, answer.content
    made = Customer.objects.get()
    assert answer["Location"] == f"/api/v1/customers/{made.id}/"
    assert (made.first_name, made.phone) == ("Gosia", "+41442713390")
    assert answer.json()["tags"] == ["Regular"]
    assert [one["id"] for one in writer.read("/customers/?search=gosia")["items"]] == [made.id]
    assert made.origins["phone"]["kind"] == "token"


def test_what_is_named_changes_and_the_rest_stays(writer: Program, mueller: Customer):
    make.tag(mueller, "Regular")
    before = mueller.phone

    answer = writer.write(f"/customers/{mueller.id}/", {"city": "Basel"}, method="patch")

    assert answer.status_code == 200, answer.content
    mueller.refresh_from_db()
    assert (mueller.city, mueller.phone, mueller.last_name) == ("Basel", before, "Müller")
    assert answer.json()["tags"] == ["Regular"]
    emptied = writer.write(f"/customers/{mueller.id}/", {"phone": "", "tags": []}, method="patch")
    assert (emptied.json()["card"]["phone"], emptied.json()["tags"]) == ("", [])


def test_contact_data_can_be_written_without_being_told_back(
    nordlicht: Business, mueller: Customer
):
    desk = a_token(nordlicht, Scope.CUSTOMERS_WRITE, Scope.CUSTOMERS_READ, name="Form")

    answer = desk.write(f"/customers/{mueller.id}/", {"email": "new@example.ch"}, method="patch")

    assert answer.status_code == 200, answer.content
    assert "example.ch" not in answer.text
    mueller.refresh_from_db()
    assert mueller.email == "new@example.ch"


def test_a_customer_has_a_name_and_true_lines(writer: Program, mueller: Customer):
    nameless = writer.write("/customers/", {"city": "Basel"})
    assert (nameless.status_code, nameless.json()["code"]) == (409, "nameless")
    for part, value in {
        "phone": "12", "email": "nobody", "birthday": "2199-01-01", "language": "xx",
        "country": "che", "first_name": "a\0b",
    }.items():  # fmt: skip
        answer = writer.write("/customers/", {"first_name": "Gosia", part: value})
        assert answer.status_code == 422, part
        assert answer.json()["mistakes"][0]["where"] == f"body.{part}"
    assert Customer.objects.count() == 1


def test_a_payment_is_written_down_and_given_back(
    writer: Program, mueller: Customer, jonas: StaffMember
):
    visit = make.appointment(mueller, jonas, NOW + timedelta(days=30), price_minor=18_000)
    told = {"amount_minor": 5_000, "method": "card", "appointment_id": visit.id}

    paid = writer.write("/payments/", told)

    assert paid.status_code == 201, paid.content
    line = LedgerLine.objects.get()
    assert paid["Location"] == f"/api/v1/ledger/{line.id}/"
    assert (line.amount_minor, line.customer_id, line.actor_kind) == (5_000, mueller.id, "token")
    with counted("api: ledger line"):
        assert writer.read(f"/ledger/{line.id}/") == paid.json()

    more = writer.write("/refunds/", told | {"amount_minor": 5_001})
    assert (more.status_code, more.json()["code"]) == (409, "more_than_paid")
    back = writer.write("/refunds/", told | {"method": "cash"})
    assert (back.status_code, back.json()["amount_minor"]) == (201, -5_000)


def test_a_payment_is_for_one_thing(writer: Program, mueller: Customer):
    told = {"amount_minor": 100, "method": "cash"}

    for also in (
        {"appointment_id": 1, "registration_id": 1},
        {"appointment_id": 1, "customer_id": mueller.id},
        {"amount_minor": 0},
        {"amount_minor": 10.5},
        {"method": "gold"},
    ):
        assert writer.write("/payments/", told | also).status_code == 422, also
    assert writer.write("/refunds/", told).status_code == 422
    assert not LedgerLine.objects.exists()
    assert writer.write("/payments/", told | {"customer_id": mueller.id}).status_code == 201


def test_rooms_are_told(writer: Program):
    writer.read("/rooms/")  # a first use is noted
    with counted("api: rooms"):
        assert writer.read("/rooms/") == {"items": [], "next": None}
