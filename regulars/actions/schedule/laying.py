"""Lay the blocks of one series: the part that making a series and extending it have in common."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from regulars.actions.schedule.bounds import local_day
from regulars.actions.taken_time.hold import hold_what_is_free
from regulars.kernel.recurrence import spans_of
from regulars.records.businesses import Business
from regulars.records.schedule import Block, BlockSeries
from regulars.rules.blocks import LAID_AHEAD


def lay_series(series: BlockSeries, studio: Business, *, at: datetime) -> int:
    """Lay what is missing of the series up to its horizon; returns how many blocks.

    The series and its column are locked before. A day that has its block already, or had it taken
    away, is left alone; so is one whose hours the clock leaves out.
    """
    today = local_day(studio, at)
    until = min(
        series.last_on or date.max, today + min(LAID_AHEAD, timedelta(days=studio.horizon_days))
    )
    laid = list(_missing(series, studio, since=today, until=until, at=at))
    Block.objects.bulk_create(laid)
    for block in laid:
        hold_what_is_free(block, at=at)
    if series.laid_until is None or series.laid_until < until:
        series.laid_until = until
        series.save(update_fields=["laid_until"])
    return len(laid)


def _missing(
    series: BlockSeries, studio: Business, *, since: date, until: date, at: datetime
) -> Iterator[Block]:
    of_series = Block.objects.of(studio).filter(series=series)
    there = set(of_series.values_list("occurs_on", flat=True))
    for day, span in spans_of(
        series.rule,
        first_on=series.first_on,
        since=since,
        until=until,
        start_minute=series.start_minute,
        end_minute=series.end_minute,
        zone=ZoneInfo(studio.time_zone),
    ):
        if day in there:
            continue
        yield Block(
            business=studio,
            staff_member_id=series.staff_member_id,
            room_id=series.room_id,
            series=series,
            occurs_on=day,
            kind=series.kind,
            title=series.title,
            note=series.note,
            starts_at=span.starts_at,
            ends_at=span.ends_at,
            created_at=at,
        )
