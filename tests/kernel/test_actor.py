"""May this actor do that here?"""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from regulars.kernel.actor import Actor, ActorKind, Forbidden
from regulars.kernel.refusal import Refused
from regulars.rules.permissions import Permission, Role, Scope


@dataclass(frozen=True)
class Studio:
    id: int


NORDLICHT, LUMIERE = Studio(1), Studio(2)


def staff(role: Role, *, sees_contact_data: bool = False) -> Actor:
    return Actor(
        kind=ActorKind.STAFF,
        business_id=NORDLICHT.id,
        id=7,
        role=role,
        sees_contact_data=sees_contact_data,
    )


def test_the_owner_may_do_everything_at_home():
    for permission in Permission:
        staff(Role.OWNER).must(permission, NORDLICHT)


def test_the_owner_may_do_nothing_in_another_business():
    for permission in Permission:
        with pytest.raises(Forbidden):
            staff(Role.OWNER).must(permission, LUMIERE)


def test_the_mark_for_contact_data_opens_it_to_an_artist():
    with pytest.raises(Forbidden):
        staff(Role.STAFF).must(Permission.SEE_CONTACT_DATA, NORDLICHT)

    staff(Role.STAFF, sees_contact_data=True).must(Permission.SEE_CONTACT_DATA, NORDLICHT)


@pytest.mark.parametrize("of", [Actor.clock, Actor.importing, Actor.operator])
def test_the_clock_an_import_and_the_operator_act_in_their_business_only(of):
    of(NORDLICHT).must(Permission.EDIT_CUSTOMERS, NORDLICHT)

    with pytest.raises(Forbidden):
        of(NORDLICHT).must(Permission.EDIT_CUSTOMERS, LUMIERE)


@pytest.mark.parametrize("kind", [ActorKind.CUSTOMER, ActorKind.TOKEN])
def test_a_customer_by_link_and_a_token_without_a_role_may_nothing(kind):
    actor = Actor(kind=kind, business_id=NORDLICHT.id, id=3)

    assert not any(actor.may(permission) for permission in Permission)


def test_a_program_may_what_its_scopes_say_in_its_own_business():
    program = Actor.program(NORDLICHT, 3, frozenset({Scope.MONEY_READ}))

    program.must(Permission.SEE_MONEY, NORDLICHT)
    assert (program.kind, program.id, program.staff_id) == (ActorKind.TOKEN, 3, None)
    for permission, business in (
        (Permission.SEE_MONEY, LUMIERE),
        (Permission.SEE_CUSTOMERS, NORDLICHT),
    ):
        with pytest.raises(Forbidden):
            program.must(permission, business)


def test_only_a_staff_member_has_a_staff_number():
    assert staff(Role.GUEST).staff_id == 7
    assert Actor.importing(NORDLICHT, 7).staff_id is None


def test_a_refusal_says_its_own_sentence_or_the_one_given():
    assert str(Forbidden()) == "Your role does not allow this. Ask the owner of the business."
    assert str(Refused("Not today.")) == "Not today."
    assert Forbidden().code == "forbidden"
