"""Blocks: time of a staff member or a room in which nobody can be booked."""

from __future__ import annotations

from datetime import timedelta

from ninja import Query, Router, Schema
from pydantic import ConfigDict, Field

from regulars.actions.schedule.block_time import block_time
from regulars.actions.schedule.bring_back_block import bring_back_block
from regulars.actions.schedule.change_block import change_block
from regulars.actions.schedule.remove_block import remove_block
from regulars.faces.api.bodies import Body, Id, Moment, Remark, Title
from regulars.faces.api.door import ApiRequest
from regulars.faces.api.pages import BlockPage
from regulars.faces.api.questions import MomentOrDay, RowId, span_of
from regulars.faces.api.reading import address_of, reads
from regulars.faces.api.writing import Written, writes
from regulars.queries.block_detail import BlockDetail, block_detail
from regulars.queries.block_list import block_list
from regulars.rules.blocks import BlockKind
from regulars.rules.permissions import Scope

router = Router(tags=["schedule"])

_ONE = "/blocks/{int:block_id}/"
_LONGEST = timedelta(days=100)


class BlocksAsked(Schema):
    """Which blocks are wanted."""

    from_: MomentOrDay = Field(
        alias="from", description="The moment or day from which; what reaches into it counts."
    )
    until: MomentOrDay = Field(
        description="The moment or day until which; not included, at most 100 days later."
    )
    staff: RowId | None = Field(default=None, description="Only of this staff member.")
    room: RowId | None = Field(default=None, description="Only of this room.")


@reads(
    router,
    "/blocks/",
    called="blocks",
    summary="Blocks by time",
    needs=Scope.APPOINTMENTS_READ,
)
def blocks(request: ApiRequest, asked: Query[BlocksAsked]) -> BlockPage:
    """What is blocked from one moment until before another: breaks, meetings, time off."""
    span = span_of(asked.from_, asked.until, request.door.zone, longest=_LONGEST)
    found = block_list(
        business=request.door.business,
        starts_at=span.starts_at,
        ends_at=span.ends_at,
        staff_member_id=asked.staff,
        room_id=asked.room,
    )
    return BlockPage(found)


@reads(router, _ONE, called="block", summary="One block", needs=Scope.APPOINTMENTS_READ)
def block(request: ApiRequest, block_id: int) -> BlockDetail:
    """The block, also one that was taken off the calendar, and how it comes again."""
    return block_detail(business=request.door.business, block_id=block_id)


class NewBlock(Body):
    """Whose time and when; either of a staff member or of a room."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "kind": "break",
                "staff_member_id": 5,
                "starts_at": "2026-12-17T11:00:00Z",
                "ends_at": "2026-12-17T12:00:00Z",
            }
        }
    )

    kind: BlockKind
    starts_at: Moment
    ends_at: Moment
    staff_member_id: Id | None = None
    room_id: Id | None = None
    title: Title = ""
    note: Remark = ""


@writes(
    router,
    "POST",
    "/blocks/",
    called="block-time",
    summary="Block time",
    needs=Scope.SCHEDULE_WRITE,
    answers=BlockDetail,
    is_new=True,
)
def make(request: ApiRequest, told: NewBlock) -> Written:
    """Let nobody book this time. Appointments that are there already stay."""
    door = request.door
    block_id = block_time(business=door.business, actor=door.actor, at=request.at, **told.told)
    return _written(request, block_id, is_new=True)


class BlockChange(Body):
    """What is to be otherwise; what is left out, or null, stays."""

    model_config = ConfigDict(json_schema_extra={"example": {"ends_at": "2026-12-17T12:30:00Z"}})

    version: Id | None = Field(
        default=None, description="Of the block that was looked at; an older one is refused."
    )
    kind: BlockKind | None = None
    starts_at: Moment | None = Field(default=None, description="Alone it keeps the length.")
    ends_at: Moment | None = None
    staff_member_id: Id | None = None
    room_id: Id | None = None
    title: Title | None = None
    note: Remark | None = None


@writes(
    router,
    "PATCH",
    _ONE,
    called="change-block",
    summary="Change or move a block",
    needs=Scope.SCHEDULE_WRITE,
    answers=BlockDetail,
)
def change(request: ApiRequest, block_id: int, told: BlockChange) -> Written:
    """Write what is named about this block alone, even if it is one of a series."""
    door = request.door
    change_block(
        business=door.business, block_id=block_id, actor=door.actor, at=request.at, **told.told
    )
    return _written(request, block_id)


@writes(
    router,
    "DELETE",
    _ONE,
    called="remove-block",
    summary="Take a block off the calendar",
    needs=Scope.SCHEDULE_WRITE,
    answers=None,
)
def remove(request: ApiRequest, block_id: int) -> Written:
    """Its time is free again. Of a series this one alone goes. It takes no body."""
    door = request.door
    remove_block(business=door.business, block_id=block_id, actor=door.actor, at=request.at)
    return Written()


@writes(
    router,
    "POST",
    f"{_ONE}restoration/",
    called="restore-block",
    summary="Bring a removed block back",
    needs=Scope.SCHEDULE_WRITE,
    answers=BlockDetail,
)
def bring_back(request: ApiRequest, block_id: int) -> Written:
    """Block its time again, as far as it is free, and that of what ended with it. No body."""
    door = request.door
    bring_back_block(business=door.business, block_id=block_id, actor=door.actor, at=request.at)
    return _written(request, block_id)


@writes(
    router,
    "POST",
    f"{_ONE}series-end/",
    called="end-block-series",
    summary="End a series with this block",
    needs=Scope.SCHEDULE_WRITE,
    answers=None,
)
def end(request: ApiRequest, block_id: int) -> Written:
    """Take this block and all that follow it off the calendar; no more come. No body."""
    door = request.door
    remove_block(
        business=door.business, block_id=block_id, actor=door.actor, at=request.at, following=True
    )
    return Written()


def _written(request: ApiRequest, block_id: int, *, is_new: bool = False) -> Written:
    document = block_detail(business=request.door.business, block_id=block_id)
    where = address_of("block", block_id=block_id) if is_new else ""
    return Written(document, location=where, is_new=is_new)
