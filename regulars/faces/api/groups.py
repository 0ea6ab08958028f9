"""Which group sessions are there, who comes, and who waits?"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from ninja import Query, Router, Schema
from pydantic import Field

from regulars.faces.api.door import ApiRequest
from regulars.faces.api.pages import GroupSessionPage
from regulars.faces.api.questions import MomentOrDay, RowId, span_of
from regulars.faces.api.reading import reads
from regulars.queries.group_session_list import group_session_list
from regulars.queries.group_session_parts import GroupSessionDetail, Registered
from regulars.queries.token_views import group_session_for_programs, registration_for_programs
from regulars.rules.permissions import Permission, Scope

router = Router(tags=["group sessions"])

_LONGEST = timedelta(days=366)


class GroupSessionsAsked(Schema):
    """Which group sessions are wanted."""

    from_: MomentOrDay = Field(
        alias="from", description="The first moment, or day, at which they may begin."
    )
    until: MomentOrDay = Field(
        description="The moment or day before which they begin, at most 366 days later."
    )
    staff: RowId | None = Field(default=None, description="Only of this staff member.")


@reads(
    router,
    "/group-sessions/",
    called="group-sessions",
    summary="Group sessions by time",
    needs=Scope.APPOINTMENTS_READ,
)
def sessions(request: ApiRequest, asked: Query[GroupSessionsAsked]) -> GroupSessionPage:
    """What begins from one moment until before another, with how many places are taken."""
    span = span_of(asked.from_, asked.until, request.door.zone, longest=_LONGEST)
    found = group_session_list(
        business=request.door.business,
        starts_at=span.starts_at,
        ends_at=span.ends_at,
        staff_member_id=asked.staff,
    )
    return GroupSessionPage(found)


@reads(
    router,
    "/group-sessions/{int:session_id}/",
    called="group-session",
    summary="One group session",
    needs=Scope.APPOINTMENTS_READ,
)
def session(request: ApiRequest, session_id: int) -> GroupSessionDetail:
    """The session with everybody who has a place, gave it back, or waits for one.

    Alerts of the customers need customers:read too, e-mail and phone contact:read, prices and
    what was paid money:read.
    """
    return session_told(request, session_id)


@reads(
    router,
    "/registrations/{int:registration_id}/",
    called="registration",
    summary="One group booking",
    needs=Scope.APPOINTMENTS_READ,
)
def registration(request: ApiRequest, registration_id: int) -> Registered:
    """One customer's place in a group session, with every change of status."""
    return registration_told(request, registration_id)


def session_told(request: ApiRequest, session_id: int) -> GroupSessionDetail:
    """The session as far as the token may see it."""
    return group_session_for_programs(
        business=request.door.business, session_id=session_id, **_seen(request)
    )


def registration_told(request: ApiRequest, registration_id: int) -> Registered:
    """The group booking as far as the token may see it."""
    return registration_for_programs(
        business=request.door.business, registration_id=registration_id, **_seen(request)
    )


def _seen(request: ApiRequest) -> dict[str, Any]:
    may = request.door.may
    return {
        "with_customer": may(Permission.SEE_CUSTOMERS),
        "with_contact_data": may(Permission.SEE_CONTACT_DATA),
        "with_money": may(Permission.SEE_MONEY),
    }
