"""Undo the latest change of an appointment's status."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from regulars.actions.appointments.reach import held_appointment
from regulars.actions.appointments.status_change import change_status, must_be_possible
from regulars.actions.deposits.bring_back import bring_back_deposits, give_back_what_was_spent
from regulars.actions.ledger.pay_back import pay_back
from regulars.actions.ledger.write import balance_of
from regulars.actions.projects.finish import take_back_finish
from regulars.actions.taken_time.columns import lock_columns
from regulars.actions.taken_time.hold import hold_time
from regulars.actions.wholly import wholly
from regulars.kernel import words
from regulars.kernel.actor import Actor
from regulars.kernel.refusal import Refused
from regulars.kernel.tenant import Tenant
from regulars.records.appointments import Appointment, AppointmentEvent
from regulars.rules.appointment_status import Move, Status, is_active, is_ended
from regulars.rules.money import PayMethod
from regulars.rules.permissions import Permission
from regulars.rules.status_changes import StatusChange, status_before_latest


class MovedOn(Refused):
    """Something else happened to the appointment since; the sentence says where it stands."""

    code = "moved_on"


@wholly
def undo_status(
    *,
    business: Tenant,
    appointment_id: int,
    actor: Actor,
    at: datetime,
    reason: str = "",
    expects: Status | None = None,
    gives_back: PayMethod | None = None,
) -> Status:
    """Give the appointment the status it had before its latest change; returns that status.

    Undoing an ending takes back what of its time still lies ahead, and is refused (TimeTaken)
    when somebody else has it by now. A project that it finished is open again, and deposits wait
    again, but for those that were paid out. Payments and sent messages stay (PRODUCT.md,
    chapter 0), unless `gives_back` says how what was paid goes back. `expects` is what is meant to
    be undone. Raises TimeTaken, NotPossibleNow, MovedOn, Forbidden.
    """
    actor.must(Permission.UNDO_ENDINGS, business)
    columns = Appointment.objects.of(business).values_list("staff_member_id", "room_id")
    staff_member_id, room_id = columns.get(id=appointment_id)
    lock_columns(business=business, staff_member_ids=[staff_member_id], room_ids=[room_id])
    appointment = held_appointment(
        business=business,
        appointment_id=appointment_id,
        permission=Permission.UNDO_ENDINGS,
        actor=actor,
    )

    was = Status(appointment.status)
    if expects not in (None, was):
        raise MovedOn(
            _("The appointment has moved on: %(status)s. Look at it before you undo.")
            % {"status": words.status_word(was)}
        )
    must_be_possible(appointment, Move.UNDO, at=at)
    before = _status_before(appointment)
    ended_at = _latest_at(appointment, was) if is_ended(was) else None

    if is_ended(was) and is_active(before) and appointment.time_known:
        hold_time(appointment, at=at)
    change_status(
        appointment,
        before,
        verb="appointment.undone",
        actor=actor,
        at=at,
        reason=reason.strip(),
        is_undo=True,
    )
    if ended_at is not None:
        _take_back(appointment, was, ended_at=ended_at, actor=actor, at=at)
    if gives_back is not None:
        _give_back(appointment, gives_back, actor=actor, at=at)
    return before


def _take_back(
    appointment: Appointment, was: Status, *, ended_at: datetime, actor: Actor, at: datetime
) -> None:
    """What the ending did to deposits and to the project is undone with it."""
    bring_back_deposits(appointment, since=ended_at, actor=actor, at=at)
    if was is not Status.COMPLETED:
        return
    give_back_what_was_spent(appointment, since=ended_at, actor=actor, at=at)
    if appointment.project_id is not None:
        take_back_finish(
            business=appointment.business,
            project_id=appointment.project_id,
            finished_at=ended_at,
            actor=actor,
            at=at,
        )


def _give_back(appointment: Appointment, method: PayMethod, *, actor: Actor, at: datetime) -> None:
    amount = balance_of(appointment).taken_minor
    if amount:
        pay_back(
            business=appointment.business,
            appointment_id=appointment.id,
            amount_minor=amount,
            method=method,
            actor=actor,
            at=at,
        )


def _latest_at(appointment: Appointment, status: Status) -> datetime | None:
    """When the appointment came to this status; None for one that came in with it."""
    events = AppointmentEvent.objects.of(appointment.business).filter(
        appointment=appointment, to_status=status, is_undo=False
    )
    moments: list[datetime] = list(events.order_by("-id").values_list("at", flat=True)[:1])
    return moments[0] if moments else None


def _status_before(appointment: Appointment) -> Status:
    events = AppointmentEvent.objects.of(appointment.business).filter(appointment=appointment)
    rows = events.order_by("id").values_list("to_status", "is_undo")
    return status_before_latest(StatusChange(Status(to), is_undo) for to, is_undo in rows)
