"""Rooms: setting up, renaming, closing."""

from __future__ import annotations

from datetime import timedelta

import pytest

from regulars.actions.rooms.close import RoomInUse, close_room, open_room_again
from regulars.actions.rooms.set_up import (
    RoomNamedAlready,
    RoomWithoutName,
    rename_room,
    set_up_room,
)
from regulars.kernel.actor import Forbidden
from regulars.records.audit import AuditEntry
from regulars.records.businesses import Business
from regulars.records.busy_time import BusyTime
from regulars.records.customers import Customer
from regulars.records.schedule import Room
from regulars.records.staff import StaffMember
from tests import make
from tests.cast import acting
from tests.make import NOW


@pytest.fixture
def told(nordlicht: Business, runa: StaffMember) -> dict[str, object]:
    return {"business": nordlicht, "actor": acting(runa), "at": NOW}


def test_a_room_is_set_up_and_renamed(told: dict, nordlicht: Business) -> None:
    room_id = set_up_room(**told, name="  Chair  1 ")
    rename_room(**told, room_id=room_id, name="Window chair")

    assert Room.objects.get(id=room_id).name == "Window chair"
    entries = AuditEntry.objects.of(nordlicht).order_by("id")
    assert [(entry.verb, entry.changes) for entry in entries] == [
        ("room.set_up", {"name": [None, "Chair 1"]}),
        ("room.renamed", {"name": ["Chair 1", "Window chair"]}),
    ]


def test_two_rooms_of_one_name_are_refused(told: dict, nordlicht: Business) -> None:
    set_up_room(**told, name="Chair 1")

    with pytest.raises(RoomNamedAlready):
        set_up_room(**told, name="chair 1")
    with pytest.raises(RoomWithoutName):
        set_up_room(**told, name=" ")

    assert Room.objects.of(nordlicht).count() == 1


def test_a_room_that_is_still_booked_stays_open(
    told: dict, nordlicht: Business, runa: StaffMember, mueller: Customer
) -> None:
    room = Room.objects.create(business=nordlicht, name="Chair 1")
    visit = make.appointment(mueller, runa, NOW + timedelta(days=1), room=room)
    BusyTime.objects.create(
        business=nordlicht,
        room=room,
        appointment=visit,
        starts_at=visit.starts_at,
        ends_at=visit.ends_at,
    )

    with pytest.raises(RoomInUse):
        close_room(**told, room_id=room.id)

    room.refresh_from_db()
    assert room.is_active


def test_a_closed_room_can_be_opened_again(told: dict, nordlicht: Business) -> None:
    room = Room.objects.create(business=nordlicht, name="Chair 1")

    close_room(**told, room_id=room.id)
    room.refresh_from_db()
    assert not room.is_active

    open_room_again(**told, room_id=room.id)
    room.refresh_from_db()
    assert room.is_active


def test_staff_do_not_set_up_rooms(nordlicht: Business, jonas: StaffMember) -> None:
    with pytest.raises(Forbidden):
        set_up_room(business=nordlicht, name="Chair", actor=acting(jonas), at=NOW)

    assert not Room.objects.of(nordlicht).exists()


def test_another_business_s_room_is_not_there(told: dict, lumiere: Business) -> None:
    theirs = Room.objects.create(business=lumiere, name="Fauteuil")

    with pytest.raises(Room.DoesNotExist):
        close_room(**told, room_id=theirs.id)

    theirs.refresh_from_db()
    assert theirs.is_active
