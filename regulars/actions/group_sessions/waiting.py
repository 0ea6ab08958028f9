"""The waiting list of a group session, as the actions about it hold it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from regulars.actions.group_sessions.seats import held_session
from regulars.kernel.actor import Actor
from regulars.kernel.refusal import Refused
from regulars.kernel.tenant import Tenant
from regulars.records.group_sessions import GroupSession, WaitingPlace
from regulars.rules.capacity import Waiting, WaitingState
from regulars.rules.permissions import Permission


class WaitsNoLonger(Refused):
    """Somebody was faster: a place was given, or the wish withdrawn."""

    code = "waits_no_longer"
    sentence = _("This customer does not wait any longer. Load the page again.")


def held_wish(*, business: Tenant, waiting_id: int, actor: Actor) -> WaitingPlace:
    """The wish for a place with its session, which is locked until the transaction ends.

    Raises WaitsNoLonger, Forbidden, or DoesNotExist for another business's.
    """
    actor.must(Permission.BOOK_APPOINTMENTS, business)
    wishes = WaitingPlace.objects.of(business)
    session_id = wishes.values_list("group_session_id", flat=True).get(id=waiting_id)
    session = held_session(
        business=business,
        session_id=session_id,
        permission=Permission.BOOK_APPOINTMENTS,
        actor=actor,
    )
    wish: WaitingPlace = wishes.locked().get(id=waiting_id)
    if wish.state != WaitingState.WAITING:
        raise WaitsNoLonger
    wish.group_session = session
    return wish


def line_of(session: GroupSession) -> list[Waiting]:
    """Everybody who waits, in the order in which they get a place."""
    rows = WaitingPlace.objects.of(session.business).filter(
        group_session=session, state=WaitingState.WAITING
    )
    return sorted(Waiting(rank, id_) for rank, id_ in rows.values_list("rank", "id"))
