"""The price list: offering, changing, ordering and withdrawing services."""

from __future__ import annotations

from dataclasses import replace

import pytest

from regulars.actions.catalogue.arrange import move_service
from regulars.actions.catalogue.change import change_service
from regulars.actions.catalogue.definition import (
    GapOutside,
    NoLength,
    NoticeTooLong,
    ServiceDefinition,
    WithoutName,
)
from regulars.actions.catalogue.offer import offer_service
from regulars.actions.catalogue.withdraw import offer_again, withdraw_service
from regulars.actions.opened import SavedMeanwhile
from regulars.kernel.actor import Forbidden
from regulars.records.audit import AuditEntry
from regulars.records.businesses import Business
from regulars.records.catalogue import Service, Skill
from regulars.records.staff import StaffMember
from tests import make
from tests.cast import acting
from tests.make import NOW

COLOUR = ServiceDefinition(
    name="Colour",
    duration_minutes=120,
    price_minor=18_000,
    category="Hair",
    buffer_minutes=10,
    gap_after_minutes=30,
    gap_minutes=40,
)


@pytest.fixture
def told(nordlicht: Business, runa: StaffMember) -> dict[str, object]:
    return {"business": nordlicht, "actor": acting(runa), "at": NOW}


def names(business: Business) -> list[str]:
    listed = Service.objects.of(business).order_by("position", "name", "id")
    return list(listed.values_list("name", flat=True))


def test_a_service_is_offered_below_the_others(told: dict, nordlicht: Business) -> None:
    make.service(nordlicht, "Cut", position=4)

    service_id = offer_service(**told, definition=replace(COLOUR, name="  Colour  and gloss "))

    service = Service.objects.get(id=service_id)
    assert (service.name, service.position, service.price_minor) == ("Colour and gloss", 5, 18_000)
    assert (service.gap_after_minutes, service.gap_minutes, service.buffer_minutes) == (30, 40, 10)
    entry = AuditEntry.objects.of(nordlicht).get()
    assert (entry.verb, entry.changes) == ("service.offered", {"name": [None, "Colour and gloss"]})


@pytest.mark.parametrize(
    ("definition", "refusal"),
    [
        (replace(COLOUR, name=" "), WithoutName),
        (replace(COLOUR, duration_minutes=4), NoLength),
        (replace(COLOUR, duration_minutes=1441), NoLength),
        (replace(COLOUR, gap_after_minutes=80), GapOutside),
        (replace(COLOUR, notice_minutes=61 * 24 * 60), NoticeTooLong),
    ],
)
def test_what_makes_no_service_is_refused(
    told: dict, nordlicht: Business, definition: ServiceDefinition, refusal: type
) -> None:
    with pytest.raises(refusal):
        offer_service(**told, definition=definition)

    assert not Service.objects.of(nordlicht).exists()
    assert not AuditEntry.objects.of(nordlicht).exists()


def test_a_gap_without_length_has_no_beginning(told: dict) -> None:
    service_id = offer_service(**told, definition=replace(COLOUR, gap_minutes=0))

    assert Service.objects.get(id=service_id).gap_after_minutes == 0


def test_a_change_says_what_was_and_what_is(
    told: dict, nordlicht: Business, runa: StaffMember, jonas: StaffMember
) -> None:
    service_id = offer_service(
        **told, definition=replace(COLOUR, staff_member_ids=frozenset({runa.id}))
    )

    change_service(
        **told,
        service_id=service_id,
        definition=replace(COLOUR, price_minor=20_000, staff_member_ids=frozenset({jonas.id})),
    )

    skills = Skill.objects.of(nordlicht).filter(service_id=service_id)
    assert [skill.staff_member_id for skill in skills] == [jonas.id]
    assert AuditEntry.objects.of(nordlicht).latest("id").changes == {
        "price_minor": [18_000, 20_000],
        "staff_members": [[runa.id], [jonas.id]],
    }


def test_a_form_that_is_out_of_date_changes_nothing(told: dict) -> None:
    service_id = offer_service(**told, definition=COLOUR)

    with pytest.raises(SavedMeanwhile):
        change_service(
            **told, service_id=service_id, definition=replace(COLOUR, name="Dye"), opened="stale"
        )

    assert Service.objects.get(id=service_id).name == "Colour"


def test_somebody_of_another_business_does_nothing_here(
    told: dict, nordlicht: Business, celine: StaffMember
) -> None:
    with pytest.raises(StaffMember.DoesNotExist):
        offer_service(**told, definition=replace(COLOUR, staff_member_ids=frozenset({celine.id})))

    assert not Service.objects.of(nordlicht).exists()


def test_another_business_s_service_is_not_there(told: dict, celine: StaffMember) -> None:
    theirs = make.service(celine.business, "Coupe")

    with pytest.raises(Service.DoesNotExist):
        change_service(**told, service_id=theirs.id, definition=COLOUR)
    with pytest.raises(Service.DoesNotExist):
        withdraw_service(**told, service_id=theirs.id)

    theirs.refresh_from_db()
    assert (theirs.name, theirs.is_active) == ("Coupe", True)


def test_withdrawing_twice_is_once_and_it_can_be_offered_again(
    told: dict, nordlicht: Business
) -> None:
    service = make.service(nordlicht, "Cut")

    withdraw_service(**told, service_id=service.id)
    withdraw_service(**told, service_id=service.id)
    offer_again(**told, service_id=service.id)

    service.refresh_from_db()
    assert service.is_active
    verbs = AuditEntry.objects.of(nordlicht).order_by("id").values_list("verb", flat=True)
    assert list(verbs) == ["service.withdrawn", "service.offered_again"]


def test_neighbours_change_places_and_the_first_stays_first(
    told: dict, nordlicht: Business
) -> None:
    for name in ("Beard", "Cut", "Shave"):
        make.service(nordlicht, name)
    cut = Service.objects.get(name="Cut")

    move_service(**told, service_id=cut.id, up=True)
    assert names(nordlicht) == ["Cut", "Beard", "Shave"]

    move_service(**told, service_id=cut.id, up=True)
    assert names(nordlicht) == ["Cut", "Beard", "Shave"]


def test_whoever_may_not_manage_the_catalogue_is_refused(
    nordlicht: Business, nadia: StaffMember
) -> None:
    with pytest.raises(Forbidden):
        offer_service(business=nordlicht, definition=COLOUR, actor=acting(nadia), at=NOW)

    assert not Service.objects.of(nordlicht).exists()
