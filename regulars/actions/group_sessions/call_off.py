"""Call a group session off."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from regulars.actions.customers.standing import refresh_standing
from regulars.actions.group_sessions.cancel import judged
from regulars.actions.group_sessions.seats import held_session, must_take_place
from regulars.actions.group_sessions.status_change import change_status, touch_session
from regulars.actions.taken_time.hold import let_go
from regulars.actions.wholly import wholly
from regulars.kernel.actor import Actor
from regulars.kernel.refusal import Refused
from regulars.kernel.tenant import Tenant
from regulars.records.audit import AuditEntry
from regulars.records.group_sessions import (
    GroupSession,
    Registration,
    WaitingPlace,
)
from regulars.rules.appointment_status import Status
from regulars.rules.cancellation import CancelledBy
from regulars.rules.capacity import WaitingState, has_taken_place, loses_place
from regulars.rules.permissions import Permission


class TookPlace(Refused):
    """Somebody has been there, so it cannot be called off."""

    code = "took_place"
    sentence = _(
        "Somebody has been there already or was marked as no show, "
        "so this group session took place. Undo that first."
    )


@dataclass(frozen=True, slots=True)
class CalledOff:
    """Who must be told: the registrations that lost their place, the customers who waited."""

    registration_ids: tuple[int, ...]
    waiting_customer_ids: tuple[int, ...]


@wholly
def call_off_group_session(
    *, business: Tenant, session_id: int, actor: Actor, at: datetime, reason: str = ""
) -> CalledOff:
    """The session does not take place: its time is free, every place cancelled by the studio.

    That is on time for everybody. Nobody waits any longer. Endings of before stay as they are.
    Raises TookPlace, IsCalledOff, Forbidden.
    """
    session = held_session(
        business=business, session_id=session_id, permission=Permission.MANAGE_GROUPS, actor=actor
    )
    registrations = registrations_of(session)

    must_take_place(session)
    if has_taken_place(Status(one.status) for one in registrations):
        raise TookPlace
    losing = [one for one in registrations if loses_place(Status(one.status))]

    let_go(session)
    session.called_off_at = at
    touch_session(session, "called_off_at")
    judgement = judged(session, by=CancelledBy.STUDIO, told_at=at)
    for registration in losing:
        change_status(
            registration,
            judgement.verdict.status,
            verb="registration.cancelled",
            actor=actor,
            at=at,
            reason=reason.strip(),
            judgement=judgement,
        )
    refresh_standing(business=business, customer_ids=[one.customer_id for one in losing])
    waiting = _send_away(session, at=at)

    changes = {"reason": ["", reason.strip()]} if reason.strip() else {}
    AuditEntry.objects.record(actor, "group_session.called_off", session, at=at, changes=changes)
    return CalledOff(tuple(one.id for one in losing), waiting)


def registrations_of(session: GroupSession) -> list[Registration]:
    """Everybody who ever had a place in it, locked until the transaction ends."""
    rows = Registration.objects.of(session.business).filter(group_session=session)
    found = list(rows.order_by("id").locked())
    for registration in found:
        registration.business = session.business
    return found


def _send_away(session: GroupSession, *, at: datetime) -> tuple[int, ...]:
    waiting = WaitingPlace.objects.of(session.business).filter(
        group_session=session, state=WaitingState.WAITING
    )
    customers = tuple(waiting.order_by("rank", "id").values_list("customer_id", flat=True))
    waiting.update(state=WaitingState.LEFT, changed_at=at)
    return customers
