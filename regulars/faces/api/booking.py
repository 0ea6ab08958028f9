"""Book an appointment, change it, and let somebody in who is standing there."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated, Any

from pydantic import ConfigDict, Field

from regulars.actions.appointments.book import book_appointment
from regulars.actions.appointments.change import change_appointment
from regulars.actions.appointments.walk_in import walk_in
from regulars.faces.api.appointments import router
from regulars.faces.api.bodies import Amount, Body, Id, Moment, Text, Title
from regulars.faces.api.door import ApiRequest
from regulars.faces.api.reading import address_of
from regulars.faces.api.writing import Written, writes
from regulars.queries.appointment_detail import appointment_detail
from regulars.queries.appointment_parts import AppointmentDetail
from regulars.queries.token_views import appointment_for_programs
from regulars.rules.permissions import Permission, Scope

_NEW_PROJECT = Field(description="Opens a project of this name, in place of project_id.")


class Booking(Body):
    """Who comes when to whom for what."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "customer_id": 17,
                "staff_member_id": 5,
                "service_id": 2,
                "starts_at": "2026-12-17T12:00:00Z",
                "project_id": 9,
            }
        }
    )

    customer_id: Id
    staff_member_id: Id
    service_id: Id
    starts_at: Moment
    ends_at: Moment | None = Field(default=None, description="Without it: as long as the service.")
    room_id: Id | None = None
    project_id: Id | None = None
    new_project_title: Annotated[Title, _NEW_PROJECT] = ""
    price_minor: Amount | None = Field(
        default=None, description="Without it: the service's. Needs a scope for money too."
    )
    title: Title = ""
    notes: Text = ""


@writes(
    router,
    "POST",
    "/appointments/",
    called="book-appointment",
    summary="Book an appointment",
    needs=Scope.APPOINTMENTS_WRITE,
    answers=AppointmentDetail,
    is_new=True,
)
def book(request: ApiRequest, told: Booking) -> Written:
    """Book the customer, and hold the time of the staff member and the room.

    409 `time_taken` names what is in the way. Working hours forbid nothing here: ask for free
    starts first.
    """
    appointment_id = book_appointment(
        business=request.door.business, actor=request.door.actor, at=request.at, **told.told
    )
    return appointment_written(request, appointment_id, is_new=True)


class AppointmentChange(Body):
    """What is to be otherwise; what is left out stays."""

    model_config = ConfigDict(
        json_schema_extra={"example": {"version": 2, "starts_at": "2026-12-18T12:00:00Z"}}
    )

    version: Id | None = Field(
        default=None, description="Of the appointment that was looked at; an older one is refused."
    )
    starts_at: Moment | None = Field(default=None, description="Alone it keeps the length.")
    ends_at: Moment | None = None
    staff_member_id: Id | None = None
    room_id: Id | None = Field(default=None, description="null: no room.")
    service_id: Id | None = Field(
        default=None, description="Changes neither length nor price by itself."
    )
    project_id: Id | None = Field(default=None, description="null: of no project.")
    new_project_title: Annotated[Title, _NEW_PROJECT] = ""
    price_minor: Amount | None = Field(
        default=None, description="null: not agreed yet. Needs a scope for money too."
    )
    title: Title | None = None
    notes: Text | None = None


@writes(
    router,
    "PATCH",
    "/appointments/{int:appointment_id}/",
    called="change-appointment",
    summary="Change or move an appointment",
    needs=Scope.APPOINTMENTS_WRITE,
    answers=AppointmentDetail,
)
def change(request: ApiRequest, appointment_id: int, told: AppointmentChange) -> Written:
    """Write what is named, and leave the rest; time, staff member and room move in one go.

    409 `out_of_date` where `version` is not the one that stands there any more. An appointment
    that the customer said yes to is booked again, until they say yes to its new start.
    """
    door = request.door
    now = appointment_detail(business=door.business, appointment_id=appointment_id)
    change_appointment(
        business=door.business,
        appointment_id=appointment_id,
        actor=door.actor,
        at=request.at,
        **_merged(now, told.said),
    )
    return appointment_written(request, appointment_id)


def _merged(now: AppointmentDetail, said: dict[str, Any]) -> dict[str, Any]:
    """What the appointment is to say: as it stands, with what was said in its place."""
    for name in ("version", "title", "notes", "starts_at", "service_id"):
        if said.get(name) is None:
            said.pop(name, None)
    if "starts_at" in said and not said.get("ends_at"):
        said["ends_at"] = said["starts_at"] + (now.ends_at - now.starts_at)
    as_it_stands = {
        "version": now.version,
        "title": now.title,
        "notes": now.notes,
        "price_minor": now.price_minor,
        "project_id": now.project_id,
    }
    return as_it_stands | said


class WalkIn(Body):
    """Who stands there, and what they want."""

    model_config = ConfigDict(
        json_schema_extra={"example": {"customer_id": 17, "staff_member_id": 5, "service_id": 2}}
    )

    customer_id: Id
    staff_member_id: Id
    service_id: Id
    minutes: Annotated[int, Field(strict=True, ge=1, le=1440)] | None = Field(
        default=None, description="Without it: as long as the service."
    )
    room_id: Id | None = None
    project_id: Id | None = None
    new_project_title: Annotated[Title, _NEW_PROJECT] = ""
    price_minor: Amount | None = Field(
        default=None, description="Without it: the service's. Needs a scope for money too."
    )
    notes: Text = ""


@writes(
    router,
    "POST",
    "/walk-ins/",
    called="walk-in",
    summary="Book somebody who is standing there",
    needs=Scope.APPOINTMENTS_WRITE,
    answers=AppointmentDetail,
    is_new=True,
)
def let_in(request: ApiRequest, told: WalkIn) -> Written:
    """Book from now on, on the last full five minutes, and check the customer in."""
    given = told.told
    minutes = given.pop("minutes")
    booked = walk_in(
        business=request.door.business,
        customer=given.pop("customer_id"),
        length=timedelta(minutes=minutes) if minutes else None,
        actor=request.door.actor,
        at=request.at,
        **given,
    )
    return appointment_written(request, booked.appointment_id, is_new=True)


def appointment_written(
    request: ApiRequest, appointment_id: int, *, is_new: bool = False
) -> Written:
    """The appointment as it stands after the write."""
    door = request.door
    document = appointment_for_programs(
        business=door.business,
        appointment_id=appointment_id,
        with_customer=door.may(Permission.SEE_CUSTOMERS),
        with_contact_data=door.may(Permission.SEE_CONTACT_DATA),
        with_money=door.may(Permission.SEE_MONEY),
    )
    where = address_of("appointment", appointment_id=appointment_id)
    return Written(document, location=where if is_new else "", is_new=is_new)
