"""Who sits where in a group session? Read and written while the session is held."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from regulars.kernel.actor import Actor, Forbidden
from regulars.kernel.refusal import Refused
from regulars.kernel.tenant import Tenant
from regulars.records.group_sessions import GroupSession, Registration
from regulars.rules.capacity import Places, closed_up, seated
from regulars.rules.permissions import Permission


class IsCalledOff(Refused):
    """The session does not take place."""

    code = "is_called_off"
    sentence = _("This group session is called off. Bring it back first.")


@dataclass(frozen=True, slots=True)
class Seats:
    """The places that are taken by now, by registration."""

    capacity: int
    by_registration: Mapping[int, int]

    @property
    def places(self) -> Places:
        return Places(self.capacity, len(self.by_registration))

    @property
    def taken(self) -> frozenset[int]:
        return frozenset(self.by_registration.values())


def held_session(
    *, business: Tenant, session_id: int, permission: Permission, actor: Actor
) -> GroupSession:
    """The session, locked until the transaction ends, if the actor may do that to it.

    Whoever takes or frees a place holds it, so that two never decide about the same place.
    Raises Forbidden, or DoesNotExist for another business's session.
    """
    actor.must(permission, business)
    session: GroupSession = (
        GroupSession.objects.of(business)
        .select_related("business", "service", "staff_member", "room")
        .locked()
        .get(id=session_id)
    )
    if not actor.may(Permission.REACH_ALL_CALENDARS) and actor.staff_id != session.staff_member_id:
        raise Forbidden
    return session


def must_take_place(session: GroupSession) -> None:
    """Raise IsCalledOff for a session that is called off."""
    if session.called_off_at is not None:
        raise IsCalledOff


def seats_of(session: GroupSession) -> Seats:
    """Who sits where; those who came without a place sit on the lowest free ones."""
    rows = list(
        Registration.objects.of(session.business)
        .filter(group_session=session, takes_place=True)
        .order_by("id")
        .values_list("id", "place")
    )
    places = seated([place for _, place in rows])
    found = {row[0]: place for row, place in zip(rows, places, strict=True)}
    return Seats(session.capacity, found)


def close_up(session: GroupSession) -> None:
    """Let those who sit beyond the capacity have the places that are free by now."""
    moves = closed_up(seats_of(session).by_registration, capacity=session.capacity)
    registrations = Registration.objects.of(session.business)
    for registration_id, place in moves.items():
        registrations.filter(id=registration_id).update(place=place)
