"""Cancel an appointment, judged once: on time or too late."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from regulars.actions.appointments.reach import held_appointment
from regulars.actions.appointments.status_change import (
    Judgement,
    change_status,
    must_be_possible,
)
from regulars.actions.deposits.lapse import lapse_deposits
from regulars.actions.deposits.settle import settle_deposits
from regulars.actions.messages.tell_customer import tell_of_change
from regulars.actions.taken_time.hold import let_go
from regulars.actions.wholly import wholly
from regulars.kernel.actor import Actor, ActorKind, Forbidden
from regulars.kernel.refusal import Refused
from regulars.kernel.tenant import Tenant
from regulars.rules.appointment_status import Move
from regulars.rules.cancellation import (
    CancellationPolicy,
    CancelledBy,
    Verdict,
    notice_period,
)
from regulars.rules.deposits import DepositEnding
from regulars.rules.messages import MessageKind
from regulars.rules.permissions import Permission


class ToldLater(Refused):
    """Nobody can have told the studio in the future."""

    code = "told_later"
    sentence = _("This moment has not come yet. Say when the studio was told.")


@wholly
def cancel_appointment(
    *,
    business: Tenant,
    appointment_id: int,
    by: CancelledBy,
    told_at: datetime,
    actor: Actor,
    at: datetime,
    reason: str = "",
    deposit: DepositEnding | None = None,
    tells_customer: bool = False,
) -> Verdict:
    """Call the appointment off; its time is free again (PRODUCT.md 4.2).

    Judged by when the studio was told, against the notice period of the service or else of the
    business as it is today, and remembered. A deposit that was only asked for lapses; a paid one
    ends as `deposit` says and waits without. Raises NotPossibleNow, ToldLater, Forbidden, and what
    settle_deposits and tell_of_change raise.
    """
    if by is CancelledBy.NOTIFICATION and actor.kind not in (ActorKind.CLOCK, ActorKind.IMPORT):
        raise Forbidden
    appointment = held_appointment(
        business=business,
        appointment_id=appointment_id,
        permission=Permission.END_APPOINTMENTS,
        actor=actor,
    )

    must_be_possible(appointment, Move.CANCEL, at=at)
    if told_at > at:
        raise ToldLater
    notice = notice_period(
        of_service=appointment.service.notice_minutes if appointment.service else None,
        of_business=appointment.business.notice_minutes,
    )
    verdict = CancellationPolicy(notice).judge(
        starts_at=appointment.starts_at, told_at=told_at, by=by
    )

    let_go(appointment)
    change_status(
        appointment,
        verdict.status,
        verb="appointment.cancelled",
        actor=actor,
        at=at,
        reason=reason.strip(),
        judgement=Judgement(verdict, by, told_at, notice // timedelta(minutes=1)),
    )

    lapse_deposits(appointment, actor=actor, at=at)
    if deposit is not None:
        settle_deposits(
            business=business, appointment_id=appointment.id, ending=deposit, actor=actor, at=at
        )
    if tells_customer:
        tell_of_change(
            business=business,
            appointment_id=appointment.id,
            kind=MessageKind.CANCELLED,
            actor=actor,
            at=at,
        )
    return verdict
