"""Hold time of staff members and rooms, and let go of it: the one way into busy time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeAlias

from django.db import IntegrityError, transaction
from django.db.models import Q

from regulars.actions.taken_time.rivals import TimeTaken, refusal
from regulars.records.appointments import Appointment
from regulars.records.busy_time import BusyTime
from regulars.records.group_sessions import GroupSession
from regulars.records.schedule import Block
from regulars.rules.held_time import room_spans, staff_spans, still_ahead
from regulars.rules.intervals import Span, without

__all__ = ["Held", "Holder", "TimeTaken", "hold_time", "hold_what_is_free", "let_go"]

Holder: TypeAlias = Appointment | GroupSession | Block


@dataclass(frozen=True, slots=True)
class Held:
    """What a block got of its span, and what stands in it already."""

    pieces: tuple[Span, ...]
    in_the_way: tuple[BusyTime, ...]  # by start; of other holders

    @property
    def is_whole(self) -> bool:
        return not self.in_the_way


def hold_time(holder: Holder, *, at: datetime) -> None:
    """Hold what of the holder still lies ahead, wholly. Raises TimeTaken and holds nothing.

    The columns are locked before (lock_columns). Buffers and the processing gap are the
    service's. Past time is nobody's any more and cannot be in the way.
    """
    wanted = _wanted(holder, at)
    try:
        with transaction.atomic():
            BusyTime.objects.bulk_create(wanted)
    except IntegrityError as clash:
        # The guard of the database is the judge (records/guards.py), whoever looked before.
        if "guard_overlap" not in str(clash):
            raise
        raise refusal(holder, at=at) from clash


def hold_what_is_free(block: Block, *, at: datetime) -> Held:
    """Hold those pieces of the block's time ahead that nobody else has; they stay as they are.

    The column is locked before (lock_columns), so that what is free stays free meanwhile.
    """
    wanted = _wanted(block, at)
    spans = [Span(wish.starts_at, wish.ends_at) for wish in wanted]
    rivals = _rivals(block, spans)
    taken = [Span(rival.starts_at, rival.ends_at) for rival in rivals]
    pieces = tuple(without(spans, taken))
    try:
        with transaction.atomic():
            BusyTime.objects.bulk_create(_rows(block, pieces, in_room=block.room_id is not None))
    except IntegrityError as clash:
        if "guard_overlap" not in str(clash):
            raise
        raise refusal(block, at=at) from clash
    return Held(pieces, tuple(rivals))


def let_go(holder: Holder) -> None:
    """Give everything back that it holds."""
    BusyTime.objects.of(holder.business).filter(**{_column(holder): holder}).delete()


def _wanted(holder: Holder, at: datetime) -> list[BusyTime]:
    times = (holder.starts_at, holder.ends_at)
    service = None if isinstance(holder, Block) else holder.service
    buffer = timedelta(minutes=service.buffer_minutes if service else 0)
    wanted: list[BusyTime] = []
    if holder.staff_member_id is not None:
        spans = staff_spans(
            *times,
            buffer=buffer,
            gap_after=timedelta(minutes=service.gap_after_minutes if service else 0),
            gap=timedelta(minutes=service.gap_minutes if service else 0),
        )
        wanted += _rows(holder, still_ahead(spans, at))
    if holder.room_id is not None:
        spans = room_spans(*times, buffer=buffer)
        wanted += _rows(holder, still_ahead(spans, at), in_room=True)
    return wanted


def _rows(holder: Holder, spans: Iterable[Span], *, in_room: bool = False) -> list[BusyTime]:
    return [
        BusyTime(
            business_id=holder.business_id,
            staff_member_id=None if in_room else holder.staff_member_id,
            room_id=holder.room_id if in_room else None,
            starts_at=span.starts_at,
            ends_at=span.ends_at,
            **{_column(holder): holder},
        )
        for span in spans
    ]


def _rivals(block: Block, spans: Sequence[Span]) -> list[BusyTime]:
    """What others hold in the block's column, by start."""
    if not spans:
        return []
    column = Q(room_id=block.room_id) if block.room_id else Q(staff_member_id=block.staff_member_id)
    held = BusyTime.objects.of(block.business).filter(column).exclude(block=block)
    held = held.overlapping(spans[0].starts_at, spans[-1].ends_at)
    return list(held.select_related("appointment", "group_session", "block").order_by("starts_at"))


def _column(holder: Holder) -> str:
    if isinstance(holder, Appointment):
        return "appointment"
    return "group_session" if isinstance(holder, GroupSession) else "block"
