"""Take a block off the calendar: this one, or it and all that follow."""

from __future__ import annotations

from datetime import datetime

from regulars.actions.schedule.reach import OutOfDate, held_block
from regulars.actions.schedule.series import end_series, held_series
from regulars.actions.taken_time.hold import let_go
from regulars.actions.wholly import wholly
from regulars.kernel.actor import Actor
from regulars.kernel.tenant import Tenant
from regulars.records.audit import AuditEntry
from regulars.rules.permissions import Permission


@wholly
def remove_block(
    *,
    business: Tenant,
    block_id: int,
    actor: Actor,
    at: datetime,
    version: int | None = None,
    following: bool = False,
) -> None:
    """Give its time back. `following`: of a series this one and all after it, and no more come.

    One that was removed already stays so. Raises OutOfDate, Forbidden.
    """
    actor.must(Permission.BLOCK_TIME, business)
    block, _columns = held_block(business=business, block_id=block_id, actor=actor)

    if block.removed_at is not None:
        return
    if version is not None and block.version != version:
        raise OutOfDate

    if following and block.series_id is not None and block.occurs_on is not None:
        end_series(held_series(block), since=block.occurs_on, actor=actor, at=at)
        return
    let_go(block)
    block.removed_at = at
    block.version += 1
    block.save(update_fields=["removed_at", "version"])
    AuditEntry.objects.record(actor, "block.removed", block, at=at)
