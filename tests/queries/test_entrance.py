"""Who stands at the door, and who is turned away?"""

from __future__ import annotations

from datetime import timedelta

from regulars.kernel.actor import ActorKind
from regulars.queries.entrance import businesses_of, doorway
from regulars.rules.permissions import Permission, Role
from regulars.rules.plans import Plan
from tests import make


def test_a_staff_member_enters_the_own_business(runa, django_assert_num_queries):
    with django_assert_num_queries(1):
        door = doorway(account_id=runa.account_id, slug="nordlicht")

    assert door is not None
    assert door.business.id == runa.business_id
    assert door.business.name == "Nordlicht Tattoo"
    assert door.business.currency == "CHF"
    assert door.business.plan is Plan.EXPERT_SHOP
    assert door.business.staff_word == "artist"
    assert door.business.notice == timedelta(hours=48)
    assert door.staff.id == runa.id
    assert door.account_name == "Runa Brandt"
    assert door.other_businesses == ()


def test_the_person_acts_as_staff_with_the_own_role(jonas):
    door = doorway(account_id=jonas.account_id, slug="nordlicht")

    assert door is not None
    assert door.actor.kind is ActorKind.STAFF
    assert door.actor.id == jonas.id
    assert door.actor.role is Role.STAFF
    assert not door.may(Permission.SEE_CONTACT_DATA)
    assert door.may("see_customers")


def test_a_stranger_and_a_business_that_is_not_there_look_the_same(runa, celine):
    assert doorway(account_id=celine.account_id, slug="nordlicht") is None
    assert doorway(account_id=celine.account_id, slug="nowhere") is None


def test_who_left_is_a_stranger(runa):
    runa.is_active = False
    runa.save()

    assert doorway(account_id=runa.account_id, slug="nordlicht") is None
    assert businesses_of(runa.account_id) == ()


def test_a_person_of_two_businesses_enters_each_in_its_own_role(runa, lumiere):
    make.staff(lumiere, "Runa", Role.GUEST, account=runa.account)

    at_home = doorway(account_id=runa.account_id, slug="nordlicht")
    abroad = doorway(account_id=runa.account_id, slug="lumiere")

    assert at_home is not None
    assert abroad is not None
    assert [other.slug for other in at_home.other_businesses] == ["lumiere"]
    assert [other.slug for other in abroad.other_businesses] == ["nordlicht"]
    assert at_home.actor.role is Role.OWNER
    assert abroad.actor.role is Role.GUEST
    assert abroad.actor.business_id == lumiere.id
    assert [business.slug for business in businesses_of(runa.account_id)] == [
        "nordlicht",
        "lumiere",
    ]


def test_values_are_written_as_the_reader_and_the_business_have_them(celine):
    door = doorway(account_id=celine.account_id, slug="lumiere")

    assert door is not None
    formats = door.formats("en")
    assert formats.currency == "EUR"
    assert str(formats.zone) == "Europe/Paris"
    assert str(formats.locale) == "en_FR"
