"""When can something be booked?"""

from __future__ import annotations

from datetime import timedelta

from ninja import Query, Router, Schema
from pydantic import Field

from regulars.faces.api.bodies import Day
from regulars.faces.api.door import ApiRequest
from regulars.faces.api.pages import FreeStartPage
from regulars.faces.api.problems import Mistake, NotUnderstood
from regulars.faces.api.questions import RowId
from regulars.faces.api.reading import reads
from regulars.queries.free_starts import free_starts
from regulars.rules.permissions import Scope

router = Router(tags=["appointments"])

# A month of a large team takes some milliseconds; nobody asks for more to show it.
_MOST_DAYS = timedelta(days=62)


class FreeStartsAsked(Schema):
    """What is to be booked, and between which days."""

    service: RowId = Field(description="What is to be booked.")
    from_: Day = Field(alias="from", description="The first day, in the business's time zone.")
    until: Day = Field(description="The last day; it is included, at most 62 days later.")
    staff: RowId | None = Field(None, description="Only with this staff member.")
    room: RowId | None = Field(None, description="Only while this room is free as well.")
    minutes: int | None = Field(
        None, ge=1, le=1440, description="How long, if not as long as the service."
    )
    limit: int = Field(200, ge=1, le=1000, description="How many at most.")


@reads(
    router,
    "/free-starts/",
    called="free-starts",
    summary="When a service can be booked",
    needs=Scope.APPOINTMENTS_READ,
)
def when(request: ApiRequest, asked: Query[FreeStartsAsked]) -> FreeStartPage:
    """The starts within working hours that nothing is in the way of, by time and staff member.

    Nobody holds them: a booking may still be refused because somebody was faster. An unknown
    service, or one for groups, has none.
    """
    if asked.until < asked.from_ or asked.until - asked.from_ > _MOST_DAYS:
        raise NotUnderstood(Mistake("query.until", "Name a day from `from` to 62 days after it."))
    found = free_starts(
        business=request.door.business,
        service_id=asked.service,
        first=asked.from_,
        last=asked.until,
        zone=request.door.zone,
        at=request.at,
        staff_member_id=asked.staff,
        room_id=asked.room,
        minutes=asked.minutes,
        limit=asked.limit,
    )
    return FreeStartPage(found)
