"""How does a series of blocks come again?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ObjectDoesNotExist

from regulars.kernel.tenant import Tenant
from regulars.queries.sql import Row, day, select
from regulars.rules.blocks import BlockKind
from regulars.rules.recurrence import Recurrence


class NoSuchSeries(ObjectDoesNotExist):
    """There is no such series in this business."""


@dataclass(frozen=True, slots=True)
class BlockSeriesDetail:
    """Blocks of one staff member or one room that come again, at minutes of the wall clock's day.

    `first_block_id` is the first of those that are laid by now, null where there is none.
    """

    id: int
    kind: BlockKind
    title: str
    note: str
    staff_member_id: int | None
    room_id: int | None
    owner: str
    recurrence: Recurrence
    first_on: date
    last_on: date | None
    start_minute: int
    end_minute: int
    has_ended: bool
    first_block_id: int | None


def block_series(*, business: Tenant, series_id: int) -> BlockSeriesDetail:
    """The series with this id. One statement. Raises NoSuchSeries."""
    rows = select(_STATEMENT, business=business.id, series=series_id)
    if not rows:
        raise NoSuchSeries
    return _detail(rows[0])


_STATEMENT = """
SELECT s.id, s.kind, s.title, s.note, s.staff_member_id, s.room_id, COALESCE(m.name, r.name),
       s.rule, s.first_on, s.last_on, s.start_minute, s.end_minute, s.ended_at,
       (SELECT b.id FROM regulars_block b
         WHERE b.business_id = s.business_id AND b.series_id = s.id AND b.removed_at IS NULL
         ORDER BY b.starts_at, b.id LIMIT 1)
  FROM regulars_blockseries s
  LEFT JOIN regulars_staffmember m ON m.id = s.staff_member_id
  LEFT JOIN regulars_room r ON r.id = s.room_id
 WHERE s.business_id = %(business)s AND s.id = %(series)s
"""


def _detail(row: Row) -> BlockSeriesDetail:
    (
        id_, kind, title, note, member, room, owner,
        rule, first_on, last_on, start, end, ended_at, first_block,
    ) = row  # fmt: skip
    return BlockSeriesDetail(
        id=id_,
        kind=BlockKind(kind),
        title=title,
        note=note,
        staff_member_id=member,
        room_id=room,
        owner=owner,
        recurrence=Recurrence.parse(rule),
        first_on=day(first_on),
        last_on=day(last_on) if last_on else None,
        start_minute=start,
        end_minute=end,
        has_ended=ended_at is not None,
        first_block_id=first_block,
    )
