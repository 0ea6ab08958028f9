"""Change what an appointment says, and where it stands, in one save."""

from __future__ import annotations

from datetime import datetime

from regulars.actions.appointments.place import KEEP, IdOrKeep, Keep, Place, place_of, put, rehold
from regulars.actions.appointments.possible import must_be_on_the_list, must_do
from regulars.actions.appointments.project_choice import project_of
from regulars.actions.appointments.reach import must_be_current
from regulars.actions.appointments.reschedule import MOVED_FIELDS, held_with_columns
from regulars.actions.appointments.status_change import keep_standing, touch
from regulars.actions.wholly import wholly
from regulars.kernel.actor import Actor, Forbidden
from regulars.kernel.tenant import Tenant
from regulars.records.appointments import Appointment
from regulars.records.audit import AuditEntry
from regulars.records.catalogue import Service
from regulars.rules.permissions import Permission

_FIELDS = ("title", "price_minor", "notes", "project_id")


@wholly
def change_appointment(
    *,
    business: Tenant,
    appointment_id: int,
    version: int,
    title: str,
    price_minor: int | None,
    notes: str,
    project_id: int | None,
    actor: Actor,
    at: datetime,
    new_project_title: str = "",
    service_id: IdOrKeep = KEEP,
    starts_at: datetime | None = None,
    ends_at: datetime | None = None,
    staff_member_id: int | None = None,
    room_id: IdOrKeep = KEEP,
) -> None:
    """Write what is known about the appointment; what is not named of its place stays.

    `version` is what the form was opened with. `new_project_title` opens a project of that name
    for the customer in place of `project_id`. Price in minor units, None when not agreed yet.
    Another service changes neither length nor price by itself; its buffer and gap are held.
    Raises OutOfDate, NoCustomer, NotOffered, Forbidden, and what reschedule_appointment raises.
    """
    rooms = () if isinstance(room_id, Keep) else (room_id,)
    appointment, columns = held_with_columns(
        business=business,
        appointment_id=appointment_id,
        staff_member_ids=[staff_member_id],
        room_ids=rooms,
        actor=actor,
    )

    must_be_current(appointment, version)
    if price_minor != appointment.price_minor and not actor.may(Permission.SEE_MONEY):
        raise Forbidden
    before = place_of(appointment)
    after = Place(
        staff_member_id=staff_member_id or before.staff_member_id,
        room_id=before.room_id if isinstance(room_id, Keep) else room_id,
        starts_at=starts_at or before.starts_at,
        ends_at=ends_at or before.ends_at,
    )

    changes = _with_service(appointment, service_id, after)
    is_moved = after != before
    if is_moved:
        changes |= put(appointment, after, columns=columns, actor=actor, at=at)
    elif changes:
        rehold(appointment, at=at)
    project_id = project_of(
        appointment, project_id=project_id, new_title=new_project_title, actor=actor, at=at
    )
    changes |= _written(appointment, (title.strip(), price_minor, notes.strip(), project_id))
    if not changes:
        return

    fields = MOVED_FIELDS if is_moved else ()
    touch(appointment, at=at, fields=(*fields, "service", *_FIELDS))
    if is_moved:
        keep_standing(appointment)
    AuditEntry.objects.record(
        actor,
        "appointment.rescheduled" if is_moved else "appointment.changed",
        appointment,
        at=at,
        customer_id=appointment.customer_id,
        changes=changes,
    )


def _with_service(
    appointment: Appointment, service_id: IdOrKeep, after: Place
) -> dict[str, list[object]]:
    """Give the appointment, unsaved, the service; what changed, old and new."""
    if isinstance(service_id, Keep) or service_id == appointment.service_id:
        return {}
    was = appointment.service_id
    if service_id is None:
        appointment.service = None
        return {"service_id": [was, None]}
    service = Service.objects.of(appointment.business).get(id=service_id)
    must_be_on_the_list(service)
    appointment.service = service
    if after.staff_member_id == appointment.staff_member_id:
        must_do(appointment.staff_member, service, studio=appointment.business)
    return {"service_id": [was, service_id]}


def _written(appointment: Appointment, said: tuple[object, ...]) -> dict[str, list[object]]:
    """Write what is said to the record, unsaved; the old and new value of what differs."""
    changes = {}
    for name, value in zip(_FIELDS, said, strict=True):
        was = getattr(appointment, name)
        if was != value:
            changes[name] = [was, value]
            setattr(appointment, name, value)
    return changes
