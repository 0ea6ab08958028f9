"""Put a block that was removed back on the calendar."""

from __future__ import annotations

from datetime import datetime

from regulars.actions.schedule.reach import held_block
from regulars.actions.schedule.series import held_series, resume_series
from regulars.actions.taken_time.hold import hold_what_is_free
from regulars.actions.wholly import wholly
from regulars.kernel.actor import Actor
from regulars.kernel.tenant import Tenant
from regulars.records.audit import AuditEntry
from regulars.rules.permissions import Permission


@wholly
def bring_back_block(*, business: Tenant, block_id: int, actor: Actor, at: datetime) -> None:
    """Block its time again, and that of those which went with it when its series ended.

    It holds what of its span is still free; what was booked meanwhile stays. Raises Forbidden.
    """
    actor.must(Permission.BLOCK_TIME, business)
    block, _columns = held_block(business=business, block_id=block_id, actor=actor)

    if block.removed_at is None:
        return
    series = held_series(block) if block.series_id is not None else None
    if series is not None and series.ended_at == block.removed_at:
        resume_series(series, actor=actor, at=at)
        return
    block.removed_at = None
    block.version += 1
    block.save(update_fields=["removed_at", "version"])
    hold_what_is_free(block, at=at)

    AuditEntry.objects.record(actor, "block.brought_back", block, at=at)
