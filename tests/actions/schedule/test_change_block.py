"""Changing, removing and bringing back blocks, alone and with all that follow."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from regulars.actions.schedule.bounds import EndsTooSoon
from regulars.actions.schedule.bring_back_block import bring_back_block
from regulars.actions.schedule.change_block import Removed, change_block
from regulars.actions.schedule.change_following_blocks import (
    NotRepeated,
    Over,
    change_following_blocks,
)
from regulars.actions.schedule.lay_blocks import lay_blocks
from regulars.actions.schedule.reach import OutOfDate
from regulars.actions.schedule.remove_block import remove_block
from regulars.kernel.actor import Forbidden
from regulars.records.audit import AuditEntry
from regulars.records.busy_time import BusyTime
from regulars.records.customers import Customer
from regulars.records.schedule import Block, BlockSeries, Room
from regulars.records.staff import StaffMember
from regulars.rules.blocks import BlockKind
from regulars.rules.recurrence import Every, Recurrence
from tests import make
from tests.actions.schedule.conftest import Blocking, held
from tests.cast import acting

NINE = datetime(2026, 12, 10, 8, tzinfo=UTC)
NOON = NINE + timedelta(hours=3)
HOUR = timedelta(hours=1)
THURSDAYS = ("03", "10", "17", "24", "31")


def told(by: StaffMember, block: Block, **given: object) -> dict[str, object]:
    return {
        "business": by.business,
        "block_id": block.id,
        "actor": acting(by),
        "at": make.NOW,
    } | given


def standing() -> list[str]:
    blocks = Block.objects.filter(removed_at=None).order_by("starts_at")
    return [f"{block.starts_at:%d.%m. %H:%M}" for block in blocks]


def of(day: int) -> Block:
    return Block.objects.get(occurs_on=date(2026, 12, day), removed_at=None)


def verbs() -> list[str]:
    return list(AuditEntry.objects.order_by("id").values_list("verb", flat=True))


def test_a_block_that_moves_keeps_its_length_and_can_be_moved_back(
    blocked: Blocking, runa: StaffMember, jonas: StaffMember
) -> None:
    block = blocked(NINE, NOON)

    moved = change_block(
        **told(runa, block, version=1, starts_at=NINE + HOUR, staff_member_id=jonas.id)  # type: ignore[arg-type]
    )

    assert (moved.after.starts_at, moved.after.ends_at) == (NINE + HOUR, NOON + HOUR)
    assert BusyTime.objects.get().staff_member_id == jonas.id
    assert held(block) == [(NINE + HOUR, NOON + HOUR)]
    change_block(
        **told(  # type: ignore[arg-type]
            runa,
            block,
            version=moved.version,
            starts_at=moved.before.starts_at,
            ends_at=moved.before.ends_at,
            staff_member_id=moved.before.staff_member_id,
        )
    )
    assert held(block) == [(NINE, NOON)]
    assert verbs() == ["block.made", "block.changed", "block.changed"]


def test_words_alone_change_without_letting_go_of_time(
    blocked: Blocking, runa: StaffMember
) -> None:
    block = blocked(NINE, NOON)
    rows = list(BusyTime.objects.values_list("id", flat=True))

    change_block(**told(runa, block, kind=BlockKind.BREAK, title="Lunch", note=""))  # type: ignore[arg-type]

    block.refresh_from_db()
    assert (block.kind, block.title, block.version) == ("break", "Lunch", 2)
    assert list(BusyTime.objects.values_list("id", flat=True)) == rows


def test_a_block_goes_from_a_person_to_a_room(blocked: Blocking, runa: StaffMember) -> None:
    room = Room.objects.create(business=runa.business, name="Back room")
    block = blocked(NINE, NOON)

    change_block(**told(runa, block, room_id=room.id))  # type: ignore[arg-type]

    block.refresh_from_db()
    assert (block.staff_member_id, block.room_id) == (None, room.id)


def test_a_longer_block_leaves_what_is_there(
    blocked: Blocking, runa: StaffMember, mueller: Customer
) -> None:
    make.appointment(mueller, runa, NOON + HOUR)
    block = blocked(NINE, NOON)

    change_block(**told(runa, block, ends_at=NOON + 3 * HOUR))  # type: ignore[arg-type]

    assert held(block) == [(NINE, NOON + HOUR), (NOON + 2 * HOUR, NOON + 3 * HOUR)]


@pytest.mark.parametrize(
    ("given", "refusal"),
    [({"version": 7}, OutOfDate), ({"ends_at": NINE}, EndsTooSoon)],
)
def test_what_is_refused_changes_nothing(
    blocked: Blocking, runa: StaffMember, given: dict[str, object], refusal: type[Exception]
) -> None:
    block = blocked(NINE, NOON)

    with pytest.raises(refusal):
        change_block(**told(runa, block, **given))  # type: ignore[arg-type]

    assert held(block) == [(NINE, NOON)]
    assert verbs() == ["block.made"]


def test_another_businesss_block_is_not_there(blocked: Blocking, celine: StaffMember) -> None:
    block = blocked(NINE, NOON)

    for action in (change_block, remove_block, bring_back_block):
        with pytest.raises(Block.DoesNotExist):
            action(**told(celine, block))  # type: ignore[arg-type]


def test_somebody_elses_block_is_not_an_artists_to_change(
    blocked: Blocking, runa: StaffMember, jonas: StaffMember
) -> None:
    hers = blocked(NINE, NOON)
    his = blocked(NINE, NOON, staff_member_id=jonas.id)

    with pytest.raises(Forbidden):
        remove_block(**told(jonas, hers))  # type: ignore[arg-type]
    with pytest.raises(Forbidden):
        change_block(**told(jonas, his, staff_member_id=runa.id))  # type: ignore[arg-type]

    assert Block.objects.filter(removed_at=None).count() == 2


def test_a_removed_block_gives_its_time_back_and_can_come_back(
    blocked: Blocking, runa: StaffMember, mueller: Customer
) -> None:
    block = blocked(NINE, NOON)

    remove_block(**told(runa, block, version=1))  # type: ignore[arg-type]
    remove_block(**told(runa, block))  # type: ignore[arg-type]
    assert held(block) == []
    with pytest.raises(Removed):
        change_block(**told(runa, block, title="Lunch"))  # type: ignore[arg-type]
    make.appointment(mueller, runa, NINE)
    bring_back_block(**told(runa, block))  # type: ignore[arg-type]
    bring_back_block(**told(runa, block))  # type: ignore[arg-type]

    assert held(block) == [(NINE + HOUR, NOON)]
    assert verbs() == ["block.made", "block.removed", "block.brought_back"]


def test_this_and_all_that_follow_go_and_come_back_together(
    repeated: Blocking, runa: StaffMember
) -> None:
    series = repeated(last_on=None)
    third = of(17)

    remove_block(**told(runa, third, following=True))  # type: ignore[arg-type]
    assert standing() == ["03.12. 08:00", "10.12. 08:00"]
    assert lay_blocks(at=make.NOW + timedelta(days=60)) == 0
    bring_back_block(**told(runa, third))  # type: ignore[arg-type]

    assert len(standing()) == 25
    assert BusyTime.objects.count() == 25
    assert lay_blocks(at=make.NOW + timedelta(days=6)) == 1
    series.refresh_from_db()
    assert series.ended_at is None


def test_one_that_was_removed_alone_stays_away_when_the_rest_comes_back(
    repeated: Blocking, runa: StaffMember
) -> None:
    repeated()
    remove_block(**told(runa, of(24), at=make.NOW + HOUR))  # type: ignore[arg-type]
    third = of(17)

    remove_block(**told(runa, third, following=True))  # type: ignore[arg-type]
    bring_back_block(**told(runa, third))  # type: ignore[arg-type]

    assert standing() == ["03.12. 08:00", "10.12. 08:00", "17.12. 08:00", "31.12. 08:00"]


def following(by: StaffMember, block: Block, **given: object) -> dict[str, object]:
    return told(
        by,
        block,
        **{
            "version": block.version,
            "recurrence": Recurrence(Every.WEEK, weekdays=(4,)),
            "first_on": date(2026, 12, 18),
            "last_on": date(2027, 1, 1),
            "start_minute": 600,
            "end_minute": 660,
            "kind": BlockKind.MEETING,
            "title": "Stock",
            "note": "",
        }
        | given,
    )


def test_the_following_become_another_series_and_the_earlier_ones_stay(
    repeated: Blocking, runa: StaffMember
) -> None:
    old = repeated()

    new = change_following_blocks(**following(runa, of(17)))  # type: ignore[arg-type]

    assert standing() == [
        "03.12. 08:00", "10.12. 08:00", "18.12. 09:00", "25.12. 09:00", "01.01. 09:00",
    ]  # fmt: skip
    assert BusyTime.objects.count() == 5
    old.refresh_from_db()
    assert old.ended_at == make.NOW
    assert BlockSeries.objects.get(id=new).title == "Stock"
    assert verbs() == ["block_series.started", "block_series.ended", "block_series.started"]


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({"version": 9}, OutOfDate),
        ({"at": datetime(2027, 2, 1, tzinfo=UTC)}, Over),
        ({"start_minute": 660, "end_minute": 600}, EndsTooSoon),
    ],
)
def test_a_following_series_that_cannot_be_changes_nothing(
    repeated: Blocking, runa: StaffMember, given: dict[str, object], refusal: type[Exception]
) -> None:
    repeated()

    with pytest.raises(refusal):
        change_following_blocks(**following(runa, of(17), **given))  # type: ignore[arg-type]

    assert [day[:2] for day in standing()] == list(THURSDAYS)
    assert verbs() == ["block_series.started"]


def test_a_single_block_has_none_that_follow(blocked: Blocking, runa: StaffMember) -> None:
    block = blocked(NINE, NOON)

    with pytest.raises(NotRepeated):
        change_following_blocks(**following(runa, block))  # type: ignore[arg-type]


def test_one_of_a_series_changes_alone(repeated: Blocking, runa: StaffMember) -> None:
    repeated()

    change_block(**told(runa, of(10), starts_at=NINE + HOUR))  # type: ignore[arg-type]

    assert standing()[1:3] == ["10.12. 09:00", "17.12. 08:00"]
    assert of(10).series_id is not None


def test_who_reaches_one_column_moves_no_block_into_a_room(
    blocked: Blocking, jonas: StaffMember
) -> None:
    own = blocked(NINE, NOON, staff_member_id=jonas.id)
    room = make.room(jonas.business)

    with pytest.raises(Forbidden):
        change_block(**told(jonas, own, room_id=room.id))  # type: ignore[arg-type]

    own.refresh_from_db()
    assert (own.staff_member_id, own.room_id) == (jonas.id, None)
    assert held(own) == [(NINE, NOON)]
