"""Register a customer for a place in a group session."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from regulars.actions.customers.standing import refresh_standing
from regulars.actions.group_sessions.seats import (
    Seats,
    held_session,
    must_take_place,
    seats_of,
)
from regulars.actions.group_sessions.status_change import write_event
from regulars.actions.wholly import wholly
from regulars.kernel.actor import Actor, Forbidden
from regulars.kernel.refusal import Refused
from regulars.kernel.tenant import Tenant
from regulars.records.audit import AuditEntry
from regulars.records.customers import Customer
from regulars.records.group_sessions import (
    GroupSession,
    Registration,
    WaitingPlace,
)
from regulars.rules.capacity import WaitingState, next_place
from regulars.rules.permissions import Permission


class SessionFull(Refused):
    """All places are taken."""

    code = "session_full"


class AlreadyRegistered(Refused):
    """The customer has a place in this session."""

    code = "already_registered"
    sentence = gettext_lazy("This customer has a place in this group session already.")


@wholly
def register(
    *,
    business: Tenant,
    session_id: int,
    customer_id: int,
    actor: Actor,
    at: datetime,
    overbook: bool = False,
    price_minor: int | None = None,
    notes: str = "",
) -> int:
    """Give the customer the lowest free place; returns the registration's id.

    When all are taken, `overbook` gives one beyond the capacity; without it that is refused. The
    price is the service's unless given, in minor units. Whoever waited waits no longer.
    Raises SessionFull, AlreadyRegistered, IsCalledOff, Forbidden.
    """
    session = held_session(
        business=business,
        session_id=session_id,
        permission=Permission.BOOK_APPOINTMENTS,
        actor=actor,
    )
    if price_minor is not None and not actor.may(Permission.SEE_MONEY):
        raise Forbidden
    customer = Customer.objects.of(business).get(id=customer_id)

    must_take_place(session)
    seats = seats_of(session)
    if seats.places.is_full:
        _may_overbook(seats, actor, overbook=overbook)
    price = session.service.price_minor if price_minor is None else price_minor

    registration = Registration(
        business=session.business,
        group_session=session,
        customer=customer,
        starts_at=session.starts_at,
        place=next_place(seats.taken),
        price_minor=price,
        currency=session.business.currency,
        notes=notes.strip(),
        created_at=at,
    )
    _take_place(registration, session)
    _end_waiting(registration, at=at)
    refresh_standing(business=business, customer_ids=[customer_id])

    _write_down(registration, is_over=seats.places.is_full, actor=actor, at=at)
    return registration.id


def full(capacity: int) -> SessionFull:
    """The refusal of a place in a session that has none left."""
    return SessionFull(
        ngettext(
            "The only place is taken. Put the customer on the waiting list, or overbook.",
            "All %(n)s places are taken. Put the customer on the waiting list, or overbook.",
            capacity,
        )
        % {"n": capacity}
    )


def _may_overbook(seats: Seats, actor: Actor, *, overbook: bool) -> None:
    if not overbook:
        raise full(seats.capacity)
    if not may_overbook(actor):
        raise Forbidden(_("Your role does not allow to overbook. Ask the front desk."))


def may_overbook(actor: Actor) -> bool:
    """Whether the actor may give a place beyond the capacity."""
    return actor.may(Permission.MANAGE_GROUPS) or actor.may(Permission.REACH_ALL_CALENDARS)


def _take_place(registration: Registration, session: GroupSession) -> None:
    taking = Registration.objects.of(session.business).filter(
        group_session=session, customer_id=registration.customer_id, takes_place=True
    )
    if taking.exists():
        raise AlreadyRegistered
    try:
        with transaction.atomic():
            registration.save()
    except IntegrityError as clash:
        # The database has the last word about who has a place, whoever looked before.
        # PostgreSQL names the constraint, SQLite its columns.
        if "registered_once" in str(clash) or "registration.customer_id" in str(clash):
            raise AlreadyRegistered from clash
        if "place_taken_once" in str(clash) or "registration.place" in str(clash):
            raise full(session.capacity) from clash
        raise


def _end_waiting(registration: Registration, *, at: datetime) -> None:
    """Whoever waited for a place has one now."""
    WaitingPlace.objects.of(registration.business).filter(
        group_session_id=registration.group_session_id,
        customer_id=registration.customer_id,
        state=WaitingState.WAITING,
    ).update(state=WaitingState.PROMOTED, registration=registration, changed_at=at)


def _write_down(registration: Registration, *, is_over: bool, actor: Actor, at: datetime) -> None:
    write_event(registration, None, actor=actor, at=at)
    AuditEntry.objects.record(
        actor,
        "registration.overbooked" if is_over else "registration.booked",
        registration,
        at=at,
        customer_id=registration.customer_id,
        changes={
            "starts_at": [None, registration.starts_at.isoformat()],
            "place": [None, registration.place],
        },
    )
