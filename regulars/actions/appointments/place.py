"""Where an appointment stands in the calendar, and how it comes to stand elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Final, TypeAlias

from django.utils.translation import gettext as _

from regulars.actions.appointments.possible import (
    must_be_near,
    must_do,
    must_have_length,
    must_take_bookings,
)
from regulars.actions.appointments.reach import must_reach
from regulars.actions.appointments.status_change import NotPossibleNow
from regulars.actions.taken_time.columns import Columns
from regulars.actions.taken_time.hold import hold_time, let_go
from regulars.kernel import words
from regulars.kernel.actor import Actor
from regulars.records.appointments import Appointment, AppointmentEvent
from regulars.records.audit import AuditEntry
from regulars.rules.appointment_status import Status, may_be_moved, status_when_moved


class Keep(Enum):
    """Says that something stays as it is, where None means that there is none."""

    KEEP = "keep"


KEEP: Final = Keep.KEEP
IdOrKeep: TypeAlias = int | Keep | None

_COLUMNS = ("starts_at", "ends_at", "staff_member_id", "room_id")


@dataclass(frozen=True, slots=True)
class Place:
    """From when until when, with whom and in which room."""

    staff_member_id: int | None
    room_id: int | None
    starts_at: datetime
    ends_at: datetime


def place_of(appointment: Appointment) -> Place:
    """Where it stands now."""
    return Place(
        staff_member_id=appointment.staff_member_id,
        room_id=appointment.room_id,
        starts_at=appointment.starts_at,
        ends_at=appointment.ends_at,
    )


def put(
    appointment: Appointment, after: Place, *, columns: Columns, actor: Actor, at: datetime
) -> dict[str, list[object]]:
    """Give the appointment, unsaved, its new place and hold that time; what changed, old and new.

    Its columns before and after are locked. Whoever said yes to another start is asked again
    (status_when_moved). Raises NotPossibleNow, TimeTaken, Forbidden, and what `possible` raises.
    """
    before = place_of(appointment)
    _must_be_movable(appointment)
    _must_be_possible(appointment, before, after, columns=columns, actor=actor, at=at)

    changes: dict[str, list[object]] = {}
    for name in _COLUMNS:
        was, becomes = getattr(before, name), getattr(after, name)
        if was != becomes:
            changes[name] = [_stored(was), _stored(becomes)]
            setattr(appointment, name, becomes)
    if "starts_at" in changes:
        changes |= _asked_again(appointment, before, actor=actor, at=at)
    appointment.time_known = True
    rehold(appointment, at=at)
    return changes


def rehold(appointment: Appointment, *, at: datetime) -> None:
    """Hold what the appointment needs by now in place of what it held. Raises TimeTaken."""
    if may_be_moved(Status(appointment.status)) and appointment.time_known:
        let_go(appointment)
        hold_time(appointment, at=at)


def _must_be_movable(appointment: Appointment) -> None:
    status = Status(appointment.status)
    if not may_be_moved(status):
        raise NotPossibleNow(
            _(
                "This appointment has its ending (%(status)s) and stays where it is. "
                "Undo the ending first, or book a new one."
            )
            % {"status": words.status_word(status)}
        )


def _must_be_possible(
    appointment: Appointment,
    before: Place,
    after: Place,
    *,
    columns: Columns,
    actor: Actor,
    at: datetime,
) -> None:
    must_have_length(after.starts_at, after.ends_at)
    if after.starts_at != before.starts_at:
        must_be_near(after.starts_at, studio=appointment.business, at=at)
    if after.staff_member_id != before.staff_member_id:
        must_reach(actor, after.staff_member_id)
        member = columns.member(after.staff_member_id)
        must_take_bookings(member)
        must_do(member, appointment.service, studio=appointment.business)
    if after.room_id != before.room_id:
        must_take_bookings(None, columns.room(after.room_id))


def _asked_again(
    appointment: Appointment, before: Place, *, actor: Actor, at: datetime
) -> dict[str, list[object]]:
    """The change of status that a new start brings, with its event."""
    was = Status(appointment.status)
    becomes = status_when_moved(was, other_start=True)
    if _goes_back_to_a_yes(appointment, was):
        becomes = Status.CONFIRMED
    if becomes is was:
        return {}
    appointment.status = becomes
    AppointmentEvent.objects.create(
        business_id=appointment.business_id,
        appointment=appointment,
        from_status=was,
        to_status=becomes,
        at=at,
        actor_kind=actor.kind,
        actor_id=actor.id,
        is_undo=becomes is Status.BOOKED,  # the yes no longer stands
    )
    return {"status": [was.value, becomes.value]}


def _goes_back_to_a_yes(appointment: Appointment, was: Status) -> bool:
    """Whether a move took the yes away and this one, right after it, undoes that move."""
    if was is not Status.BOOKED:
        return False
    latest = (
        AuditEntry.objects.of(appointment.business)
        .filter(subject_kind="appointment", subject_id=appointment.id)
        .order_by("-at", "-id")
        .values_list("verb", "changes")
        .first()
    )
    if latest is None or latest[0] != "appointment.rescheduled":
        return False
    changes = latest[1]
    had_a_yes = changes.get("status") == [Status.CONFIRMED.value, Status.BOOKED.value]
    return had_a_yes and bool(changes["starts_at"][0] == appointment.starts_at.isoformat())


def _stored(value: object) -> object:
    return value.isoformat() if isinstance(value, datetime) else value
