"""Bring a group session back that was called off."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from regulars.actions.customers.standing import refresh_standing
from regulars.actions.group_sessions.call_off import registrations_of
from regulars.actions.group_sessions.seats import held_session
from regulars.actions.group_sessions.status_change import change_status, touch_session
from regulars.actions.group_sessions.undo import status_before
from regulars.actions.taken_time.columns import lock_columns
from regulars.actions.taken_time.hold import hold_time
from regulars.actions.wholly import wholly
from regulars.kernel.actor import Actor
from regulars.kernel.refusal import Refused
from regulars.kernel.tenant import Tenant
from regulars.records.audit import AuditEntry
from regulars.records.group_sessions import (
    GroupSession,
    Registration,
    RegistrationEvent,
    WaitingPlace,
)
from regulars.rules.appointment_status import Status
from regulars.rules.cancellation import CancelledBy
from regulars.rules.capacity import WaitingState
from regulars.rules.permissions import Permission


class NotCalledOff(Refused):
    """There is nothing to bring back."""

    code = "not_called_off"
    sentence = _("This group session is not called off.")


@wholly
def bring_back_group_session(
    *, business: Tenant, session_id: int, actor: Actor, at: datetime
) -> tuple[int, ...]:
    """Undo the calling off: the time is taken again, and everybody has place and status again.

    Whoever waited then waits again. Returns the registrations that are back.
    Raises TimeTaken if the time is somebody else's by now, NotCalledOff, Forbidden.
    """
    actor.must(Permission.MANAGE_GROUPS, business)
    sessions = GroupSession.objects.of(business)
    member_id, room_id = sessions.values_list("staff_member_id", "room_id").get(id=session_id)
    lock_columns(business=business, staff_member_ids=[member_id], room_ids=[room_id])
    session = held_session(
        business=business, session_id=session_id, permission=Permission.MANAGE_GROUPS, actor=actor
    )

    called_off_at = session.called_off_at
    if called_off_at is None:
        raise NotCalledOff
    back = _lost_by_it(session, called_off_at)
    before = status_before(back)

    session.called_off_at = None
    hold_time(session, at=at)
    touch_session(session, "called_off_at")
    for registration in back:
        change_status(
            registration,
            before[registration.id],
            verb="registration.undone",
            actor=actor,
            at=at,
            is_undo=True,
        )
    refresh_standing(business=business, customer_ids=[one.customer_id for one in back])
    WaitingPlace.objects.of(business).filter(
        group_session=session, state=WaitingState.LEFT, changed_at=called_off_at
    ).update(state=WaitingState.WAITING, changed_at=at)

    AuditEntry.objects.record(actor, "group_session.brought_back", session, at=at)
    return tuple(one.id for one in back)


def _lost_by_it(session: GroupSession, called_off_at: datetime) -> list[Registration]:
    """Those who lost their place by the calling off, and not before or otherwise."""
    events = RegistrationEvent.objects.of(session.business).filter(
        registration__group_session=session,
        at=called_off_at,
        cancelled_by=CancelledBy.STUDIO,
        is_undo=False,
    )
    ids = set(events.values_list("registration_id", flat=True))
    return [
        one
        for one in registrations_of(session)
        if one.id in ids and one.status == Status.CANCELLED_ON_TIME
    ]
