"""Give a place to whoever is next in the waiting list."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from regulars.actions.group_sessions.register import register
from regulars.actions.group_sessions.seats import held_session
from regulars.actions.group_sessions.waiting import line_of
from regulars.actions.wholly import wholly
from regulars.kernel.actor import Actor
from regulars.kernel.refusal import Refused
from regulars.kernel.tenant import Tenant
from regulars.records.group_sessions import WaitingPlace
from regulars.rules.capacity import next_in_line
from regulars.rules.permissions import Permission


class NobodyWaits(Refused):
    """The waiting list is empty."""

    code = "nobody_waits"
    sentence = _("Nobody waits for a place any longer.")


@wholly
def promote_next(*, business: Tenant, session_id: int, actor: Actor, at: datetime) -> int:
    """Give the free place to whoever is next in the line; returns the registration's id.

    Raises NobodyWaits, SessionFull, IsCalledOff, Forbidden.
    """
    session = held_session(
        business=business,
        session_id=session_id,
        permission=Permission.BOOK_APPOINTMENTS,
        actor=actor,
    )

    first = next_in_line(line_of(session))
    if first is None:
        raise NobodyWaits
    wish = WaitingPlace.objects.of(business).get(id=first.id)
    return register(
        business=business,
        session_id=session_id,
        customer_id=wish.customer_id,
        actor=actor,
        at=at,
    )
