"""End a series of blocks from one day on, and take that back."""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import F

from regulars.actions.taken_time.hold import hold_what_is_free, let_go
from regulars.kernel.actor import Actor
from regulars.records.audit import AuditEntry
from regulars.records.schedule import Block, BlockQuerySet, BlockSeries


def end_series(series: BlockSeries, *, since: date, actor: Actor, at: datetime) -> None:
    """Take its blocks from `since` on off the calendar and lay no more.

    The series and its column are locked before.
    """
    for block in _standing(series).filter(occurs_on__gte=since):
        let_go(block)
    _standing(series).filter(occurs_on__gte=since).update(removed_at=at, version=F("version") + 1)
    series.ended_at = at
    series.save(update_fields=["ended_at"])

    AuditEntry.objects.record(
        actor,
        "block_series.ended",
        series,
        at=at,
        changes={"since": [None, since.isoformat()]},
    )


def resume_series(series: BlockSeries, *, actor: Actor, at: datetime) -> None:
    """Bring back what went when the series ended, and go on laying."""
    gone = Block.objects.of(series.business).filter(series=series, removed_at=series.ended_at)
    blocks = list(gone.select_related("business"))
    gone.update(removed_at=None, version=F("version") + 1)
    for block in blocks:
        hold_what_is_free(block, at=at)
    series.ended_at = None
    series.save(update_fields=["ended_at"])

    AuditEntry.objects.record(actor, "block_series.resumed", series, at=at)


def held_series(block: Block) -> BlockSeries:
    """The series of the block, locked until the transaction ends."""
    of_business = BlockSeries.objects.of(block.business).select_related("business")
    series: BlockSeries = of_business.locked().get(id=block.series_id or 0)
    return series


def _standing(series: BlockSeries) -> BlockQuerySet[Block]:
    of_series: BlockQuerySet[Block] = Block.objects.of(series.business).filter(series=series)
    return of_series.standing()
