"""Plan group sessions, change them, call them off and bring them back."""

from __future__ import annotations

from typing import Annotated

from pydantic import ConfigDict, Field

from regulars.actions.group_sessions.bring_back import bring_back_group_session
from regulars.actions.group_sessions.call_off import call_off_group_session
from regulars.actions.group_sessions.change import change_group_session
from regulars.actions.group_sessions.plan import plan_group_session
from regulars.faces.api.bodies import Body, Id, Moment, Remark, Text, Title
from regulars.faces.api.door import ApiRequest
from regulars.faces.api.groups import router, session_told
from regulars.faces.api.reading import address_of
from regulars.faces.api.writing import Written, writes
from regulars.queries.group_session_parts import GroupSessionDetail
from regulars.rules.permissions import Scope

_ONE = "/group-sessions/{int:session_id}/"
_Places = Annotated[int, Field(strict=True, ge=1, le=10_000)]


class NewGroupSession(Body):
    """What, with whom, when, and for how many."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "service_id": 3,
                "staff_member_id": 5,
                "starts_at": "2026-12-19T13:00:00Z",
                "capacity": 6,
            }
        }
    )

    service_id: Id
    staff_member_id: Id
    starts_at: Moment
    ends_at: Moment | None = Field(default=None, description="Without it: as long as the service.")
    room_id: Id | None = None
    capacity: _Places | None = Field(default=None, description="Without it: the service's.")
    title: Title = ""
    notes: Text = ""


@writes(
    router,
    "POST",
    "/group-sessions/",
    called="plan-group-session",
    summary="Plan a group session",
    needs=Scope.APPOINTMENTS_WRITE,
    answers=GroupSessionDetail,
    is_new=True,
)
def plan(request: ApiRequest, told: NewGroupSession) -> Written:
    """Plan the session, and hold the time of the staff member and the room."""
    door = request.door
    session_id = plan_group_session(
        business=door.business, actor=door.actor, at=request.at, **told.told
    )
    where = address_of("group-session", session_id=session_id)
    return Written(session_told(request, session_id), location=where, is_new=True)


class GroupSessionChange(Body):
    """What is to be otherwise; what is left out stays."""

    model_config = ConfigDict(json_schema_extra={"example": {"version": 1, "capacity": 8}})

    version: Id | None = Field(
        default=None, description="Of the session that was looked at; an older one is refused."
    )
    starts_at: Moment | None = Field(default=None, description="Alone it keeps the length.")
    ends_at: Moment | None = None
    staff_member_id: Id | None = None
    room_id: Id | None = Field(default=None, description="null: no room.")
    capacity: _Places | None = None
    title: Title | None = None
    notes: Text | None = None


@writes(
    router,
    "PATCH",
    _ONE,
    called="change-group-session",
    summary="Change or move a group session",
    needs=Scope.APPOINTMENTS_WRITE,
    answers=GroupSessionDetail,
)
def change(request: ApiRequest, session_id: int, told: GroupSessionChange) -> Written:
    """Write what is named; everybody's place moves along.

    409 `out_of_date` where `version` is not the one that stands there any more.
    """
    door, said = request.door, told.said
    said["version"] = told.version or session_told(request, session_id).version
    change_group_session(
        business=door.business, session_id=session_id, actor=door.actor, at=request.at, **said
    )
    return Written(session_told(request, session_id))


class CallingOff(Body):
    """Why it does not take place."""

    reason: Remark = ""


@writes(
    router,
    "POST",
    f"{_ONE}calling-off/",
    called="call-off-group-session",
    summary="Call a group session off",
    needs=Scope.APPOINTMENTS_WRITE,
    answers=GroupSessionDetail,
)
def call_off(request: ApiRequest, session_id: int, told: CallingOff | None = None) -> Written:
    """It does not take place: every place is cancelled by the studio, and nobody waits."""
    door = request.door
    call_off_group_session(
        business=door.business,
        session_id=session_id,
        reason=told.reason if told else "",
        actor=door.actor,
        at=request.at,
    )
    return Written(session_told(request, session_id))


@writes(
    router,
    "POST",
    f"{_ONE}restoration/",
    called="restore-group-session",
    summary="Bring a group session back",
    needs=Scope.APPOINTMENTS_WRITE,
    answers=GroupSessionDetail,
)
def bring_back(request: ApiRequest, session_id: int) -> Written:
    """Undo the calling off; 409 `time_taken` if the time is gone. It takes no body."""
    door = request.door
    bring_back_group_session(
        business=door.business, session_id=session_id, actor=door.actor, at=request.at
    )
    return Written(session_told(request, session_id))
