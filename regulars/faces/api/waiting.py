"""Who waits for a place in a group session, and who gets the next one?"""

from __future__ import annotations

from ninja import Router
from pydantic import ConfigDict

from regulars.actions.group_sessions.join_waiting_list import join_waiting_list
from regulars.actions.group_sessions.leave_waiting_list import leave_waiting_list
from regulars.actions.group_sessions.promote import promote
from regulars.actions.group_sessions.promote_next import promote_next
from regulars.faces.api.bodies import Body, Id, Yes
from regulars.faces.api.door import ApiRequest
from regulars.faces.api.groups import session_told
from regulars.faces.api.registrations import registration_written
from regulars.faces.api.writing import Written, writes
from regulars.queries.group_session_parts import Registered, Waits
from regulars.rules.permissions import Scope

router = Router(tags=["group sessions"])

_ONE = "/waiting-list/{int:waiting_id}"


class Wish(Body):
    """Who wants a place."""

    model_config = ConfigDict(json_schema_extra={"example": {"customer_id": 17}})

    customer_id: Id


@writes(
    router,
    "POST",
    "/group-sessions/{int:session_id}/waiting-list/",
    called="join-waiting-list",
    summary="Let a customer wait for a place",
    needs=Scope.APPOINTMENTS_WRITE,
    answers=Waits,
    is_new=True,
)
def wait(request: ApiRequest, session_id: int, told: Wish) -> Written:
    """After those who wait already. 409 `places_left` where nobody needs to wait."""
    door = request.door
    waiting_id = join_waiting_list(
        business=door.business,
        session_id=session_id,
        customer_id=told.customer_id,
        actor=door.actor,
        at=request.at,
    )
    line = session_told(request, session_id).waiting
    return Written(next(one for one in line if one.id == waiting_id), is_new=True)


@writes(
    router,
    "POST",
    "/group-sessions/{int:session_id}/promotion/",
    called="promote-next",
    summary="Give the free place to who is next",
    needs=Scope.APPOINTMENTS_WRITE,
    answers=Registered,
    is_new=True,
)
def next_one(request: ApiRequest, session_id: int) -> Written:
    """Who waits first gets the free place. It takes no body."""
    door = request.door
    registration_id = promote_next(
        business=door.business, session_id=session_id, actor=door.actor, at=request.at
    )
    return registration_written(request, registration_id, is_new=True)


class Promotion(Body):
    """Whether it may be beyond the capacity."""

    overbook: Yes = False


@writes(
    router,
    "POST",
    f"{_ONE}/promotion/",
    called="promote",
    summary="Give a place to somebody who waits",
    needs=Scope.APPOINTMENTS_WRITE,
    answers=Registered,
    is_new=True,
)
def chosen(request: ApiRequest, waiting_id: int, told: Promotion | None = None) -> Written:
    """This customer gets the lowest free place, whoever else waits."""
    door = request.door
    registration_id = promote(
        business=door.business,
        waiting_id=waiting_id,
        overbook=told is not None and told.overbook,
        actor=door.actor,
        at=request.at,
    )
    return registration_written(request, registration_id, is_new=True)


@writes(
    router,
    "DELETE",
    f"{_ONE}/",
    called="leave-waiting-list",
    summary="Wait no longer",
    needs=Scope.APPOINTMENTS_WRITE,
    answers=None,
)
def leave(request: ApiRequest, waiting_id: int) -> Written:
    """The customer no longer wants a place. It takes no body."""
    door = request.door
    leave_waiting_list(
        business=door.business, waiting_id=waiting_id, actor=door.actor, at=request.at
    )
    return Written()
