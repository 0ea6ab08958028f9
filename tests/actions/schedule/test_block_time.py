"""Blocking time once: what it holds, what stays, and what is refused."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from regulars.actions.schedule.block_time import block_time, block_time_of_all
from regulars.actions.schedule.bounds import EndsTooSoon, NotHere, TooFarAhead, TooLong
from regulars.actions.schedule.reach import NoOwner
from regulars.actions.taken_time.hold import TimeTaken, hold_time, let_go
from regulars.kernel.actor import Forbidden
from regulars.queries.already_there import already_there
from regulars.records.audit import AuditEntry
from regulars.records.businesses import Business
from regulars.records.busy_time import BusyTime
from regulars.records.customers import Customer
from regulars.records.schedule import Block, Room
from regulars.records.staff import StaffMember
from regulars.rules.blocks import BlockKind
from regulars.rules.intervals import Span
from tests import make
from tests.actions.schedule.conftest import Blocking, held
from tests.cast import acting

NINE = datetime(2026, 12, 10, 8, tzinfo=UTC)
NOON = NINE + timedelta(hours=3)
HOUR = timedelta(hours=1)


def told(by: StaffMember, **given: object) -> dict[str, object]:
    return {
        "business": by.business,
        "staff_member_id": by.id,
        "kind": BlockKind.BREAK,
        "starts_at": NINE,
        "ends_at": NOON,
        "actor": acting(by),
        "at": make.NOW,
    } | given


def nothing_happened() -> bool:
    return not any(each.objects.exists() for each in (Block, BusyTime, AuditEntry))


def test_a_block_holds_its_time_and_is_in_the_trail(blocked: Blocking, runa: StaffMember) -> None:
    block = blocked(NINE, NOON, title="  Team ", note=" bring cake ")

    assert (block.title, block.note, block.kind) == ("Team", "bring cake", "meeting")
    assert held(block) == [(NINE, NOON)]
    entry = AuditEntry.objects.get()
    assert (entry.verb, entry.actor_id, entry.subject_id) == ("block.made", runa.id, block.id)
    assert entry.changes["starts_at"] == [None, "2026-12-10T08:00:00+00:00"]


def test_an_appointment_that_is_there_stays_and_is_told(
    blocked: Blocking, runa: StaffMember, mueller: Customer
) -> None:
    appointment = make.appointment(mueller, runa, NINE + HOUR)

    block = blocked(NINE, NOON)

    assert held(block) == [(NINE, NINE + HOUR), (NINE + 2 * HOUR, NOON)]
    (there,) = already_there(
        business=runa.business, spans=[Span(NINE, NOON)], staff_member_ids=[runa.id]
    )
    assert (there.appointment_id, there.name, there.owner, there.starts_at) == (
        appointment.id, "Jürg Müller", "Runa Brandt", NINE + HOUR,
    )  # fmt: skip


def test_what_is_blocked_cannot_be_booked(
    blocked: Blocking, runa: StaffMember, mueller: Customer
) -> None:
    blocked(NINE, NOON)
    late = make.appointment(mueller, runa, NINE + HOUR, holds_time=False)

    with pytest.raises(TimeTaken):
        hold_time(late, at=make.NOW)


def test_of_a_block_that_has_begun_only_the_rest_is_held(blocked: Blocking) -> None:
    block = blocked(make.NOW - HOUR, make.NOW + HOUR)

    assert held(block) == [(make.NOW, make.NOW + HOUR)]


def test_time_off_lasts_several_days(blocked: Blocking) -> None:
    block = blocked(NINE, NINE + timedelta(days=14), kind=BlockKind.TIME_OFF)

    assert held(block) == [(NINE, NINE + timedelta(days=14))]


def test_a_room_can_be_blocked_as_well(runa: StaffMember) -> None:
    room = Room.objects.create(business=runa.business, name="Back room")

    block = Block.objects.get(
        id=block_time(**told(runa, staff_member_id=None, room_id=room.id))  # type: ignore[arg-type]
    )

    assert (block.room_id, block.staff_member_id) == (room.id, None)
    assert BusyTime.objects.get().room_id == room.id


def test_several_people_are_blocked_together(
    runa: StaffMember, jonas: StaffMember, nadia: StaffMember
) -> None:
    asked = told(nadia, staff_member_ids=[jonas.id, runa.id])
    del asked["staff_member_id"]

    made = block_time_of_all(**asked)  # type: ignore[arg-type]

    owners = Block.objects.filter(id__in=made).values_list("staff_member_id", flat=True)
    assert sorted(owners) == sorted([runa.id, jonas.id])


def test_of_several_people_one_who_left_refuses_all(runa: StaffMember, jonas: StaffMember) -> None:
    StaffMember.objects.filter(id=jonas.id).update(is_active=False)
    asked = told(runa, staff_member_ids=[runa.id, jonas.id])
    del asked["staff_member_id"]

    with pytest.raises(NotHere):
        block_time_of_all(**asked)  # type: ignore[arg-type]
    assert nothing_happened()


@pytest.mark.parametrize(
    ("ends_at", "refusal"),
    [
        (NINE, EndsTooSoon),
        (NINE - HOUR, EndsTooSoon),
        (NINE + timedelta(days=367), TooLong),
    ],
)
def test_a_span_that_is_none_is_refused(
    runa: StaffMember, ends_at: datetime, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        block_time(**told(runa, ends_at=ends_at))  # type: ignore[arg-type]
    assert nothing_happened()


def test_beyond_the_horizon_nothing_is_blocked(runa: StaffMember) -> None:
    Business.objects.filter(id=runa.business_id).update(horizon_days=10)

    with pytest.raises(TooFarAhead) as refused:
        block_time(**told(runa))  # type: ignore[arg-type]

    assert "Choose a day until Wed, 2 Dec 2026." in str(refused.value)
    assert nothing_happened()


def test_nobodys_time_is_refused(runa: StaffMember) -> None:
    with pytest.raises(NoOwner):
        block_time(**told(runa, staff_member_id=None))  # type: ignore[arg-type]
    assert nothing_happened()


def test_an_artist_blocks_the_own_column_only(jonas: StaffMember, runa: StaffMember) -> None:
    block_time(**told(jonas))  # type: ignore[arg-type]

    with pytest.raises(Forbidden):
        block_time(**told(jonas, staff_member_id=runa.id))  # type: ignore[arg-type]
    assert Block.objects.get().staff_member_id == jonas.id


def test_another_businesss_people_are_not_there(runa: StaffMember, celine: StaffMember) -> None:
    with pytest.raises(StaffMember.DoesNotExist):
        block_time(**told(runa, staff_member_id=celine.id))  # type: ignore[arg-type]
    assert nothing_happened()


def test_time_that_an_ending_gives_back_is_not_taken_by_the_block(
    blocked: Blocking, runa: StaffMember, mueller: Customer
) -> None:
    appointment = make.appointment(mueller, runa, NINE + HOUR)
    block = blocked(NINE, NOON)

    let_go(appointment)

    assert held(block) == [(NINE, NINE + HOUR), (NINE + 2 * HOUR, NOON)]
