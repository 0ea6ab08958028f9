"""Take time from staff members and rooms for an appointment, and let go of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from regulars.actions.appointments.wording import formats_of
from regulars.kernel.refusal import Refused
from regulars.kernel.tenant import Tenant
from regulars.records.appointments import Appointment
from regulars.records.busy_time import BusyTime
from regulars.records.schedule import Room
from regulars.records.staff import StaffMember
from regulars.rules.held_time import room_spans, staff_spans, still_ahead
from regulars.rules.intervals import Span


class TimeTaken(Refused):
    """The staff member or the room is busy; the sentence names who and when."""

    code = "time_taken"


def lock_columns(
    *, business: Tenant, staff_member_id: int | None, room_id: int | None
) -> tuple[StaffMember | None, Room | None]:
    """Hold the staff member's and the room's rows, so that rivals for their time wait in line.

    Every action that takes time does this first and in this order, which rules out deadlocks.
    """
    member = room = None
    if staff_member_id is not None:
        member = StaffMember.objects.of(business).locked().get(id=staff_member_id)
    if room_id is not None:
        room = Room.objects.of(business).locked().get(id=room_id)
    return member, room


def take_time(appointment: Appointment, *, at: datetime) -> None:
    """Hold what of the appointment still lies ahead. Raises TimeTaken and holds nothing.

    Past time is nobody's any more and cannot be in the way.
    """
    wanted = list(_wanted(appointment, at))
    try:
        with transaction.atomic():
            BusyTime.objects.bulk_create(wanted)
    except IntegrityError as clash:
        # The guard of the database is the judge (records/guards.py), whoever looked before.
        if "guard_overlap" not in str(clash):
            raise
        raise _taken(appointment, wanted) from clash


def let_go_of_time(appointment: Appointment) -> None:
    """Give everything back that the appointment holds."""
    BusyTime.objects.of(appointment.business).filter(appointment=appointment).delete()


def _wanted(appointment: Appointment, at: datetime) -> Iterator[BusyTime]:
    service = appointment.service
    buffer = timedelta(minutes=service.buffer_minutes if service else 0)
    times = (appointment.starts_at, appointment.ends_at)
    if appointment.staff_member_id is not None:
        spans = staff_spans(
            *times,
            buffer=buffer,
            gap_after=timedelta(minutes=service.gap_after_minutes if service else 0),
            gap=timedelta(minutes=service.gap_minutes if service else 0),
        )
        yield from _held(appointment, still_ahead(spans, at), staff=True)
    if appointment.room_id is not None:
        spans = room_spans(*times, buffer=buffer)
        yield from _held(appointment, still_ahead(spans, at), staff=False)


def _held(appointment: Appointment, spans: Iterable[Span], *, staff: bool) -> Iterator[BusyTime]:
    for span in spans:
        yield BusyTime(
            business_id=appointment.business_id,
            staff_member_id=appointment.staff_member_id if staff else None,
            room_id=None if staff else appointment.room_id,
            starts_at=span.starts_at,
            ends_at=span.ends_at,
            appointment=appointment,
        )


def _taken(appointment: Appointment, wanted: Iterable[BusyTime]) -> TimeTaken:
    """Name the first thing in the way."""
    for wish in wanted:
        rival = (
            BusyTime.objects.of(appointment.business)
            .filter(_same_owner(wish))
            .overlapping(wish.starts_at, wish.ends_at)
            .select_related("staff_member", "room")
            .order_by("starts_at")
            .first()
        )
        if rival is not None:
            return TimeTaken(_sentence(appointment, rival))
    return TimeTaken(_("This time was taken a moment ago. Choose another one."))


def _same_owner(wish: BusyTime) -> Q:
    if wish.room_id is not None:
        return Q(room_id=wish.room_id)
    return Q(staff_member_id=wish.staff_member_id)


def _sentence(appointment: Appointment, rival: BusyTime) -> str:
    fmt = formats_of(appointment.business)
    owner = rival.staff_member or rival.room
    day = fmt.local(appointment.starts_at).date()
    days = {fmt.local(moment).date() for moment in (rival.starts_at, rival.ends_at)}
    write = fmt.time if days == {day} else fmt.moment
    return _("%(name)s is taken from %(start)s until %(end)s. Choose another time.") % {
        "name": owner.name if owner else "",
        "start": write(rival.starts_at),
        "end": write(rival.ends_at),
    }
