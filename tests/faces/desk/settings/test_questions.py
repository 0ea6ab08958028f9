"""The booking questions on the screen."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from regulars.records.businesses import Business
from regulars.records.customers import Customer
from regulars.records.fields import Answer, Field
from regulars.records.staff import StaffMember
from tests import make
from tests.counting import counted
from tests.make import NOW

SignIn = Callable[[StaffMember], Client]
LIST = "/at/nordlicht/settings/questions/"


@pytest.fixture
def desk(signed_in: SignIn, runa: StaffMember) -> Client:
    """Runa's browser."""
    return signed_in(runa)


def text_of(answer: object) -> str:
    return " ".join(answer.content.decode().split())  # type: ignore[attr-defined]


def said(**given: object) -> dict[str, object]:
    return {"label": "Skin type", "kind": "one_of", "options": "I\nII", "answer": "may"} | given


def labels(business: Business) -> list[str]:
    return list(Field.objects.of(business).asked().values_list("label", flat=True))


def test_the_settings_begin_with_the_questions(desk: Client) -> None:
    answer = desk.get("/at/nordlicht/settings/")

    assert (answer.status_code, answer.url) == (302, LIST)


def test_the_list_says_what_is_asked_for_what_and_whether_it_must_be_answered(
    desk: Client, nordlicht: Business
) -> None:
    make.field(nordlicht, "Do you have allergies?", is_mandatory=True, shows_as_alert=True)
    make.field(nordlicht, "Skin type", "one_of", options=["I", "II"], staff_only=True)
    make.field(nordlicht, "Eat well before", "information")
    make.field(nordlicht, "Fax number?", archived_at=NOW)

    with counted("questions page"):
        page = text_of(desk.get(LIST))

    for words in (
        "Do you have allergies?", "Its answer is shown as an alert", "Mandatory", "Optional",
        "All services", "Choice of 2", "Only staff see this one", "Information, no answer",
        "1 archived question", "Fax number?", "Never answered",
    ):  # fmt: skip
        assert words in page, words


def test_an_empty_list_says_what_to_ask(desk: Client) -> None:
    assert "No question yet." in text_of(desk.get(LIST))


def test_a_question_is_added_and_changed(desk: Client, nordlicht: Business) -> None:
    service = make.service(nordlicht, "Tattoo session")
    shown = text_of(desk.get(f"{LIST}new/"))
    desk.post(f"{LIST}new/", said(services=[service.id], answer="must", asked="always"))
    field = Field.objects.get()
    services = list(field.services.all())
    desk.post(f"{LIST}{field.id}/", said(label="Type of skin", options="II\nI\nIII"))

    assert "Tattoo session" in shown
    assert (field.is_mandatory, field.every_booking, services) == (True, True, [service])
    field.refresh_from_db()
    assert (field.label, field.options, field.is_mandatory) == (
        "Type of skin",
        ["II", "I", "III"],
        False,
    )
    assert list(field.services.all()) == []


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"label": " "}, "This field is required."),
        ({"options": "I\nI\n"}, "Write at least two options, one a line."),
        ({"kind": "file"}, "file is not one of the available choices"),
    ],
)
def test_a_mistake_is_named_and_nothing_typed_is_lost(
    desk: Client, given: dict[str, object], sentence: str
) -> None:
    answer = desk.post(f"{LIST}new/", said(help_text="Keep this") | given)

    assert answer.status_code == 422
    assert sentence in text_of(answer)
    assert "Keep this" in text_of(answer)
    assert Field.objects.count() == 0


def test_what_customers_answered_is_not_lost_silently(
    desk: Client, nordlicht: Business, mueller: Customer
) -> None:
    field = make.field(nordlicht, "Skin type", "one_of", options=["I", "II"])
    Answer.objects.create(
        business=nordlicht,
        customer=mueller,
        field=field,
        value="II",
        asked_as="Skin type",
        source="staff",
        given_at=NOW,
    )
    here = f"{LIST}{field.id}/"

    kind = desk.post(here, said(kind="text"))
    options = desk.post(here, said(options="I\nIII"))

    assert kind.status_code == options.status_code == 409
    assert "1 customer has answered this question, so its type stays." in text_of(kind)
    assert "“II” is the answer of 1 customer." in text_of(options)
    assert 'name="drop_options"' in text_of(options)
    assert 'name="drop_options"' not in text_of(desk.get(here))
    desk.post(here, said(options="I\nIII", drop_options="on"))
    field.refresh_from_db()
    assert field.options == ["I", "III"]


def test_questions_are_moved_archived_and_brought_back(desk: Client, nordlicht: Business) -> None:
    _, second = make.field(nordlicht, "A"), make.field(nordlicht, "B")
    here = f"{LIST}{second.id}/"

    moved = desk.post(f"{here}place/", {"up": "1"})
    assert moved.url == f"{LIST}#question-{second.id}"
    assert labels(nordlicht) == ["B", "A"]
    desk.post(f"{here}place/", {"up": "0"})
    assert labels(nordlicht) == ["A", "B"]
    desk.post(f"{here}archival/")
    assert labels(nordlicht) == ["A"]
    desk.post(f"{here}archival/", {"undo": "1"})
    assert labels(nordlicht) == ["A", "B"]


def test_only_who_may_edit_questions_gets_in(
    signed_in: SignIn, nordlicht: Business, nadia: StaffMember, jonas: StaffMember,
    celine: StaffMember,
) -> None:  # fmt: skip
    field = make.field(nordlicht, "Skin type")
    one = f"{LIST}{field.id}/"
    there = one.replace("nordlicht", "lumiere")

    for member in (nadia, jonas):
        browser = signed_in(member)
        for path in ("/at/nordlicht/settings/", LIST, f"{LIST}new/", one):
            assert browser.get(path).status_code == 403, path
        for path in (f"{LIST}new/", one, f"{one}place/", f"{one}archival/"):
            assert browser.post(path, said()).status_code == 403, path
    browser = signed_in(celine)
    for path in ("/at/nordlicht/settings/", LIST, f"{LIST}new/", one, there):
        assert browser.get(path).status_code == 404, path
    for path in (f"{LIST}new/", one, f"{one}place/", f"{one}archival/",
                 there, f"{there}place/", f"{there}archival/"):  # fmt: skip
        assert browser.post(path, said()).status_code == 404, path
    assert labels(nordlicht) == ["Skin type"]
