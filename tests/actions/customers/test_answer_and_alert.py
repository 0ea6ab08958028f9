"""Answers and alerts, from the desk and from a booking."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from regulars.actions.customers.alert import EmptyAlert, add_alert, remove_alert
from regulars.actions.customers.answer import answer_question
from regulars.kernel.actor import Actor, Forbidden
from regulars.records.audit import AuditEntry
from regulars.records.businesses import Business
from regulars.records.customers import Alert, Customer
from regulars.records.fields import Answer, Field
from regulars.records.staff import StaffMember
from regulars.rules.answers import AnswerSource, BadAnswer, Fault
from tests import make
from tests.cast import acting


@pytest.fixture
def allergies(nordlicht: Business) -> Field:
    return make.field(nordlicht, "Do you have allergies?", is_mandatory=True)


def answered(customer: Customer, field: Field, value: object, actor: Actor) -> None:
    answer_question(
        business=customer.business,
        customer_id=customer.id,
        field_id=field.id,
        answer=value,
        actor=actor,
        at=make.NOW,  # type: ignore[arg-type]
    )


def test_an_answer_is_kept_with_its_source(
    mueller: Customer, allergies: Field, jonas: StaffMember
) -> None:
    answered(mueller, allergies, "  Latex ", acting(jonas))

    answer = Answer.objects.get()
    assert (answer.value, answer.source) == ("Latex", AnswerSource.STAFF)
    assert (answer.staff_member, answer.given_at) == (jonas, make.NOW)
    assert answer.asked_as == "Do you have allergies?"
    entry = AuditEntry.objects.get()
    assert (entry.verb, entry.changes) == ("answer.given", {"value": ["", "Latex"]})


def test_the_answer_before_is_kept(mueller: Customer, allergies: Field, jonas: StaffMember) -> None:
    make.answer(mueller, allergies, "None", source="booking")

    answered(mueller, allergies, "Latex", acting(jonas))

    assert list(Answer.objects.order_by("id").values_list("value", "is_current")) == [
        ("None", False),
        ("Latex", True),
    ]


def test_the_same_answer_again_changes_nothing(
    mueller: Customer, allergies: Field, jonas: StaffMember
) -> None:
    for _ in range(2):
        answered(mueller, allergies, "Latex", acting(jonas))

    assert Answer.objects.count() == 1
    assert AuditEntry.objects.count() == 1


def test_an_empty_answer_takes_the_present_one_back(
    mueller: Customer, allergies: Field, jonas: StaffMember
) -> None:
    answered(mueller, allergies, "Latex", acting(jonas))
    answered(mueller, allergies, "", acting(jonas))

    assert Answer.objects.get(is_current=True).value == ""


def test_an_answer_that_does_not_fit_is_refused(
    nordlicht: Business, mueller: Customer, jonas: StaffMember
) -> None:
    skin = make.field(nordlicht, "Skin", "one_of", options=["fair", "dark"])

    with pytest.raises(BadAnswer) as fault:
        answered(mueller, skin, "green", acting(jonas))

    assert fault.value.code is Fault.NOT_AN_OPTION
    assert not Answer.objects.exists()
    assert not AuditEntry.objects.exists()


def test_a_choice_that_is_no_longer_offered_may_stay(
    nordlicht: Business, mueller: Customer, jonas: StaffMember
) -> None:
    photos = make.field(nordlicht, "Photos", "several_of", options=["web", "studio"])
    make.answer(mueller, photos, "newspaper")

    answered(mueller, photos, ["newspaper", "web"], acting(jonas))

    assert Answer.objects.get(is_current=True).value == "web\nnewspaper"


@pytest.mark.parametrize(
    ("actor", "source"),
    [("importing", AnswerSource.IMPORT), ("clock", AnswerSource.STAFF)],
)
def test_the_source_follows_who_answers(
    actor: str, source: AnswerSource, nordlicht: Business, mueller: Customer, allergies: Field
) -> None:
    answered(mueller, allergies, "Latex", getattr(Actor, actor)(nordlicht))

    assert Answer.objects.get().source == source


def test_a_stranger_answers_nothing(
    lumiere: Business, mueller: Customer, allergies: Field, celine: StaffMember
) -> None:
    with pytest.raises(Forbidden):
        answered(mueller, allergies, "Latex", acting(celine))
    with pytest.raises(Customer.DoesNotExist):
        answer_question(
            business=lumiere,
            customer_id=mueller.id,
            field_id=allergies.id,
            answer="x",
            actor=acting(celine),
            at=make.NOW,
        )


def test_an_alert_is_added_once(nordlicht: Business, mueller: Customer, jonas: StaffMember) -> None:
    given = {"business": nordlicht, "customer_id": mueller.id, "actor": acting(jonas)}

    first = add_alert(**given, title=" Latex  allergy ", detail="Nitrile gloves", at=make.NOW)
    again = add_alert(**given, title="Latex allergy", detail="Nitrile gloves", at=make.NOW)

    alert = Alert.objects.get()
    assert first == again == alert.id
    assert (alert.title, alert.author) == ("Latex allergy", jonas)
    assert AuditEntry.objects.get().changes == {
        "title": [None, "Latex allergy"],
        "detail": [None, "Nitrile gloves"],
    }


def test_an_empty_alert_is_refused(
    nordlicht: Business, mueller: Customer, jonas: StaffMember
) -> None:
    with pytest.raises(EmptyAlert):
        add_alert(
            business=nordlicht, customer_id=mueller.id, title=" ", actor=acting(jonas), at=make.NOW
        )

    assert not AuditEntry.objects.exists()


def test_a_removed_alert_says_what_it_was(
    nordlicht: Business, mueller: Customer, jonas: StaffMember
) -> None:
    alert = make.alert(mueller, "Prepay only", detail="Twice no show")

    was = remove_alert(
        business=nordlicht,
        customer_id=mueller.id,
        alert_id=alert.id,
        actor=acting(jonas),
        at=make.NOW,
    )

    assert was == ("Prepay only", "Twice no show")
    assert not Alert.objects.exists()
    assert AuditEntry.objects.get().verb == "alert.removed"
    with pytest.raises(Alert.DoesNotExist):
        remove_alert(
            business=nordlicht,
            customer_id=mueller.id,
            alert_id=alert.id,
            actor=acting(jonas),
            at=make.NOW,
        )


@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite holds the whole file")
def test_the_question_stays_as_it_is_until_the_answer_is_kept(
    mueller: Customer, allergies: Field, jonas: StaffMember
) -> None:
    with CaptureQueriesContext(connection) as captured:
        answered(mueller, allergies, "Latex", acting(jonas))

    held = [query["sql"] for query in captured if "KEY UPDATE" in query["sql"]]
    assert [table in sql for table, sql in zip(("_customer", "_field"), held, strict=True)]
