"""Book an appointment."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from regulars.actions.appointments.reach import must_reach
from regulars.actions.appointments.status_change import keep_standing
from regulars.actions.appointments.taken_time import lock_columns, take_time
from regulars.actions.wholly import wholly
from regulars.kernel.actor import Actor
from regulars.kernel.refusal import Refused
from regulars.kernel.tenant import Tenant
from regulars.records.appointments import Appointment, AppointmentEvent
from regulars.records.audit import AuditEntry
from regulars.records.businesses import Business
from regulars.records.catalogue import Service
from regulars.records.customers import Customer
from regulars.records.projects import Project
from regulars.records.staff import StaffMember
from regulars.rules.appointment_status import Status
from regulars.rules.permissions import Permission


class EndsTooSoon(Refused):
    """The end does not lie after the start."""

    code = "ends_too_soon"
    sentence = gettext_lazy("An appointment ends after it starts. Choose a later end.")


class NotOffered(Refused):
    """The service or the staff member cannot be booked like this."""

    code = "not_offered"


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
    price_minor: int | None = None,
    title: str = "",
    notes: str = "",
) -> int:
    """Book the customer and hold the time of the staff member and the room; returns the id.

    Length and price are the service's unless given; the price is in minor units and frozen here.
    Raises TimeTaken (PRODUCT.md 4.7), EndsTooSoon, NotOffered, Forbidden.
    """
    actor.must(Permission.BOOK_APPOINTMENTS, business)
    must_reach(actor, staff_member_id)

    member, room = lock_columns(business=business, staff_member_id=staff_member_id, room_id=room_id)

    service = Service.objects.of(business).get(id=service_id)
    _must_be_offered(service, member)
    customer = Customer.objects.of(business).get(id=customer_id)
    project = None
    if project_id is not None:
        project = Project.objects.of(business).get(id=project_id, customer=customer)
    ends_at = ends_at or starts_at + timedelta(minutes=service.duration_minutes)
    if ends_at <= starts_at:
        raise EndsTooSoon

    studio = Business.objects.get(id=business.id)
    appointment = Appointment.objects.create(
        business=studio,
        customer=customer,
        staff_member=member,
        room=room,
        service=service,
        project=project,
        title=title.strip(),
        starts_at=starts_at,
        ends_at=ends_at,
        price_minor=service.price_minor if price_minor is None else price_minor,
        currency=studio.currency,
        notes=notes.strip(),
        created_at=at,
        changed_at=at,
    )
    take_time(appointment, at=at)
    keep_standing(appointment)

    _write_down(appointment, actor=actor, at=at)
    return appointment.id


def _must_be_offered(service: Service, member: StaffMember | None) -> None:
    if not service.is_active:
        raise NotOffered(
            _("%(service)s is no longer offered. Choose another service.")
            % {"service": service.name}
        )
    if service.capacity > 1:
        raise NotOffered(
            _("%(service)s is for groups. Book it as a group session.") % {"service": service.name}
        )
    if member is not None and not member.is_active:
        raise NotOffered(
            _("%(name)s no longer works here. Choose somebody else.") % {"name": member.name}
        )


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
