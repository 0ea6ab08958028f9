"""Move an appointment to another time, staff member or room."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from regulars.actions.appointments.place import KEEP, IdOrKeep, Keep, Place, place_of, put
from regulars.actions.appointments.reach import OutOfDate, held_appointment, must_be_current
from regulars.actions.appointments.status_change import keep_standing, touch
from regulars.actions.taken_time.columns import Columns, lock_columns
from regulars.actions.wholly import wholly
from regulars.kernel.actor import Actor
from regulars.kernel.tenant import Tenant
from regulars.records.appointments import Appointment
from regulars.records.audit import AuditEntry
from regulars.rules.permissions import Permission

# The columns of an appointment that a move can change.
MOVED_FIELDS = ("starts_at", "ends_at", "staff_member", "room", "status", "time_known")


@dataclass(frozen=True, slots=True)
class Moved:
    """From where to where, and the version to undo it with."""

    before: Place
    after: Place
    version: int


@wholly
def reschedule_appointment(
    *,
    business: Tenant,
    appointment_id: int,
    starts_at: datetime,
    actor: Actor,
    at: datetime,
    ends_at: datetime | None = None,
    staff_member_id: int | None = None,
    room_id: IdOrKeep = KEEP,
    version: int | None = None,
) -> Moved:
    """Move the appointment and the time that it holds, or leave both where they are.

    `ends_at` None keeps the length, `staff_member_id` None the staff member, KEEP the room.
    `version` is what was looked at; a move is undone by moving back with the version it answered.
    A confirmed appointment with another start is booked again until the customer says yes to it.
    Raises TimeTaken, OutOfDate, NotPossibleNow, EndsTooSoon, TooLong, TooFarAhead, TooLongAgo,
    NotOffered, Forbidden.
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
    before = place_of(appointment)
    after = Place(
        staff_member_id=staff_member_id or before.staff_member_id,
        room_id=before.room_id if isinstance(room_id, Keep) else room_id,
        starts_at=starts_at,
        ends_at=ends_at or starts_at + (before.ends_at - before.starts_at),
    )
    if after == before:
        return Moved(before, after, appointment.version)

    changes = put(appointment, after, columns=columns, actor=actor, at=at)
    touch(appointment, at=at, fields=MOVED_FIELDS)
    keep_standing(appointment)

    AuditEntry.objects.record(
        actor,
        "appointment.rescheduled",
        appointment,
        at=at,
        customer_id=appointment.customer_id,
        changes=changes,
    )
    return Moved(before, after, appointment.version)


def held_with_columns(
    *,
    business: Tenant,
    appointment_id: int,
    staff_member_ids: Iterable[int | None],
    room_ids: Iterable[int | None],
    actor: Actor,
) -> tuple[Appointment, Columns]:
    """The appointment to be moved, with its own columns and these locked before it.

    Raises OutOfDate when it was moved elsewhere while this waited: its new column was not locked
    in its turn.
    """
    actor.must(Permission.EDIT_APPOINTMENTS, business)
    standing = Appointment.objects.of(business).values_list("staff_member_id", "room_id")
    own_member, own_room = standing.get(id=appointment_id)
    columns = lock_columns(
        business=business,
        staff_member_ids=[own_member, *staff_member_ids],
        room_ids=[own_room, *room_ids],
    )
    appointment = held_appointment(
        business=business,
        appointment_id=appointment_id,
        permission=Permission.EDIT_APPOINTMENTS,
        actor=actor,
    )
    place = place_of(appointment)
    if not columns.hold(staff_member_id=place.staff_member_id, room_id=place.room_id):
        raise OutOfDate
    return appointment, columns
