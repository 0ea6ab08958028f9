"""What stands in the book from when until when, and what is there to know about one of them?"""

from __future__ import annotations

from datetime import UTC, datetime

from ninja import Query, Router, Schema
from pydantic import Field

from regulars.faces.api.door import ApiRequest
from regulars.faces.api.questions import Cursor, MomentOrDay, RowId, moment_of
from regulars.faces.api.reading import must_be_a_cursor, reads
from regulars.queries.appointment_list import MOST_BOOKINGS, AppointmentPage, appointment_list
from regulars.queries.appointment_parts import AppointmentDetail
from regulars.queries.token_views import appointment_for_programs
from regulars.queries.visits import Place
from regulars.rules.appointment_status import Status
from regulars.rules.permissions import Permission, Scope

router = Router(tags=["appointments"])

_BEGINNING, _END = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)


class AppointmentsAsked(Schema):
    """Which appointments are wanted."""

    from_: MomentOrDay | None = Field(
        None,
        alias="from",
        description="The first moment they may start at; a day begins in the business's time zone.",
    )
    until: MomentOrDay | None = Field(
        None, description="The moment they start before, or the day; it is not included."
    )
    staff: RowId | None = Field(None, description="Only of this staff member.")
    customer: RowId | None = Field(None, description="Only of this customer.")
    status: Status | None = Field(None, description="Only those of this status.")
    limit: int = Field(50, ge=1, le=MOST_BOOKINGS, description="How many at most.")
    cursor: Cursor = Field("", description="Where the page begins: `next` of the page before.")


@reads(
    router,
    "/appointments/",
    called="appointments",
    summary="Appointments and group bookings by time",
    needs=Scope.APPOINTMENTS_READ,
)
def appointments(request: ApiRequest, asked: Query[AppointmentsAsked]) -> AppointmentPage:
    """What starts from one moment until before another, in order of the start.

    Group bookings are among them: `is_group` says so, and they count their ids apart. Without
    `from` and `until` everything is meant. Prices are null without money:read.
    """
    must_be_a_cursor(Place.read(asked.cursor), asked.cursor)
    door = request.door
    return appointment_list(
        business=door.business,
        starts_at=moment_of(asked.from_ or _BEGINNING, door.zone),
        ends_at=moment_of(asked.until or _END, door.zone),
        staff_member_id=asked.staff,
        customer_id=asked.customer,
        status=asked.status,
        page=asked.cursor,
        limit=asked.limit,
        with_money=door.may(Permission.SEE_MONEY),
    )


@reads(
    router,
    "/appointments/{int:appointment_id}/",
    called="appointment",
    summary="One appointment",
    needs=Scope.APPOINTMENTS_READ,
)
def appointment(request: ApiRequest, appointment_id: int) -> AppointmentDetail:
    """The appointment with who comes, every change of status, messages, money and deposits.

    Alerts and notes of the customer need customers:read too, e-mail and phone contact:read;
    price, ledger lines and deposits are left out without money:read.
    """
    door = request.door
    return appointment_for_programs(
        business=door.business,
        appointment_id=appointment_id,
        with_customer=door.may(Permission.SEE_CUSTOMERS),
        with_contact_data=door.may(Permission.SEE_CONTACT_DATA),
        with_money=door.may(Permission.SEE_MONEY),
    )
