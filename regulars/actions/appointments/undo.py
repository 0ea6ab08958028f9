"""Undo the latest change of an appointment's status."""

from __future__ import annotations

from datetime import datetime

from regulars.actions.appointments.reach import held_appointment
from regulars.actions.appointments.status_change import change_status, must_be_possible
from regulars.actions.appointments.taken_time import lock_columns, take_time
from regulars.actions.projects.finish import take_back_finish
from regulars.actions.wholly import wholly
from regulars.kernel.actor import Actor
from regulars.kernel.tenant import Tenant
from regulars.records.appointments import Appointment, AppointmentEvent
from regulars.rules.appointment_status import Move, Status, is_active, is_ended
from regulars.rules.permissions import Permission
from regulars.rules.status_changes import StatusChange, status_before_latest


@wholly
def undo_status(
    *,
    business: Tenant,
    appointment_id: int,
    actor: Actor,
    at: datetime,
    reason: str = "",
) -> Status:
    """Give the appointment the status it had before its latest change; returns that status.

    Undoing an ending takes back what of its time still lies ahead, and is refused (TimeTaken)
    when somebody else has it by now. A project that it finished is open again. Ledger lines and sent messages stay (PRODUCT.md, chapter 0).
    Raises TimeTaken, NotPossibleNow, Forbidden.
    """
    actor.must(Permission.UNDO_ENDINGS, business)
    columns = Appointment.objects.of(business).values("staff_member_id", "room_id")
    lock_columns(business=business, **columns.get(id=appointment_id))
    appointment = held_appointment(
        business=business,
        appointment_id=appointment_id,
        permission=Permission.UNDO_ENDINGS,
        actor=actor,
    )

    must_be_possible(appointment, Move.UNDO, at=at)
    before = _status_before(appointment)
    was = Status(appointment.status)
    completed_at = _completed_at(appointment) if was is Status.COMPLETED else None

    if is_ended(was) and is_active(before) and appointment.time_known:
        take_time(appointment, at=at)
    change_status(
        appointment,
        before,
        verb="appointment.undone",
        actor=actor,
        at=at,
        reason=reason.strip(),
        is_undo=True,
    )
    if completed_at is not None and appointment.project_id is not None:
        take_back_finish(
            business=business,
            project_id=appointment.project_id,
            finished_at=completed_at,
            actor=actor,
            at=at,
        )
    return before


def _completed_at(appointment: Appointment) -> datetime | None:
    events = AppointmentEvent.objects.of(appointment.business).filter(
        appointment=appointment, to_status=Status.COMPLETED, is_undo=False
    )
    moments: list[datetime] = list(events.order_by("-id").values_list("at", flat=True)[:1])
    return moments[0] if moments else None


def _status_before(appointment: Appointment) -> Status:
    events = AppointmentEvent.objects.of(appointment.business).filter(appointment=appointment)
    rows = events.order_by("id").values_list("to_status", "is_undo")
    return status_before_latest(StatusChange(Status(to), is_undo) for to, is_undo in rows)
