"""Places in a group session: given, and how each goes on."""

from __future__ import annotations

from typing import Literal

from ninja import Router
from pydantic import ConfigDict, Field

from regulars.actions.group_sessions.cancel import cancel_registration
from regulars.actions.group_sessions.check_in import check_in_registration
from regulars.actions.group_sessions.complete import complete_registration
from regulars.actions.group_sessions.confirm import confirm_registration
from regulars.actions.group_sessions.mark_no_show import mark_registration_no_show
from regulars.actions.group_sessions.register import register
from regulars.actions.group_sessions.undo import undo_registration
from regulars.faces.api.bodies import Amount, Body, Id, Moment, Remark, Yes
from regulars.faces.api.door import ApiRequest
from regulars.faces.api.groups import registration_told
from regulars.faces.api.reading import address_of
from regulars.faces.api.writing import Written, writes
from regulars.queries.group_session_parts import Registered
from regulars.rules.appointment_status import Status
from regulars.rules.cancellation import CancelledBy
from regulars.rules.money import PayMethod
from regulars.rules.permissions import Scope

router = Router(tags=["group sessions"])

_ONE = "/registrations/{int:registration_id}"


class NewRegistration(Body):
    """Who gets a place."""

    model_config = ConfigDict(json_schema_extra={"example": {"customer_id": 17}})

    customer_id: Id
    overbook: Yes = Field(
        default=False, description="Gives a place beyond the capacity where all are taken."
    )
    price_minor: Amount | None = Field(
        default=None, description="Without it: the service's. Needs a scope for money too."
    )
    notes: Remark = ""


@writes(
    router,
    "POST",
    "/group-sessions/{int:session_id}/registrations/",
    called="register",
    summary="Give a customer a place",
    needs=Scope.APPOINTMENTS_WRITE,
    answers=Registered,
    is_new=True,
)
def give_place(request: ApiRequest, session_id: int, told: NewRegistration) -> Written:
    """The lowest free place. 409 `session_full` where there is none: let the customer wait."""
    door = request.door
    registration_id = register(
        business=door.business,
        session_id=session_id,
        actor=door.actor,
        at=request.at,
        **told.told,
    )
    return registration_written(request, registration_id, is_new=True)


@writes(
    router,
    "POST",
    f"{_ONE}/confirmation/",
    called="confirm-registration",
    summary="Confirm a group booking",
    needs=Scope.APPOINTMENTS_WRITE,
    answers=Registered,
)
def confirm(request: ApiRequest, registration_id: int) -> Written:
    """The customer said yes to the place. It takes no body."""
    door = request.door
    confirm_registration(
        business=door.business, registration_id=registration_id, actor=door.actor, at=request.at
    )
    return registration_written(request, registration_id)


@writes(
    router,
    "POST",
    f"{_ONE}/check-in/",
    called="check-in-registration",
    summary="Check somebody in to a group session",
    needs=Scope.APPOINTMENTS_WRITE,
    answers=Registered,
)
def check_in(request: ApiRequest, registration_id: int) -> Written:
    """The customer has come to the group session. It takes no body."""
    door = request.door
    check_in_registration(
        business=door.business, registration_id=registration_id, actor=door.actor, at=request.at
    )
    return registration_written(request, registration_id)


class RegistrationCompletion(Body):
    """What was paid just now."""

    paid_minor: Amount = Field(default=0, description="Needs the scope money:write too.")
    method: PayMethod = PayMethod.UNKNOWN


@writes(
    router,
    "POST",
    f"{_ONE}/completion/",
    called="complete-registration",
    summary="Complete a group booking",
    needs=Scope.APPOINTMENTS_WRITE,
    answers=Registered,
)
def complete(
    request: ApiRequest, registration_id: int, told: RegistrationCompletion | None = None
) -> Written:
    """The customer has been there. Not before the start, unless checked in."""
    door, told = request.door, told or RegistrationCompletion()
    complete_registration(
        business=door.business,
        registration_id=registration_id,
        actor=door.actor,
        at=request.at,
        **told.told,
    )
    return registration_written(request, registration_id)


class Why(Body):
    """Why it happens."""

    reason: Remark = ""


@writes(
    router,
    "POST",
    f"{_ONE}/no-show/",
    called="mark-registration-no-show",
    summary="Mark a no-show in a group session",
    needs=Scope.APPOINTMENTS_WRITE,
    answers=Registered,
)
def missed(request: ApiRequest, registration_id: int, told: Why | None = None) -> Written:
    """The customer did not come; the place stays taken. Not before the start."""
    door, told = request.door, told or Why()
    mark_registration_no_show(
        business=door.business,
        registration_id=registration_id,
        reason=told.reason,
        actor=door.actor,
        at=request.at,
    )
    return registration_written(request, registration_id)


class RegistrationCancellation(Body):
    """Who gives the place back, and when the studio was told."""

    model_config = ConfigDict(json_schema_extra={"example": {"by": "customer"}})

    by: Literal["customer", "studio"]
    told_at: Moment | None = Field(default=None, description="Without it: now.")
    reason: Remark = ""


@writes(
    router,
    "POST",
    f"{_ONE}/cancellation/",
    called="cancel-registration",
    summary="Cancel a group booking",
    needs=Scope.APPOINTMENTS_WRITE,
    answers=Registered,
)
def cancel(request: ApiRequest, registration_id: int, told: RegistrationCancellation) -> Written:
    """Give the place back. Judged by `told_at`: on time or too late, see `status`."""
    door = request.door
    cancel_registration(
        business=door.business,
        registration_id=registration_id,
        by=CancelledBy(told.by),
        told_at=told.told_at or request.at,
        reason=told.reason,
        actor=door.actor,
        at=request.at,
    )
    return registration_written(request, registration_id)


class RegistrationUndo(Body):
    """What is meant to be undone, and why."""

    expects: Status | None = Field(
        default=None, description="Refused where the group booking is not of this status any more."
    )
    reason: Remark = ""


@writes(
    router,
    "POST",
    f"{_ONE}/undo/",
    called="undo-registration",
    summary="Undo the latest change of a group booking's status",
    needs=Scope.APPOINTMENTS_WRITE,
    answers=Registered,
)
def undo(
    request: ApiRequest, registration_id: int, told: RegistrationUndo | None = None
) -> Written:
    """Give it the status that it had before; 409 `session_full` where its place is gone."""
    door, told = request.door, told or RegistrationUndo()
    undo_registration(
        business=door.business,
        registration_id=registration_id,
        expects=told.expects,
        reason=told.reason,
        actor=door.actor,
        at=request.at,
    )
    return registration_written(request, registration_id)


def registration_written(
    request: ApiRequest, registration_id: int, *, is_new: bool = False
) -> Written:
    """The group booking as it stands after the write."""
    document = registration_told(request, registration_id)
    where = address_of("registration", registration_id=registration_id) if is_new else ""
    return Written(document, location=where, is_new=is_new)
