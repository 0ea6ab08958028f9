"""Change one block: when, whose, what for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from regulars.actions.schedule.bounds import must_be_blockable, must_be_here
from regulars.actions.schedule.reach import NoOwner, OutOfDate, held_block, must_block
from regulars.actions.taken_time.columns import Columns
from regulars.actions.taken_time.hold import hold_what_is_free, let_go
from regulars.actions.wholly import wholly
from regulars.kernel.actor import Actor
from regulars.kernel.refusal import Refused
from regulars.kernel.tenant import Tenant
from regulars.records.audit import AuditEntry
from regulars.records.schedule import Block
from regulars.rules.blocks import BlockKind


class Removed(Refused):
    """It was taken off the calendar."""

    code = "removed"
    sentence = _("This block was removed. Bring it back first.")


@dataclass(frozen=True, slots=True)
class BlockPlace:
    """Whose time and when."""

    staff_member_id: int | None
    room_id: int | None
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class ChangedBlock:
    """Where the block was and is; `version` lets the change be undone."""

    before: BlockPlace
    after: BlockPlace
    version: int


@wholly
def change_block(
    *,
    business: Tenant,
    block_id: int,
    actor: Actor,
    at: datetime,
    version: int | None = None,
    starts_at: datetime | None = None,
    ends_at: datetime | None = None,
    staff_member_id: int | None = None,
    room_id: int | None = None,
    kind: BlockKind | None = None,
    title: str | None = None,
    note: str | None = None,
) -> ChangedBlock:
    """Write what is said about this block alone, even if it is one of a series; None keeps.

    With a new start and no end it keeps its length. What stands in its new span already stays.
    Raises OutOfDate, Removed, EndsTooSoon, TooLong, TooFarAhead, NotHere, NoOwner, Forbidden.
    """
    if staff_member_id is not None and room_id is not None:
        raise NoOwner
    block, columns = held_block(
        business=business,
        block_id=block_id,
        actor=actor,
        staff_member_id=staff_member_id,
        room_id=room_id,
    )
    if staff_member_id is not None or room_id is not None:
        must_block(actor, business, [staff_member_id])

    if version is not None and block.version != version:
        raise OutOfDate
    if block.removed_at is not None:
        raise Removed
    before = place_of(block)
    after = _wished(before, starts_at, ends_at, staff_member_id, room_id)
    if after != before:
        must_be_blockable(block.business, starts_at=after.starts_at, ends_at=after.ends_at, at=at)
        must_be_here(_going_to(columns, before, after))

    changes = _written(block, after, {"kind": kind, "title": title, "note": note})
    if not changes:
        return ChangedBlock(before, after, block.version)
    block.version += 1
    block.save(update_fields=[*changes, "version"])
    if after != before:
        let_go(block)
        hold_what_is_free(block, at=at)

    AuditEntry.objects.record(actor, "block.changed", block, at=at, changes=_told(changes))
    return ChangedBlock(before, after, block.version)


def place_of(block: Block) -> BlockPlace:
    """Whose time it is and when."""
    return BlockPlace(block.staff_member_id, block.room_id, block.starts_at, block.ends_at)


def _wished(
    before: BlockPlace,
    starts_at: datetime | None,
    ends_at: datetime | None,
    staff_member_id: int | None,
    room_id: int | None,
) -> BlockPlace:
    starts_at = starts_at or before.starts_at
    if staff_member_id is None and room_id is None:
        staff_member_id, room_id = before.staff_member_id, before.room_id
    length = before.ends_at - before.starts_at
    return BlockPlace(staff_member_id, room_id, starts_at, ends_at or starts_at + length)


def _going_to(columns: Columns, before: BlockPlace, after: BlockPlace) -> Columns:
    """The column that it goes to, if that is another one."""
    member, room = columns.member(after.staff_member_id), columns.room(after.room_id)
    return Columns(
        staff={member.id: member} if member and member.id != before.staff_member_id else {},
        rooms={room.id: room} if room and room.id != before.room_id else {},
    )


def _written(block: Block, after: BlockPlace, words: dict[str, str | None]) -> dict[str, list[Any]]:
    """Write what is said to the record, unsaved; the old and new value of what differs."""
    said: dict[str, Any] = {name: getattr(after, name) for name in BlockPlace.__slots__}
    said |= {name: text.strip() for name, text in words.items() if text is not None}
    changes = {}
    for name, value in said.items():
        was = getattr(block, name)
        if was != value:
            changes[name] = [was, value]
            setattr(block, name, value)
    return changes


def _told(changes: dict[str, list[Any]]) -> dict[str, list[Any]]:
    """The same for the trail, where a moment is text."""
    return {
        name: [value.isoformat() if isinstance(value, datetime) else value for value in pair]
        for name, pair in changes.items()
    }
