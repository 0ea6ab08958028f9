"""Extend every series of blocks to half a year ahead; safe to run twice."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import F, Q

from regulars.actions.schedule.laying import lay_series
from regulars.actions.taken_time.columns import lock_columns
from regulars.actions.wholly import wholly
from regulars.records.businesses import Business
from regulars.records.schedule import BlockSeries
from regulars.rules.blocks import LAID_AHEAD


def lay_blocks(*, at: datetime) -> int:
    """Lay what is missing of every series that goes on, one series at a time; returns how many.

    Those of people who left and of closed rooms rest.
    """
    # A day more, because a business may be ahead of the clock of London.
    ahead = (at + LAID_AHEAD + timedelta(days=1)).date()
    wanting = BlockSeries.objects.filter(
        Q(laid_until__isnull=True) | Q(laid_until__lt=ahead),
        Q(last_on__isnull=True) | Q(laid_until__isnull=True) | Q(last_on__gt=F("laid_until")),
        ended_at__isnull=True,
    ).exclude(staff_member__is_active=False)
    wanting = wanting.exclude(room__is_active=False).order_by("business_id", "id")
    return sum(
        _lay(business_id=business_id, series_id=series_id, at=at)
        for business_id, series_id in wanting.values_list("business_id", "id")
    )


@wholly
def _lay(*, business_id: int, series_id: int, at: datetime) -> int:
    studio = Business.objects.get(id=business_id)
    columns = BlockSeries.objects.of(studio).values_list("staff_member_id", "room_id")
    staff_member_id, room_id = columns.get(id=series_id)
    lock_columns(business=studio, staff_member_ids=[staff_member_id], room_ids=[room_id])
    series = BlockSeries.objects.of(studio).locked().get(id=series_id)

    if series.ended_at is not None:  # ended while this waited for its turn
        return 0
    return lay_series(series, studio, at=at)
