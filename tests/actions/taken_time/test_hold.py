"""Holding time, and letting go of it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import transaction

from regulars.actions.taken_time.columns import lock_columns
from regulars.actions.taken_time.hold import TimeTaken, hold_time, hold_what_is_free, let_go
from regulars.records.businesses import Business
from regulars.records.busy_time import BusyTime
from regulars.records.customers import Customer
from regulars.records.schedule import Block, Room
from regulars.records.staff import StaffMember
from regulars.rules.intervals import Span
from tests import make
from tests.make import NOW

HOUR = timedelta(hours=1)


@pytest.fixture
def lunch(nordlicht: Business, runa: StaffMember) -> Block:
    """From two hours ahead, for three hours."""
    return Block.objects.create(
        business=nordlicht,
        staff_member=runa,
        starts_at=NOW + 2 * HOUR,
        ends_at=NOW + 5 * HOUR,
        created_at=NOW,
    )


def test_columns_are_held_in_order_whatever_the_order_they_are_named_in(
    nordlicht: Business, runa: StaffMember, jonas: StaffMember
) -> None:
    chair = Room.objects.create(business=nordlicht, name="Chair")

    with transaction.atomic():
        columns = lock_columns(
            business=nordlicht,
            staff_member_ids=[jonas.id, None, runa.id, jonas.id],
            room_ids=[chair.id, None],
        )

    assert list(columns.staff) == sorted([runa.id, jonas.id])
    assert columns.member(runa.id) == runa
    assert columns.room(chair.id) == chair
    assert (columns.member(None), columns.room(None)) == (None, None)
    assert columns.hold(staff_member_id=jonas.id, room_id=None)
    assert not columns.hold(staff_member_id=jonas.id, room_id=chair.id + 1)


def test_what_belongs_to_another_business_cannot_be_locked(
    nordlicht: Business, celine: StaffMember
) -> None:
    theirs = Room.objects.create(business=celine.business, name="Cabine")

    with transaction.atomic(), pytest.raises(StaffMember.DoesNotExist):
        lock_columns(business=nordlicht, staff_member_ids=[celine.id])
    with transaction.atomic(), pytest.raises(Room.DoesNotExist):
        lock_columns(business=nordlicht, room_ids=[theirs.id])


def test_a_block_holds_what_is_free_and_tells_what_stands_in_it(
    lunch: Block, mueller: Customer, runa: StaffMember, jonas: StaffMember
) -> None:
    visit = make.appointment(mueller, runa, NOW + 3 * HOUR)
    make.appointment(mueller, jonas, NOW + 2 * HOUR)

    held = hold_what_is_free(lunch, at=NOW)

    assert held.pieces == (
        Span(NOW + 2 * HOUR, NOW + 3 * HOUR),
        Span(NOW + 4 * HOUR, NOW + 5 * HOUR),
    )
    assert [rival.appointment for rival in held.in_the_way] == [visit]
    assert not held.is_whole
    assert BusyTime.objects.filter(block=lunch).count() == 2


def test_what_has_passed_of_a_block_is_not_held(lunch: Block) -> None:
    held = hold_what_is_free(lunch, at=NOW + 4 * HOUR)

    assert held.pieces == (Span(NOW + 4 * HOUR, NOW + 5 * HOUR),)
    assert held.is_whole
    assert hold_what_is_free(lunch, at=NOW + 6 * HOUR).pieces == ()


def test_held_whole_or_not_at_all(lunch: Block, mueller: Customer, runa: StaffMember) -> None:
    make.appointment(mueller, runa, NOW + 3 * HOUR)

    with transaction.atomic(), pytest.raises(TimeTaken) as refusal:
        hold_time(lunch, at=NOW)

    assert str(refusal.value).startswith("Runa has an appointment")
    assert refusal.value.obstacles[0].starts_at == NOW + 3 * HOUR
    assert BusyTime.objects.filter(block=lunch).count() == 0


def test_a_group_session_keeps_its_time_and_the_room_with_the_buffer(
    nordlicht: Business, runa: StaffMember
) -> None:
    chair = Room.objects.create(business=nordlicht, name="Chair")
    flash = make.service(nordlicht, "Flash", capacity=6, buffer_minutes=30)
    session = make.group_session(flash, runa, NOW + HOUR, room=chair)

    hold_time(session, at=NOW)

    spans = BusyTime.objects.order_by("id").values_list("staff_member", "room", "ends_at")
    until = NOW + 3.5 * HOUR
    assert list(spans) == [(runa.id, None, until), (None, chair.id, until)]


def test_letting_go_gives_back_its_own_time_only(
    lunch: Block, mueller: Customer, runa: StaffMember
) -> None:
    visit = make.appointment(mueller, runa, NOW + 3 * HOUR)
    hold_what_is_free(lunch, at=NOW)

    let_go(lunch)

    assert [one.appointment for one in BusyTime.objects.all()] == [visit]
