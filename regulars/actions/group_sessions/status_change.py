"""Move a registration to another status, and leave every trace that belongs to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from regulars.actions.customers.standing import refresh_standing
from regulars.actions.group_sessions.seats import held_session
from regulars.actions.wording import formats_of
from regulars.kernel import words
from regulars.kernel.actor import Actor
from regulars.kernel.refusal import Refused
from regulars.kernel.tenant import Tenant
from regulars.records.audit import AuditEntry
from regulars.records.group_sessions import GroupSession, Registration, RegistrationEvent
from regulars.rules.appointment_status import Move, Status, is_ended, may_move, too_early
from regulars.rules.cancellation import CancelledBy, Verdict
from regulars.rules.permissions import Permission


class NotPossibleNow(Refused):
    """The registration's status or the hour does not allow this move."""

    code = "not_possible_now"


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a cancellation was judged by, to be remembered with it."""

    verdict: Verdict
    by: CancelledBy
    told_at: datetime
    policy_minutes: int


def held_registration(
    *, business: Tenant, registration_id: int, permission: Permission, actor: Actor
) -> Registration:
    """The registration and, before it, its session, locked until the transaction ends.

    Raises Forbidden, or DoesNotExist for another business's registration.
    """
    actor.must(permission, business)
    registrations = Registration.objects.of(business)
    session_id = registrations.values_list("group_session_id", flat=True).get(id=registration_id)
    session = held_session(
        business=business, session_id=session_id, permission=permission, actor=actor
    )
    registration: Registration = registrations.locked().get(id=registration_id)
    # What is read with the session already is not read again.
    registration.group_session = session
    registration.business = session.business
    return registration


def must_be_possible(registration: Registration, move: Move, *, at: datetime) -> None:
    """Raise NotPossibleNow, with a sentence that says what to do instead, unless the move fits."""
    status = Status(registration.status)
    if not may_move(status, move):
        raise NotPossibleNow(_why_not(status, move))
    if too_early(move, status=status, starts_at=registration.starts_at, at=at):
        begins = formats_of(registration.business).moment(registration.starts_at)
        raise NotPossibleNow(
            _("The group session has not begun yet. Wait until %(moment)s.") % {"moment": begins}
        )


def _why_not(status: Status, move: Move) -> str:
    if move is Move.UNDO:
        return _("There is nothing to undo: the group booking is as it was booked.")
    if status is Status.CHECKED_IN and move is Move.MARK_NO_SHOW:
        return _("The customer has checked in. If that was a mistake, undo the check-in first.")
    if is_ended(status):
        return _("The group booking already has an ending: %(status)s. Undo it first.") % {
            "status": words.status_word(status)
        }
    return _("The group booking has moved on: %(status)s.") % {"status": words.status_word(status)}


def change_status(
    registration: Registration,
    to: Status,
    *,
    verb: str,
    actor: Actor,
    at: datetime,
    reason: str = "",
    judgement: Judgement | None = None,
    is_undo: bool = False,
) -> None:
    """Write the new status (and the place), its event and the audit entry `verb`.

    The customer's standing is the caller's: calling off brings it up to date for all at once.
    """
    was = registration.status
    registration.status = to
    registration.notice_minutes = judgement.verdict.notice_minutes if judgement else None
    registration.cancelled_by = judgement.by if judgement else ""
    registration.version += 1
    registration.save(
        update_fields=("status", "notice_minutes", "cancelled_by", "place", "version")
    )
    write_event(
        registration,
        Status(was),
        actor=actor,
        at=at,
        reason=reason,
        judgement=judgement,
        is_undo=is_undo,
    )
    changes: dict[str, list[str]] = {"status": [was, to]}
    if reason:
        changes["reason"] = ["", reason]
    AuditEntry.objects.record(
        actor, verb, registration, at=at, customer_id=registration.customer_id, changes=changes
    )


def write_event(
    registration: Registration,
    was: Status | None,
    *,
    actor: Actor,
    at: datetime,
    reason: str = "",
    judgement: Judgement | None = None,
    is_undo: bool = False,
) -> None:
    """Write down that the registration came to its present status; None: it was made."""
    RegistrationEvent.objects.create(
        business_id=registration.business_id,
        registration=registration,
        from_status=was or "",
        to_status=registration.status,
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


def keep_standing(registration: Registration) -> None:
    """Bring the customer's counters and tally up to date."""
    refresh_standing(business=registration.business, customer_ids=[registration.customer_id])


def touch_session(session: GroupSession, *fields: str) -> None:
    """Save these fields and let every form that was opened before be out of date."""
    session.version += 1
    session.save(update_fields=(*fields, "version"))
