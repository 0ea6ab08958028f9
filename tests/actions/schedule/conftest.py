"""What blocks are made with, and what they hold."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest

from regulars.actions.schedule.block_again import block_again
from regulars.actions.schedule.block_time import block_time
from regulars.records.busy_time import BusyTime
from regulars.records.schedule import Block, BlockSeries
from regulars.records.staff import StaffMember
from regulars.rules.blocks import BlockKind
from regulars.rules.recurrence import Every, Recurrence
from tests import make
from tests.cast import acting

Blocking = Callable[..., Any]


@pytest.fixture
def blocked(runa: StaffMember) -> Blocking:
    """Runa blocks time, and gets the block."""

    def block(starts_at: datetime, ends_at: datetime, **given: Any) -> Block:
        told = {
            "business": runa.business,
            "staff_member_id": runa.id,
            "kind": BlockKind.MEETING,
            "actor": acting(runa),
            "at": make.NOW,
        } | given
        return Block.objects.get(id=block_time(starts_at=starts_at, ends_at=ends_at, **told))

    return block


@pytest.fixture
def repeated(runa: StaffMember) -> Blocking:
    """Runa blocks every Thursday from 9 until 11:30, and gets the series."""

    def again(**given: Any) -> BlockSeries:
        told = {
            "business": runa.business,
            "staff_member_ids": [runa.id],
            "recurrence": Recurrence(Every.WEEK, weekdays=(3,)),
            "first_on": date(2026, 12, 3),
            "last_on": date(2026, 12, 31),
            "start_minute": 540,
            "end_minute": 690,
            "kind": BlockKind.MEETING,
            "title": "Sterilisation and stock",
            "actor": acting(runa),
            "at": make.NOW,
        } | given
        return BlockSeries.objects.get(id=block_again(**told)[0])

    return again


def held(block: Block) -> list[tuple[datetime, datetime]]:
    """The pieces of time that the block holds."""
    rows = BusyTime.objects.filter(block=block).order_by("starts_at")
    return list(rows.values_list("starts_at", "ends_at"))
