"""Series: blocks that come again."""

from __future__ import annotations

from typing import Annotated, Any

from ninja import Router
from pydantic import ConfigDict, Field, model_validator

from regulars.actions.schedule.block_again import block_again
from regulars.actions.schedule.reach import NoOwner
from regulars.faces.api.bodies import Body, Day, Id, Minute, Remark, Title
from regulars.faces.api.door import ApiRequest
from regulars.faces.api.reading import address_of, reads
from regulars.faces.api.writing import Written, writes
from regulars.queries.block_series import BlockSeriesDetail, block_series
from regulars.rules.blocks import BlockKind
from regulars.rules.permissions import Scope
from regulars.rules.recurrence import Every, Recurrence

router = Router(tags=["schedule"])


@reads(
    router,
    "/block-series/{int:series_id}/",
    called="block-series",
    summary="One series of blocks",
    needs=Scope.APPOINTMENTS_READ,
)
def series(request: ApiRequest, series_id: int) -> BlockSeriesDetail:
    """How it comes again, from when until when, and the first of its blocks."""
    return block_series(business=request.door.business, series_id=series_id)


_Weekday = Annotated[int, Field(strict=True, ge=0, le=6)]


class Again(Body):
    """On which days it comes.

    Of a week `weekdays`, 0 is Monday. Of a month either `month_day` or the `nth` (1 to 4, -1 the
    last) of one weekday.
    """

    every: Every
    interval: Annotated[int, Field(strict=True, ge=1, le=52)] = 1
    weekdays: tuple[_Weekday, ...] = Field(default=(), max_length=7)
    nth: Annotated[int, Field(strict=True, ge=-1, le=4)] | None = None
    month_day: Annotated[int, Field(strict=True, ge=1, le=31)] | None = None

    @model_validator(mode="after")
    def _is_whole(self) -> Again:
        self.recurrence  # noqa: B018 - raises ValueError, which is a mistake in the body
        return self

    @property
    def recurrence(self) -> Recurrence:
        """As the rules know it."""
        return Recurrence(**self.told)


class NewSeries(Body):
    """Whose time, on which days, and from when until when on the wall clock."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "kind": "meeting",
                "title": "Team",
                "staff_member_id": 5,
                "recurrence": {"every": "WEEKLY", "weekdays": [3]},
                "first_on": "2026-12-03",
                "start_minute": 540,
                "end_minute": 600,
            }
        }
    )

    kind: BlockKind
    recurrence: Again
    first_on: Day
    last_on: Day | None = Field(default=None, description="Without it: without end.")
    start_minute: Minute
    end_minute: Minute
    staff_member_id: Id | None = None
    room_id: Id | None = None
    title: Title = ""
    note: Remark = ""


@writes(
    router,
    "POST",
    "/block-series/",
    called="start-block-series",
    summary="Block time that comes again",
    needs=Scope.SCHEDULE_WRITE,
    answers=BlockSeriesDetail,
    is_new=True,
)
def start(request: ApiRequest, told: NewSeries) -> Written:
    """Start a series of one staff member or one room. Its blocks are laid half a year ahead."""
    given: dict[str, Any] = told.told
    member, room = given.pop("staff_member_id"), given.pop("room_id")
    if (member is None) == (room is None):
        raise NoOwner
    (series_id,) = block_again(
        business=request.door.business,
        staff_member_ids=[member] if member else (),
        room_ids=[room] if room else (),
        actor=request.door.actor,
        at=request.at,
        **given | {"recurrence": told.recurrence.recurrence},
    )
    document = block_series(business=request.door.business, series_id=series_id)
    return Written(document, address_of("block-series", series_id=series_id), is_new=True)
