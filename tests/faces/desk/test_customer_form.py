"""Entering and changing a customer on the screen: clear sentences, and nothing typed is lost."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from regulars.records.customers import Customer, CustomerPicture
from regulars.records.staff import StaffMember
from tests import make

SignIn = Callable[[StaffMember], Client]
LIST = "/at/nordlicht/customers/"
NEW = f"{LIST}new/"


@pytest.fixture
def desk(signed_in: SignIn, nadia: StaffMember) -> Client:
    return signed_in(nadia)


def text_of(answer: object) -> str:
    return answer.content.decode()  # type: ignore[attr-defined]


def edit_of(customer: Customer) -> str:
    return f"{LIST}{customer.id}/edit/"


def typed(customer: Customer, **changed: str) -> dict[str, str]:
    """The form as it was opened, with these fields changed."""
    return {
        "first_name": customer.first_name, "last_name": customer.last_name,
        "email": customer.email, "phone": "044 271 33 90",
        "version": customer.changed_at.isoformat(),
    } | changed  # fmt: skip


def test_a_whole_customer_is_entered_and_kept_in_its_stored_forms(desk: Client) -> None:
    answer = desk.post(
        NEW,
        {
            "first_name": " Małgorzata ", "last_name": "Wójcik", "phone": "079 412 08 36",
            "email": "gosia@example.ch", "birthday": "14.2.1991", "language": "de", "country": "CH",
            "tags": "Regular, VIP ,regular", "street": "Langstrasse 117",
        },
    )  # fmt: skip

    customer = Customer.objects.get()
    assert answer.status_code == 302
    assert answer.url == f"{LIST}{customer.id}/"
    assert (customer.first_name, customer.phone) == ("Małgorzata", "+41794120836")
    assert (customer.birthday, customer.language) == (date(1991, 2, 14), "de")
    assert [tag.name for tag in customer.tags.order_by("id")] == ["Regular", "VIP"]


@pytest.mark.parametrize("written", ["1991-02-14", "14.2.1991", "14.02.1991", "14/2/1991"])
def test_a_birthday_may_be_typed_in_several_ways(desk: Client, written: str) -> None:
    desk.post(NEW, {"first_name": "Gosia", "birthday": written})

    assert Customer.objects.get().birthday == date(1991, 2, 14)


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("phone", "123", "There is no such phone number."),
        ("email", "not", "This is not an e-mail address."),
        ("birthday", "31.2.1991", "This is not a day."),
        ("birthday", "14.2.91", "with the whole year"),
        ("birthday", "1.1.2090", "This day has not come yet."),
        ("birthday", "1.1.1801", "Nobody is that old."),
        ("tags", "x" * 41, "At most 20 tags of at most 40 letters each."),
        ("first_name", "x" * 121, "at most 120"),
        ("language", "xx", "not one of the available choices"),
    ],
)
def test_a_mistake_is_named_and_nothing_typed_is_lost(
    desk: Client, field: str, value: str, sentence: str
) -> None:
    answer = desk.post(NEW, {"first_name": "Gosia", "city": "Zürich", field: value})

    assert answer.status_code == 422
    assert sentence in text_of(answer)
    assert 'value="Zürich"' in text_of(answer)
    assert 'aria-invalid="true"' in text_of(answer)
    assert not Customer.objects.exists()


def test_only_a_name_is_required(desk: Client) -> None:
    answer = desk.post(NEW, {"phone": "044 271 33 90"})

    assert answer.status_code == 422
    assert "Give a first name, a last name, a nickname or a company." in text_of(answer)
    assert desk.post(NEW, {"nickname": "Gosia"}).status_code == 302
    assert desk.post(NEW, {"company": "Atelier"}).status_code == 302


def test_the_form_begins_with_what_was_searched_for(desk: Client) -> None:
    page = text_of(desk.get(NEW, {"name": "Bo van Li"}))
    assert 'value="Bo van"' in page
    assert 'value="Li"' in page
    assert 'value="bo@example.ch"' in text_of(desk.get(NEW, {"name": "bo@example.ch"}))
    assert 'value="044 271 33 90"' in text_of(desk.get(NEW, {"name": "044 271 33 90"}))
    assert desk.get(NEW, {"name": "\x00🔥" + "a" * 9000}).status_code == 200


def test_an_edit_is_saved_and_shown(desk: Client, mueller: Customer) -> None:
    page = text_of(desk.get(edit_of(mueller)))
    assert 'value="044 271 33 90"' in page

    answer = desk.post(edit_of(mueller), typed(mueller, city="Zürich"))
    mueller.refresh_from_db()

    assert answer.status_code == 302
    assert (mueller.city, mueller.phone) == ("Zürich", "+41442713390")


def test_what_is_no_longer_true_is_taken_away(desk: Client, mueller: Customer) -> None:
    Customer.objects.filter(id=mueller.id).update(birthday=date(1980, 1, 2))

    answer = desk.post(edit_of(mueller), typed(mueller, email="", phone="", birthday=""))

    assert answer.status_code == 302
    mueller.refresh_from_db()
    assert (mueller.email, mueller.phone, mueller.birthday) == ("", "", None)
    assert (mueller.email_key, mueller.phone_digits) == ("", "")


def test_what_came_in_wrong_and_is_not_touched_is_no_obstacle(
    desk: Client, mueller: Customer
) -> None:
    Customer.objects.update(phone="4711", email="no address", birthday=date(1850, 1, 1))
    wrong = {"phone": "4711", "email": "no address", "birthday": "01.01.1850"}

    assert desk.post(edit_of(mueller), typed(mueller, city="Bern", **wrong)).status_code == 302
    mueller.refresh_from_db()
    assert (mueller.phone, mueller.city) == ("4711", "Bern")


def test_a_customer_known_by_number_alone_can_be_edited(desk: Client, nadia: StaffMember) -> None:
    wonm = make.customer(nadia.business, number="WONM02")
    form = {"number": "WONM02", "city": "Toronto", "version": wonm.changed_at.isoformat()}

    assert "Edit WONM02" in text_of(desk.get(edit_of(wonm)))
    assert desk.post(edit_of(wonm), form).status_code == 302


def test_two_who_edit_at_once_lose_nothing(desk: Client, mueller: Customer) -> None:
    opened = typed(mueller)
    assert desk.post(edit_of(mueller), opened | {"city": "Zürich"}).status_code == 302

    answer = desk.post(edit_of(mueller), opened | {"city": "Bern"})

    assert answer.status_code == 409
    page = text_of(answer)
    assert "Somebody else changed this customer in the meantime." in page
    assert 'value="Bern"' in page
    assert "City now: Zürich" in page

    mueller.refresh_from_db()
    again = opened | {"city": "Bern", "version": mueller.changed_at.isoformat()}
    assert again["version"].replace("+", "&#43;") in page or again["version"] in page
    assert desk.post(edit_of(mueller), again).status_code == 302


def test_a_version_that_somebody_made_up_is_out_of_date(desk: Client, mueller: Customer) -> None:
    for version in ("", "x", "2026-01-01", "9" * 39):
        assert (
            desk.post(edit_of(mueller), typed(mueller, city="X", version=version)).status_code
            == 409
        )


def test_a_number_that_is_taken_is_refused_by_name(desk: Client, mueller: Customer) -> None:
    Customer.objects.update(number="7")

    answer = desk.post(NEW, {"first_name": "Bo", "number": "7"})

    assert answer.status_code == 422
    assert "The customer number 7 belongs to Jürg Müller." in text_of(answer)


def test_a_picture_is_uploaded_shown_and_removed(desk: Client, mueller: Customer) -> None:
    written = BytesIO()
    Image.new("RGB", (600, 400), "teal").save(written, "JPEG")
    upload = SimpleUploadedFile("me.jpg", written.getvalue())

    assert desk.post(edit_of(mueller), typed(mueller, picture=upload)).status_code == 302  # type: ignore[arg-type]
    picture = CustomerPicture.objects.get(customer=mueller)
    assert bytes(picture.image)[8:12] == b"WEBP"
    assert picture.digest in text_of(desk.get(edit_of(mueller)))

    mueller.refresh_from_db()
    desk.post(edit_of(mueller), typed(mueller, removes_picture="on"))
    assert not CustomerPicture.objects.exists()


def test_a_wrong_file_is_a_clear_sentence(desk: Client) -> None:
    upload = SimpleUploadedFile("me.jpg", b"%PDF-1.4")

    answer = desk.post(NEW, {"first_name": "Bo", "picture": upload})

    assert answer.status_code == 422
    assert "This file is not a picture that can be read." in text_of(answer)


def test_a_likely_duplicate_is_offered_and_saving_stays_possible(
    desk: Client, mueller: Customer
) -> None:
    asked = {"first_name": "jurg", "last_name": "muller", "phone": "0442713390"}
    page = text_of(desk.get(f"{LIST}likely-duplicates/", asked))

    assert "Jürg Müller" in page
    assert "same phone number" in page
    assert (
        desk.get(f"{LIST}likely-duplicates/", asked | {"but_not": mueller.id}).content.strip()
        == b""
    )
    assert desk.post(NEW, asked).status_code == 302


@pytest.mark.parametrize(
    "asked", [{}, {"first_name": "\x00"}, {"last_name": "a" * 9000, "first_name": "b " * 900},
              {"but_not": "²"}, {"phone": "9" * 500}, {"birthday": "x"}, {"email": "@" * 99}],
)  # fmt: skip
def test_anything_half_typed_is_answered(
    desk: Client, mueller: Customer, asked: dict[str, str]
) -> None:
    assert desk.get(f"{LIST}likely-duplicates/", asked).status_code == 200


def test_who_may_not_edit_meets_403(
    signed_in: SignIn, jonas: StaffMember, mueller: Customer
) -> None:
    desk = signed_in(jonas)

    assert desk.get(NEW).status_code == 403
    assert desk.post(edit_of(mueller), typed(mueller)).status_code == 403
    assert desk.get(f"{LIST}likely-duplicates/").status_code == 403
    assert desk.post(f"{LIST}{mueller.id}/archival/").status_code == 403
