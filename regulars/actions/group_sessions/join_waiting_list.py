"""Put a customer on the waiting list of a group session."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from regulars.actions.group_sessions.register import AlreadyRegistered
from regulars.actions.group_sessions.seats import held_session, must_take_place, seats_of
from regulars.actions.group_sessions.waiting import line_of
from regulars.actions.wholly import wholly
from regulars.kernel.actor import Actor
from regulars.kernel.refusal import Refused
from regulars.kernel.tenant import Tenant
from regulars.records.audit import AuditEntry
from regulars.records.customers import Customer
from regulars.records.group_sessions import Registration, WaitingPlace
from regulars.rules.capacity import may_wait
from regulars.rules.permissions import Permission


class PlacesLeft(Refused):
    """Nobody needs to wait."""

    code = "places_left"
    sentence = _("There is a free place. Give it to the customer instead.")


class AlreadyWaiting(Refused):
    """The customer stands in the line."""

    code = "already_waiting"
    sentence = _("This customer waits for a place already.")


@wholly
def join_waiting_list(
    *, business: Tenant, session_id: int, customer_id: int, actor: Actor, at: datetime
) -> int:
    """The customer wants a place when one becomes free, after those who wait; returns the id.

    Raises PlacesLeft, AlreadyWaiting, AlreadyRegistered, IsCalledOff, Forbidden.
    """
    session = held_session(
        business=business,
        session_id=session_id,
        permission=Permission.BOOK_APPOINTMENTS,
        actor=actor,
    )
    customer = Customer.objects.of(business).get(id=customer_id)

    must_take_place(session)
    of_session = {"group_session": session, "customer": customer}
    if Registration.objects.of(business).filter(**of_session, takes_place=True).exists():
        raise AlreadyRegistered
    line = line_of(session)
    wishes = WaitingPlace.objects.of(business)
    if wishes.filter(**of_session, id__in=[one.id for one in line]).exists():
        raise AlreadyWaiting
    if not may_wait(seats_of(session).places, waiting=len(line)):
        raise PlacesLeft

    wish = WaitingPlace.objects.create(
        business_id=business.id,
        **of_session,
        rank=line[-1].rank + 1 if line else 1,
        created_at=at,
        changed_at=at,
    )

    AuditEntry.objects.record(actor, "waiting_place.joined", wish, at=at, customer_id=customer.id)
    return wish.id
