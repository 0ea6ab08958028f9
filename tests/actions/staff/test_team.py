"""Who works here: taking on, changing, parting, the order of the columns."""

from __future__ import annotations

from datetime import timedelta

import pytest

from regulars.actions.staff.arrange import move_staff_member
from regulars.actions.staff.change import change_staff_member
from regulars.actions.staff.definition import (
    LastOwner,
    NoAddress,
    SignsInAlready,
    StaffDefinition,
    WithoutName,
)
from regulars.actions.staff.part import (
    StillBooked,
    part_with_staff_member,
    take_back_staff_member,
)
from regulars.actions.staff.take_on import take_on_staff_member
from regulars.kernel.actor import Forbidden
from regulars.records.accounts import Account
from regulars.records.audit import AuditEntry
from regulars.records.businesses import Business
from regulars.records.customers import Customer
from regulars.records.staff import StaffMember
from regulars.rules.appointment_status import Status
from regulars.rules.permissions import Role
from tests import make
from tests.cast import acting
from tests.make import NOW

NOOR = StaffDefinition(name="Noor Haddad", role=Role.STAFF, hue=9, email=" Noor@Nordlicht.example ")


@pytest.fixture
def told(nordlicht: Business, runa: StaffMember) -> dict[str, object]:
    return {"business": nordlicht, "actor": acting(runa), "at": NOW}


@pytest.fixture
def matteo(nordlicht: Business) -> StaffMember:
    """Manages Nordlicht without owning it."""
    return make.staff(nordlicht, "Matteo Riva", Role.MANAGER)


def test_somebody_new_can_sign_in_once_they_chose_a_password(told: dict) -> None:
    member = StaffMember.objects.get(id=take_on_staff_member(**told, definition=NOOR))

    assert (member.name, member.role, member.hue, member.position) == ("Noor Haddad", "staff", 9, 1)
    assert member.account is not None
    assert member.account.email == "noor@nordlicht.example"
    assert not member.account.has_usable_password()


def test_an_account_that_is_there_keeps_its_password(told: dict, celine: StaffMember) -> None:
    definition = StaffDefinition(
        name="Céline Moreau", role=Role.STAFF, email="celine@lumiere.example"
    )

    member = StaffMember.objects.get(id=take_on_staff_member(**told, definition=definition))

    assert member.account == celine.account
    assert member.account.has_usable_password()


@pytest.mark.parametrize(
    ("definition", "refusal"),
    [
        (StaffDefinition(name="  ", role=Role.STAFF), WithoutName),
        (StaffDefinition(name="Noor", role=Role.STAFF, email="noor"), NoAddress),
        (
            StaffDefinition(name="Two", role=Role.STAFF, email="runa@nordlicht.example"),
            SignsInAlready,
        ),
    ],
)
def test_what_makes_no_staff_member_is_refused(
    told: dict, nordlicht: Business, definition: StaffDefinition, refusal: type
) -> None:
    accounts = Account.objects.count()

    with pytest.raises(refusal):
        take_on_staff_member(**told, definition=definition)

    assert StaffMember.objects.of(nordlicht).count() == 1
    assert Account.objects.count() == accounts


def test_only_an_owner_makes_an_owner_or_changes_one(
    nordlicht: Business, runa: StaffMember, matteo: StaffMember
) -> None:
    told = {"business": nordlicht, "actor": acting(matteo), "at": NOW}
    owner = StaffDefinition(name="Noor", role=Role.OWNER)

    with pytest.raises(Forbidden):
        take_on_staff_member(**told, definition=owner)
    with pytest.raises(Forbidden):
        change_staff_member(
            **told,
            staff_member_id=runa.id,
            definition=StaffDefinition(name="Runa", role=Role.STAFF),
        )
    with pytest.raises(Forbidden):
        part_with_staff_member(**told, staff_member_id=runa.id)

    runa.refresh_from_db()
    assert (runa.name, runa.role, runa.is_active) == ("Runa Brandt", "owner", True)
    assert StaffMember.objects.of(nordlicht).count() == 2


def test_the_only_owner_stays_one_and_stays(told: dict, runa: StaffMember) -> None:
    with pytest.raises(LastOwner):
        change_staff_member(
            **told,
            staff_member_id=runa.id,
            definition=StaffDefinition(
                name="Runa", role=Role.MANAGER, email="runa@nordlicht.example"
            ),
        )
    with pytest.raises(LastOwner):
        change_staff_member(
            **told,
            staff_member_id=runa.id,
            definition=StaffDefinition(name="Runa", role=Role.OWNER),
        )
    with pytest.raises(LastOwner):
        part_with_staff_member(**told, staff_member_id=runa.id)

    runa.refresh_from_db()
    assert (runa.role, runa.is_active, runa.account is not None) == ("owner", True, True)


def test_the_trail_of_a_changed_sign_in_holds_no_address(
    told: dict, nordlicht: Business, jonas: StaffMember
) -> None:
    was = jonas.account_id

    change_staff_member(
        **told,
        staff_member_id=jonas.id,
        definition=StaffDefinition(name="Jonas Wyss", role=Role.STAFF, email="j@wyss.example"),
    )

    jonas.refresh_from_db()
    entry = AuditEntry.objects.of(nordlicht).get(verb="staff.changed")
    assert entry.changes == {"account_id": [was, jonas.account_id]}


def test_who_is_still_booked_cannot_leave(
    told: dict, jonas: StaffMember, mueller: Customer
) -> None:
    make.appointment(mueller, jonas, NOW + timedelta(days=2))

    with pytest.raises(StillBooked) as refusal:
        part_with_staff_member(**told, staff_member_id=jonas.id)

    assert "Jonas Wyss still has 1 appointment ahead." in str(refusal.value)
    jonas.refresh_from_db()
    assert jonas.is_active


def test_past_and_cancelled_appointments_hold_nobody_back(
    told: dict, nordlicht: Business, jonas: StaffMember, mueller: Customer
) -> None:
    make.appointment(mueller, jonas, NOW - timedelta(days=2), status=Status.COMPLETED)
    make.appointment(mueller, jonas, NOW + timedelta(days=2), status=Status.CANCELLED_ON_TIME)

    part_with_staff_member(**told, staff_member_id=jonas.id)
    part_with_staff_member(**told, staff_member_id=jonas.id)
    take_back_staff_member(**told, staff_member_id=jonas.id)

    jonas.refresh_from_db()
    assert jonas.is_active
    verbs = AuditEntry.objects.of(nordlicht).order_by("id").values_list("verb", flat=True)
    assert list(verbs) == ["staff.parted", "staff.taken_back"]


def test_columns_change_places(
    told: dict, nordlicht: Business, runa: StaffMember, jonas: StaffMember
) -> None:
    move_staff_member(**told, staff_member_id=runa.id, up=True)

    columns = StaffMember.objects.of(nordlicht).order_by("position").values_list("name", flat=True)
    assert list(columns) == ["Runa Brandt", "Jonas Wyss"]


def test_a_stranger_is_not_there(told: dict, celine: StaffMember) -> None:
    with pytest.raises(StaffMember.DoesNotExist):
        part_with_staff_member(**told, staff_member_id=celine.id)

    celine.refresh_from_db()
    assert celine.is_active
