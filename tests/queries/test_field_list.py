"""The booking questions as the settings list them."""

from __future__ import annotations

import pytest

from regulars.queries.field_list import AskedService, NoSuchField, field_list, services_to_ask
from regulars.records.businesses import Business
from regulars.records.customers import Customer
from regulars.records.fields import Answer, FieldService
from regulars.rules.answers import FieldKind
from tests import make
from tests.counting import counted
from tests.make import NOW


def test_questions_stand_in_their_order_with_their_services(
    nordlicht: Business, mueller: Customer
) -> None:
    last = make.field(nordlicht, "Skin type", "one_of", options=["I", "II"], position=2)
    first = make.field(nordlicht, "Allergies?", is_mandatory=True, position=1)
    gone = make.field(nordlicht, "Fax?", archived_at=NOW)
    session = make.service(nordlicht, "Session")
    FieldService.objects.create(business=nordlicht, field=first, service=session)
    for current in (True, False):
        Answer.objects.create(
            business=nordlicht,
            customer=mueller,
            field=last,
            value="II",
            asked_as="",
            source="staff",
            given_at=NOW,
            is_current=current,
        )

    with counted("question list"):
        questions = field_list(business=nordlicht)

    assert [row.id for row in questions.asked] == [first.id, last.id]
    assert [row.id for row in questions.archived] == [gone.id]
    assert questions.asked[0].services == (AskedService(session.id, "Session"),)
    assert questions.asked[1].options == ("I", "II")
    assert questions.asked[1].kind is FieldKind.ONE_OF
    assert questions.asked[1].answers == 1
    assert questions.field(gone.id).is_archived


def test_another_businesss_questions_are_unknown(nordlicht: Business, lumiere: Business) -> None:
    theirs = make.field(nordlicht, "Allergies?")
    make.service(nordlicht, "Session")

    with pytest.raises(NoSuchField):
        field_list(business=lumiere).field(theirs.id)
    assert services_to_ask(business=lumiere) == ()
