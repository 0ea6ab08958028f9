"""Leave a group session: the place is given back, judged once as on time or too late."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from regulars.actions.group_sessions.seats import close_up
from regulars.actions.group_sessions.status_change import (
    Judgement,
    change_status,
    held_registration,
    keep_standing,
    must_be_possible,
)
from regulars.actions.wholly import wholly
from regulars.kernel.actor import Actor, ActorKind, Forbidden
from regulars.kernel.refusal import Refused
from regulars.kernel.tenant import Tenant
from regulars.records.group_sessions import GroupSession
from regulars.rules.appointment_status import Move
from regulars.rules.cancellation import CancellationPolicy, CancelledBy, notice_period
from regulars.rules.permissions import Permission

_MINUTE = timedelta(minutes=1)


class ToldLater(Refused):
    """Nobody can have told the studio in the future."""

    code = "told_later"
    sentence = _("This moment has not come yet. Say when the studio was told.")


@wholly
def cancel_registration(
    *,
    business: Tenant,
    registration_id: int,
    by: CancelledBy,
    told_at: datetime,
    actor: Actor,
    at: datetime,
    reason: str = "",
) -> Judgement:
    """Give the place back. Whoever was overbooked first gets it; else it is free.

    Judged by when the studio was told, against the notice period of the service or else of the
    business as it is today, and remembered. Raises NotPossibleNow, ToldLater, Forbidden.
    """
    if by is CancelledBy.NOTIFICATION and actor.kind not in (ActorKind.CLOCK, ActorKind.IMPORT):
        raise Forbidden
    registration = held_registration(
        business=business,
        registration_id=registration_id,
        permission=Permission.END_APPOINTMENTS,
        actor=actor,
    )

    must_be_possible(registration, Move.CANCEL, at=at)
    if told_at > at:
        raise ToldLater
    session = registration.group_session
    judgement = judged(session, by=by, told_at=told_at)

    change_status(
        registration,
        judgement.verdict.status,
        verb="registration.cancelled",
        actor=actor,
        at=at,
        reason=reason.strip(),
        judgement=judgement,
    )
    close_up(session)
    keep_standing(registration)
    return judgement


def judged(session: GroupSession, *, by: CancelledBy, told_at: datetime) -> Judgement:
    """The cancellation of a place in this session, judged by the policy of today."""
    notice = notice_period(
        of_service=session.service.notice_minutes, of_business=session.business.notice_minutes
    )
    verdict = CancellationPolicy(notice).judge(starts_at=session.starts_at, told_at=told_at, by=by)
    return Judgement(verdict, by, told_at, notice // _MINUTE)
