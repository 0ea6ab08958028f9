"""Plan a group session."""

from __future__ import annotations

from datetime import datetime, timedelta

from regulars.actions.appointments.possible import must_be_near, must_do, must_take_bookings
from regulars.actions.group_sessions.planned import (
    must_be_on_the_list,
    must_have_length,
    must_have_places,
)
from regulars.actions.taken_time.columns import lock_columns
from regulars.actions.taken_time.hold import hold_time
from regulars.actions.wholly import wholly
from regulars.kernel.actor import Actor
from regulars.kernel.tenant import Tenant
from regulars.records.audit import AuditEntry
from regulars.records.businesses import Business
from regulars.records.catalogue import Service
from regulars.records.group_sessions import GroupSession
from regulars.rules.permissions import Permission


@wholly
def plan_group_session(
    *,
    business: Tenant,
    service_id: int,
    staff_member_id: int,
    starts_at: datetime,
    actor: Actor,
    at: datetime,
    ends_at: datetime | None = None,
    room_id: int | None = None,
    capacity: int | None = None,
    title: str = "",
    notes: str = "",
) -> int:
    """Plan the session and hold the time of the staff member and the room; returns the id.

    Length, capacity and title are the service's unless given. One that has passed can be noted
    afterwards. Raises TimeTaken (PRODUCT.md 4.7), EndsTooSoon, TooLong, NoPlaces, TooFarAhead,
    TooLongAgo, NotOffered, Forbidden.
    """
    actor.must(Permission.MANAGE_GROUPS, business)

    columns = lock_columns(
        business=business, staff_member_ids=[staff_member_id], room_ids=[room_id]
    )
    member, room = columns.member(staff_member_id), columns.room(room_id)

    studio = Business.objects.get(id=business.id)
    service = Service.objects.of(business).get(id=service_id)
    must_be_on_the_list(service)
    must_take_bookings(member, room)
    must_do(member, service, studio=studio)
    ends_at = ends_at or starts_at + timedelta(minutes=service.duration_minutes)
    must_have_length(starts_at, ends_at)
    must_be_near(starts_at, studio=studio, at=at)
    capacity = service.capacity if capacity is None else capacity
    must_have_places(capacity)

    session = GroupSession.objects.create(
        business=studio,
        service=service,
        staff_member_id=staff_member_id,
        room=room,
        title=title.strip() or service.name,
        starts_at=starts_at,
        ends_at=ends_at,
        capacity=capacity,
        notes=notes.strip(),
        created_at=at,
    )
    hold_time(session, at=at)

    AuditEntry.objects.record(
        actor,
        "group_session.planned",
        session,
        at=at,
        changes={
            "starts_at": [None, starts_at.isoformat()],
            "capacity": [None, capacity],
            "staff_member_id": [None, staff_member_id],
        },
    )
    return session.id
