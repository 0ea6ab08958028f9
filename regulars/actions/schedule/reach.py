"""May this actor block that time, and which block is it?"""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from regulars.actions.taken_time.columns import Columns, lock_columns
from regulars.kernel.actor import Actor, Forbidden
from regulars.kernel.refusal import Refused
from regulars.kernel.tenant import Tenant
from regulars.records.schedule import Block
from regulars.rules.permissions import Permission


class OutOfDate(Refused):
    """Somebody else changed the block since the form was opened."""

    code = "out_of_date"
    sentence = _(
        "Somebody else changed this block in the meantime. "
        "Look at what it says now, then save your changes again."
    )


class NoOwner(Refused):
    """A block is of staff members or of one room."""

    code = "no_owner"
    sentence = _("Choose whose time is blocked.")


def must_block(actor: Actor, business: Tenant, staff_member_ids: Iterable[int | None]) -> None:
    """Raise Forbidden unless the actor may block this time: one's own column, or everybody's.

    None stands for a room, which is nobody's own.
    """
    actor.must(Permission.BLOCK_TIME, business)
    if actor.may(Permission.REACH_ALL_CALENDARS):
        return
    if any(actor.staff_id is None or one != actor.staff_id for one in staff_member_ids):
        raise Forbidden


def held_block(
    *,
    business: Tenant,
    block_id: int,
    actor: Actor,
    staff_member_id: int | None = None,
    room_id: int | None = None,
) -> tuple[Block, Columns]:
    """The block, with its column and the one it may go to, locked until the transaction ends.

    Raises Forbidden, DoesNotExist, or OutOfDate if it changed its column at this moment.
    """
    actor.must(Permission.BLOCK_TIME, business)
    found = Block.objects.of(business).values_list("staff_member_id", "room_id")
    was_of, was_in = found.get(id=block_id)
    columns = lock_columns(
        business=business, staff_member_ids=[was_of, staff_member_id], room_ids=[was_in, room_id]
    )
    block: Block = (
        Block.objects.of(business)
        .select_related("business", "staff_member", "room", "series")
        .locked()
        .get(id=block_id)
    )
    must_block(actor, business, [block.staff_member_id])
    if not columns.hold(staff_member_id=block.staff_member_id, room_id=block.room_id):
        raise OutOfDate
    return block, columns
