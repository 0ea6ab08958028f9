"""Move an appointment to another status, and leave every trace that belongs to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from regulars.actions.customers.standing import refresh_standing
from regulars.actions.wording import formats_of
from regulars.kernel import words
from regulars.kernel.actor import Actor
from regulars.kernel.refusal import Refused
from regulars.records.appointments import Appointment, AppointmentEvent
from regulars.records.audit import AuditEntry
from regulars.rules.appointment_status import Move, Status, is_ended, may_move, too_early
from regulars.rules.cancellation import CancelledBy, Verdict


class NotPossibleNow(Refused):
    """The appointment's status or the hour does not allow this move."""

    code = "not_possible_now"


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a cancellation was judged by, to be remembered with it."""

    verdict: Verdict
    by: CancelledBy
    told_at: datetime
    policy_minutes: int


def must_be_possible(appointment: Appointment, move: Move, *, at: datetime) -> None:
    """Raise NotPossibleNow, with a sentence that says what to do instead, unless the move fits."""
    status = Status(appointment.status)
    if not may_move(status, move):
        raise NotPossibleNow(_why_not(status, move))
    if too_early(move, status=status, starts_at=appointment.starts_at, at=at):
        begins = formats_of(appointment.business).moment(appointment.starts_at)
        raise NotPossibleNow(
            _("The appointment has not begun yet. Wait until %(moment)s.") % {"moment": begins}
        )


def _why_not(status: Status, move: Move) -> str:
    if move is Move.UNDO:
        return _("There is nothing to undo: the appointment is as it was booked.")
    if status is Status.CHECKED_IN and move is Move.MARK_NO_SHOW:
        return _("The customer has checked in. If that was a mistake, undo the check-in first.")
    if is_ended(status):
        return _("The appointment already has an ending: %(status)s. Undo it first.") % {
            "status": words.status_word(status)
        }
    return _("The appointment has moved on: %(status)s.") % {"status": words.status_word(status)}


def change_status(
    appointment: Appointment,
    to: Status,
    *,
    verb: str,
    actor: Actor,
    at: datetime,
    reason: str = "",
    judgement: Judgement | None = None,
    is_undo: bool = False,
) -> None:
    """Write the new status, its event, the customer's standing and the audit entry `verb`."""
    was = appointment.status
    appointment.status = to
    appointment.notice_minutes = judgement.verdict.notice_minutes if judgement else None
    appointment.cancelled_by = judgement.by if judgement else ""
    touch(appointment, at=at, fields=("status", "notice_minutes", "cancelled_by"))
    AppointmentEvent.objects.create(
        business_id=appointment.business_id,
        appointment=appointment,
        from_status=was,
        to_status=to,
        at=at,
        actor_kind=actor.kind,
        actor_id=actor.id,
        cancelled_by=judgement.by if judgement else "",
        told_at=judgement.told_at if judgement else None,
        notice_minutes=judgement.verdict.notice_minutes if judgement else None,
        policy_minutes=judgement.policy_minutes if judgement else None,
        is_undo=is_undo,
        reason=reason,
    )
    keep_standing(appointment)
    changes: dict[str, list[str]] = {"status": [was, to]}
    if reason:
        changes["reason"] = ["", reason]
    AuditEntry.objects.record(
        actor, verb, appointment, at=at, customer_id=appointment.customer_id, changes=changes
    )


def touch(appointment: Appointment, *, at: datetime, fields: tuple[str, ...]) -> None:
    """Save these fields and let every form that was opened before be out of date."""
    appointment.changed_at = at
    appointment.version += 1
    appointment.save(update_fields=[*fields, "changed_at", "version"])


def keep_standing(appointment: Appointment) -> None:
    """Bring the customer's counters and tally up to date."""
    refresh_standing(business=appointment.business, customer_ids=[appointment.customer_id])
