"""Change a block of a series and all that follow: the old series ends, a new one begins."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from regulars.actions.schedule.block_again import block_again
from regulars.actions.schedule.change_block import Removed
from regulars.actions.schedule.reach import OutOfDate, held_block
from regulars.actions.schedule.series import end_series, held_series
from regulars.actions.wholly import wholly
from regulars.kernel.actor import Actor
from regulars.kernel.refusal import Refused
from regulars.kernel.tenant import Tenant
from regulars.rules.blocks import BlockKind
from regulars.rules.permissions import Permission
from regulars.rules.recurrence import Recurrence


class NotRepeated(Refused):
    """Nothing follows this block."""

    code = "not_repeated"
    sentence = _("This block does not come again. Change it alone.")


class Over(Refused):
    """What was, was."""

    code = "over"
    sentence = _("This block is over. Change the series from one that lies ahead.")


@wholly
def change_following_blocks(
    *,
    business: Tenant,
    block_id: int,
    version: int,
    recurrence: Recurrence,
    first_on: date,
    last_on: date | None,
    start_minute: int,
    end_minute: int,
    kind: BlockKind,
    title: str,
    note: str,
    actor: Actor,
    at: datetime,
    staff_member_id: int | None = None,
    room_id: int | None = None,
) -> int:
    """Let the series be another one from this block on; returns the new series' id.

    Those before it stay as they were. With neither staff member nor room it keeps its own. Raises
    OutOfDate, Removed, NotRepeated, Over, and what `block_again` raises.
    """
    actor.must(Permission.BLOCK_TIME, business)
    block, _columns = held_block(
        business=business,
        block_id=block_id,
        actor=actor,
        staff_member_id=staff_member_id,
        room_id=room_id,
    )

    if block.version != version:
        raise OutOfDate
    if block.removed_at is not None:
        raise Removed
    if block.series_id is None or block.occurs_on is None:
        raise NotRepeated
    if block.ends_at <= at:
        raise Over
    if staff_member_id is None and room_id is None:
        staff_member_id, room_id = block.staff_member_id, block.room_id

    end_series(held_series(block), since=block.occurs_on, actor=actor, at=at)
    (series_id,) = block_again(
        business=business,
        staff_member_ids=() if staff_member_id is None else (staff_member_id,),
        room_ids=() if room_id is None else (room_id,),
        recurrence=recurrence,
        first_on=first_on,
        last_on=last_on,
        start_minute=start_minute,
        end_minute=end_minute,
        kind=kind,
        title=title,
        note=note,
        actor=actor,
        at=at,
    )
    return series_id
