"""Undo the latest change of a registration's status."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext as _

from regulars.actions.group_sessions.register import AlreadyRegistered, SessionFull
from regulars.actions.group_sessions.seats import must_take_place, seats_of
from regulars.actions.group_sessions.status_change import (
    change_status,
    held_registration,
    keep_standing,
    must_be_possible,
)
from regulars.actions.wholly import wholly
from regulars.kernel import words
from regulars.kernel.actor import Actor
from regulars.kernel.refusal import Refused
from regulars.kernel.tenant import Tenant
from regulars.records.group_sessions import Registration, RegistrationEvent
from regulars.rules.appointment_status import Move, Status, is_cancelled
from regulars.rules.capacity import place_again
from regulars.rules.permissions import Permission
from regulars.rules.status_changes import StatusChange, status_before_latest


class MovedOn(Refused):
    """Something else happened to the place since; the sentence says where it stands."""

    code = "moved_on"


@wholly
def undo_registration(
    *,
    business: Tenant,
    registration_id: int,
    actor: Actor,
    at: datetime,
    reason: str = "",
    expects: Status | None = None,
) -> Status:
    """Give the registration the status it had before its latest change; returns that status.

    Undoing a cancellation takes a place again, the old one or else the lowest that is free.
    Ledger lines and sent messages stay (PRODUCT.md, chapter 0). `expects` is what is meant to be
    undone, so that a form sent twice does not go back twice. Raises MovedOn, SessionFull, AlreadyRegistered, IsCalledOff, NotPossibleNow, Forbidden.
    """
    registration = held_registration(
        business=business,
        registration_id=registration_id,
        permission=Permission.UNDO_ENDINGS,
        actor=actor,
    )

    was = Status(registration.status)
    if expects not in (None, was):
        raise MovedOn(
            _("The group booking has moved on: %(status)s. Look at it before you undo.")
            % {"status": words.status_word(was)}
        )
    must_be_possible(registration, Move.UNDO, at=at)
    before = status_before([registration])[registration.id]
    if is_cancelled(was):
        _take_place_again(registration)

    change_status(
        registration,
        before,
        verb="registration.undone",
        actor=actor,
        at=at,
        reason=reason.strip(),
        is_undo=True,
    )
    keep_standing(registration)
    return before


def status_before(registrations: Iterable[Registration]) -> dict[int, Status]:
    """The status of each before its latest change that still stands. One statement."""
    changes: dict[int, list[StatusChange]] = {one.id: [] for one in registrations}
    events = RegistrationEvent.objects.filter(registration_id__in=changes).order_by("id")
    for id_, to, is_undo in events.values_list("registration_id", "to_status", "is_undo"):
        changes[id_].append(StatusChange(Status(to), is_undo))
    return {id_: status_before_latest(found) for id_, found in changes.items()}


def _take_place_again(registration: Registration) -> None:
    session = registration.group_session
    must_take_place(session)
    seats = seats_of(session)
    if seats.places.is_full:
        raise SessionFull(
            _(
                "All places are taken by now, so this cannot be undone. "
                "Raise the number of places, or free one first."
            )
        )
    others = Registration.objects.of(session.business).filter(
        group_session=session, customer_id=registration.customer_id, takes_place=True
    )
    if others.exists():
        raise AlreadyRegistered
    registration.place = place_again(registration.place, taken=seats.taken)
