"""What does one block say, and how does it come again?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ObjectDoesNotExist

from regulars.kernel.tenant import Tenant
from regulars.queries.sql import Row, day, moment, moment_or_none, select
from regulars.rules.blocks import BlockKind
from regulars.rules.recurrence import Recurrence


class NoSuchBlock(ObjectDoesNotExist):
    """There is no such block in this business."""


@dataclass(frozen=True, slots=True)
class BlockRepeats:
    """The series that a block belongs to."""

    id: int
    recurrence: Recurrence
    first_on: date
    last_on: date | None
    has_ended: bool


@dataclass(frozen=True, slots=True)
class BlockDetail:
    """A block, of a staff member or of a room."""

    id: int
    version: int
    kind: BlockKind
    title: str
    note: str
    staff_member_id: int | None
    room_id: int | None
    owner: str
    starts_at: datetime
    ends_at: datetime
    is_removed: bool
    repeats: BlockRepeats | None


def block_detail(*, business: Tenant, block_id: int) -> BlockDetail:
    """The block with this id. One statement. Raises NoSuchBlock."""
    rows = select(f"{BLOCKS} AND b.id = %(block)s", business=business.id, block=block_id)
    if not rows:
        raise NoSuchBlock
    return block_of(rows[0])


BLOCKS = """
SELECT b.id, b.version, b.kind, b.title, b.note, b.staff_member_id, b.room_id,
       COALESCE(m.name, r.name), b.starts_at, b.ends_at, b.removed_at,
       s.id, s.rule, s.first_on, s.last_on, s.ended_at
  FROM regulars_block b
  LEFT JOIN regulars_staffmember m ON m.id = b.staff_member_id
  LEFT JOIN regulars_room r ON r.id = b.room_id
  LEFT JOIN regulars_blockseries s ON s.id = b.series_id
 WHERE b.business_id = %(business)s
"""


def block_of(row: Row) -> BlockDetail:
    """The block that a row of BLOCKS tells."""
    id_, version, kind, title, note, member, room, owner, starts_at, ends_at, removed_at = row[:11]
    return BlockDetail(
        id=id_,
        version=version,
        kind=BlockKind(kind),
        title=title,
        note=note,
        staff_member_id=member,
        room_id=room,
        owner=owner,
        starts_at=moment(starts_at),
        ends_at=moment(ends_at),
        is_removed=moment_or_none(removed_at) is not None,
        repeats=_repeats(row[11:]),
    )


def _repeats(row: Row) -> BlockRepeats | None:
    id_, rule, first_on, last_on, ended_at = row
    if id_ is None:
        return None
    return BlockRepeats(
        id=id_,
        recurrence=Recurrence.parse(rule),
        first_on=day(first_on),
        last_on=day(last_on) if last_on else None,
        has_ended=ended_at is not None,
    )
