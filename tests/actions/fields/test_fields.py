"""Defining, changing, ordering and archiving booking questions."""

from __future__ import annotations

from functools import partial

import pytest

from regulars.actions.fields.archive import archive_field, bring_back_field
from regulars.actions.fields.arrange import move_field
from regulars.actions.fields.change import HasAnswers, OptionsInUse, change_field
from regulars.actions.fields.define import define_field
from regulars.actions.fields.definition import FieldDefinition, TooFewOptions, WithoutQuestion
from regulars.kernel.actor import Forbidden
from regulars.records.audit import AuditEntry
from regulars.records.businesses import Business
from regulars.records.catalogue import Service
from regulars.records.customers import Customer
from regulars.records.fields import Answer, Field, FieldService
from regulars.records.staff import StaffMember
from regulars.rules.answers import FieldKind
from tests import make
from tests.cast import acting
from tests.make import NOW

SKIN = FieldDefinition("Skin type", FieldKind.ONE_OF, options=("I", "II", "III"))


@pytest.fixture
def told(nordlicht: Business, runa: StaffMember) -> dict[str, object]:
    return {"business": nordlicht, "actor": acting(runa), "at": NOW}


@pytest.fixture
def skin(told: dict[str, object]) -> Field:
    return Field.objects.get(id=define_field(**told, definition=SKIN))


def answered(field: Field, customer: Customer, value: str, **given: object) -> Answer:
    return Answer.objects.create(
        business_id=field.business_id,
        field=field,
        customer=customer,
        value=value,
        asked_as=field.label,
        source="staff",
        given_at=NOW,
        **given,
    )


def labels(business: Business) -> list[str]:
    return list(Field.objects.of(business).asked().values_list("label", flat=True))


def test_a_question_is_defined_after_the_others(told: dict, nordlicht: Business) -> None:
    service = make.service(nordlicht)
    make.field(nordlicht, "Allergies?")

    field_id = define_field(
        **told,
        definition=FieldDefinition(
            "  Skin   type ",
            FieldKind.ONE_OF,
            options=("II", " I", "II", ""),
            is_mandatory=True,
            service_ids=frozenset({service.id}),
        ),
    )

    field = Field.objects.get(id=field_id)
    assert (field.label, field.options, field.position) == ("Skin type", ["II", "I"], 1)
    assert [asked.service for asked in FieldService.objects.all()] == [service]
    assert AuditEntry.objects.get().verb == "field.defined"


@pytest.mark.parametrize(
    ("definition", "refusal"),
    [
        (FieldDefinition(" ", FieldKind.TEXT), WithoutQuestion),
        (FieldDefinition("Skin", FieldKind.ONE_OF, options=("I", "I")), TooFewOptions),
        (FieldDefinition("Skin", FieldKind.SEVERAL_OF), TooFewOptions),
    ],
)
def test_what_cannot_be_asked_is_refused(
    told: dict, definition: FieldDefinition, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        define_field(**told, definition=definition)
    assert Field.objects.count() == 0


def test_information_is_neither_mandatory_nor_an_alert(told: dict) -> None:
    field_id = define_field(
        **told,
        definition=FieldDefinition(
            "Eat well before",
            FieldKind.INFORMATION,
            options=("a",),
            is_mandatory=True,
            shows_as_alert=True,
        ),
    )

    field = Field.objects.get(id=field_id)
    assert (field.is_mandatory, field.shows_as_alert, field.options) == (False, False, [])


def test_another_businesss_service_is_unknown(told: dict, lumiere: Business) -> None:
    hers = make.service(lumiere, "Cut")

    with pytest.raises(Service.DoesNotExist):
        define_field(
            **told,
            definition=FieldDefinition("?", FieldKind.TEXT, service_ids=frozenset({hers.id})),
        )
    assert Field.objects.count() == 0


def test_only_what_changed_is_audited(told: dict, skin: Field) -> None:
    change = partial(change_field, **told, field_id=skin.id)
    change(definition=SKIN)
    change(definition=FieldDefinition("Skin", FieldKind.ONE_OF, options=("I", "II", "III")))

    entry = AuditEntry.objects.order_by("id").last()
    assert (entry.verb, entry.changes) == ("field.changed", {"label": ["Skin type", "Skin"]})
    assert AuditEntry.objects.count() == 2


def test_the_kind_stays_once_there_are_answers(told: dict, skin: Field, mueller: Customer) -> None:
    number = FieldDefinition("Skin type", FieldKind.NUMBER)
    answered(skin, mueller, "II", is_current=False)
    answered(skin, mueller, "III")

    with pytest.raises(HasAnswers) as refusal:
        change_field(**told, field_id=skin.id, definition=number)

    assert "1 customer has answered" in str(refusal.value)
    Answer.objects.all().delete()
    change_field(**told, field_id=skin.id, definition=number)
    skin.refresh_from_db()
    assert (skin.kind, skin.options) == ("number", [])


def test_an_option_in_use_only_goes_when_confirmed(
    told: dict, skin: Field, mueller: Customer
) -> None:
    answer = answered(skin, mueller, "II")
    fewer = FieldDefinition("Skin type", FieldKind.ONE_OF, options=("I", "III"))

    with pytest.raises(OptionsInUse) as refusal:
        change_field(**told, field_id=skin.id, definition=fewer)
    assert "“II” is the answer of 1 customer" in str(refusal.value)
    change_field(**told, field_id=skin.id, definition=fewer, drop_options=True)

    skin.refresh_from_db()
    answer.refresh_from_db()
    assert (skin.options, answer.value) == (["I", "III"], "II")


def test_an_option_nobody_chose_goes_at_once(told: dict, skin: Field, mueller: Customer) -> None:
    answered(skin, mueller, "I")
    fewer = FieldDefinition("Skin type", FieldKind.ONE_OF, options=("I", "II"))

    change_field(**told, field_id=skin.id, definition=fewer)


def test_questions_change_places_and_stay_at_the_ends(told: dict, nordlicht: Business) -> None:
    first, _, last = (make.field(nordlicht, label) for label in ("A", "B", "C"))

    move_field(**told, field_id=last.id, up=True)
    assert labels(nordlicht) == ["A", "C", "B"]
    move_field(**told, field_id=first.id, up=True)
    move_field(**told, field_id=first.id, up=False)

    assert labels(nordlicht) == ["C", "A", "B"]
    assert AuditEntry.objects.count() == 2


def test_archiving_keeps_the_answers_and_bringing_back_asks_last(
    told: dict, skin: Field, mueller: Customer, nordlicht: Business
) -> None:
    answered(skin, mueller, "II")
    make.field(nordlicht, "Allergies?")

    archive_field(**told, field_id=skin.id)
    archive_field(**told, field_id=skin.id)
    assert labels(nordlicht) == ["Allergies?"]
    with pytest.raises(Field.DoesNotExist):
        move_field(**told, field_id=skin.id, up=True)
    bring_back_field(**told, field_id=skin.id)
    bring_back_field(**told, field_id=skin.id)

    assert labels(nordlicht) == ["Allergies?", "Skin type"]
    assert Answer.objects.get().value == "II"
    verbs = AuditEntry.objects.order_by("id").values_list("verb", flat=True)
    assert list(verbs) == ["field.defined", "field.archived", "field.brought_back"]


def test_only_who_may_edit_questions_does(
    told: dict, skin: Field, jonas: StaffMember, nadia: StaffMember, celine: StaffMember
) -> None:
    for stranger in (jonas, nadia, celine):
        told["actor"] = acting(stranger)
        for action in (
            partial(define_field, definition=SKIN),
            partial(change_field, field_id=skin.id, definition=SKIN),
            partial(move_field, field_id=skin.id, up=True),
            partial(archive_field, field_id=skin.id),
            partial(bring_back_field, field_id=skin.id),
        ):
            with pytest.raises(Forbidden):
                action(**told)
    assert AuditEntry.objects.count() == 1
