"""Block time of a staff member or a room, once: a break, a meeting, time off, a guest spot."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from regulars.actions.schedule.bounds import must_be_blockable, must_be_here
from regulars.actions.schedule.reach import NoOwner, must_block
from regulars.actions.taken_time.columns import lock_columns
from regulars.actions.taken_time.hold import hold_what_is_free
from regulars.actions.wholly import wholly
from regulars.kernel.actor import Actor
from regulars.kernel.tenant import Tenant
from regulars.records.audit import AuditEntry
from regulars.records.businesses import Business
from regulars.records.schedule import Block
from regulars.rules.blocks import BlockKind


@wholly
def block_time(
    *,
    business: Tenant,
    kind: BlockKind,
    starts_at: datetime,
    ends_at: datetime,
    actor: Actor,
    at: datetime,
    staff_member_id: int | None = None,
    room_id: int | None = None,
    title: str = "",
    note: str = "",
) -> int:
    """Let nobody book this time of the staff member, or of the room; returns the block's id.

    It holds what of its span lies ahead and nobody has; appointments that are there stay, and
    queries/already_there.py tells which. Raises EndsTooSoon, TooLong, TooFarAhead, NotHere,
    NoOwner, Forbidden.
    """
    if (staff_member_id is None) == (room_id is None):
        raise NoOwner
    must_block(actor, business, [staff_member_id])
    columns = lock_columns(
        business=business, staff_member_ids=[staff_member_id], room_ids=[room_id]
    )

    studio = Business.objects.get(id=business.id)
    must_be_here(columns)
    must_be_blockable(studio, starts_at=starts_at, ends_at=ends_at, at=at)

    block = Block.objects.create(
        business=studio,
        staff_member_id=staff_member_id,
        room_id=room_id,
        kind=kind,
        title=title.strip(),
        note=note.strip(),
        starts_at=starts_at,
        ends_at=ends_at,
        created_at=at,
    )
    hold_what_is_free(block, at=at)

    AuditEntry.objects.record(
        actor,
        "block.made",
        block,
        at=at,
        changes={
            "kind": [None, block.kind],
            "starts_at": [None, starts_at.isoformat()],
            "ends_at": [None, ends_at.isoformat()],
        },
    )
    return block.id


@wholly
def block_time_of_all(
    *,
    business: Tenant,
    kind: BlockKind,
    starts_at: datetime,
    ends_at: datetime,
    actor: Actor,
    at: datetime,
    staff_member_ids: Collection[int] = (),
    room_ids: Collection[int] = (),
    title: str = "",
    note: str = "",
) -> tuple[int, ...]:
    """Block the same time of several staff members and rooms, or of none; returns the blocks' ids.

    Raises what `block_time` raises.
    """
    owners: list[tuple[int | None, int | None]] = [
        *((one, None) for one in sorted(set(staff_member_ids))),
        *((None, one) for one in sorted(set(room_ids))),
    ]
    if not owners:
        raise NoOwner
    must_block(actor, business, [member for member, _ in owners])
    lock_columns(business=business, staff_member_ids=staff_member_ids, room_ids=room_ids)

    return tuple(
        block_time(
            business=business,
            staff_member_id=member,
            room_id=room,
            kind=kind,
            starts_at=starts_at,
            ends_at=ends_at,
            title=title,
            note=note,
            actor=actor,
            at=at,
        )
        for member, room in owners
    )
