"""Book an appointment."""

from __future__ import annotations

from datetime import datetime, timedelta

from regulars.actions.appointments.possible import (
    must_be_near,
    must_be_on_the_list,
    must_do,
    must_have_length,
    must_take_bookings,
)
from regulars.actions.appointments.project_choice import project_of
from regulars.actions.appointments.reach import must_reach
from regulars.actions.appointments.status_change import keep_standing
from regulars.actions.taken_time.columns import lock_columns
from regulars.actions.taken_time.hold import hold_time
from regulars.actions.wholly import wholly
from regulars.kernel.actor import Actor, Forbidden
from regulars.kernel.tenant import Tenant
from regulars.records.appointments import Appointment, AppointmentEvent
from regulars.records.audit import AuditEntry
from regulars.records.businesses import Business
from regulars.records.catalogue import Service
from regulars.records.customers import Customer
from regulars.rules.appointment_status import Status
from regulars.rules.permissions import Permission


@wholly
def book_appointment(
    *,
    business: Tenant,
    customer_id: int,
    staff_member_id: int,
    service_id: int,
    starts_at: datetime,
    actor: Actor,
    at: datetime,
    ends_at: datetime | None = None,
    room_id: int | None = None,
    project_id: int | None = None,
    new_project_title: str = "",
    price_minor: int | None = None,
    title: str = "",
    notes: str = "",
) -> int:
    """Book the customer and hold the time of the staff member and the room; returns the id.

    Length and price are the service's unless given; the price is in minor units and frozen here.
    `new_project_title` opens a project of that name in place of `project_id`. A visit of the past
    is only written down and holds nothing. Working hours forbid nothing here.
    Raises TimeTaken (PRODUCT.md 4.7), EndsTooSoon, TooLong, TooFarAhead, TooLongAgo, NotOffered,
    Forbidden.
    """
    actor.must(Permission.BOOK_APPOINTMENTS, business)
    must_reach(actor, staff_member_id)
    if price_minor is not None and not actor.may(Permission.SEE_MONEY):
        raise Forbidden

    columns = lock_columns(
        business=business, staff_member_ids=[staff_member_id], room_ids=[room_id]
    )
    member, room = columns.member(staff_member_id), columns.room(room_id)

    studio = Business.objects.get(id=business.id)
    service = Service.objects.of(business).get(id=service_id)
    must_be_on_the_list(service)
    must_take_bookings(member, room)
    must_do(member, service, studio=studio)
    customer = Customer.objects.of(business).get(id=customer_id)
    ends_at = ends_at or starts_at + timedelta(minutes=service.duration_minutes)
    must_have_length(starts_at, ends_at)
    must_be_near(starts_at, studio=studio, at=at)

    appointment = Appointment(
        business=studio,
        customer=customer,
        staff_member=member,
        room=room,
        service=service,
        title=title.strip(),
        starts_at=starts_at,
        ends_at=ends_at,
        price_minor=service.price_minor if price_minor is None else price_minor,
        currency=studio.currency,
        notes=notes.strip(),
        created_at=at,
        changed_at=at,
    )
    appointment.project_id = project_of(
        appointment, project_id=project_id, new_title=new_project_title, actor=actor, at=at
    )
    appointment.save()
    hold_time(appointment, at=at)
    keep_standing(appointment)

    _write_down(appointment, actor=actor, at=at)
    return appointment.id


def _write_down(appointment: Appointment, *, actor: Actor, at: datetime) -> None:
    AppointmentEvent.objects.create(
        business_id=appointment.business_id,
        appointment=appointment,
        to_status=Status.BOOKED,
        at=at,
        actor_kind=actor.kind,
        actor_id=actor.id,
    )
    AuditEntry.objects.record(
        actor,
        "appointment.booked",
        appointment,
        at=at,
        customer_id=appointment.customer_id,
        changes={"starts_at": [None, appointment.starts_at.isoformat()]},
    )
