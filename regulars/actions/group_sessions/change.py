"""Change a group session: move it, hand it to somebody else, change its places or its words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from regulars.actions.appointments.place import KEEP, IdOrKeep, Keep, Place
from regulars.actions.customers.standing import refresh_standing
from regulars.actions.group_sessions.asked_again import ask_again
from regulars.actions.group_sessions.moved import hold_new_place
from regulars.actions.group_sessions.planned import must_have_length, must_have_places
from regulars.actions.group_sessions.seats import close_up, held_session, must_take_place
from regulars.actions.group_sessions.status_change import touch_session
from regulars.actions.taken_time.columns import Columns, lock_columns
from regulars.actions.wholly import wholly
from regulars.kernel.actor import Actor
from regulars.kernel.refusal import Refused
from regulars.kernel.tenant import Tenant
from regulars.records.audit import AuditEntry
from regulars.records.group_sessions import GroupSession, Registration
from regulars.rules.permissions import Permission

__all__ = ["KEEP", "Changed", "OutOfDate", "change_group_session"]


class OutOfDate(Refused):
    """Somebody else changed the session since the form was opened."""

    code = "out_of_date"
    sentence = _(
        "Somebody else changed this group session in the meantime. "
        "Look at what it says now, then save your changes again."
    )


@dataclass(frozen=True, slots=True)
class Changed:
    """Where it stood, where it stands now, and the version by which this can be taken back."""

    before: Place
    after: Place
    version: int
    registration_ids: tuple[int, ...]  # who comes, to be told of a move

    @property
    def has_moved(self) -> bool:
        return self.before != self.after


@wholly
def change_group_session(
    *,
    business: Tenant,
    session_id: int,
    version: int,
    actor: Actor,
    at: datetime,
    starts_at: datetime | None = None,
    ends_at: datetime | None = None,
    staff_member_id: int | None = None,
    room_id: IdOrKeep = KEEP,
    capacity: int | None = None,
    title: str | None = None,
    notes: str | None = None,
) -> Changed:
    """Change what is given and keep the rest; a new start alone keeps the length.

    Everybody's booking moves along, and whoever said yes to another start is asked again. Fewer
    places than are taken is allowed and shows as overbooked; where places become free, the
    overbooked get them. `version` is what was looked at. Raises TimeTaken, OutOfDate, EndsTooSoon,
    HasTakenPlace, IsCalledOff, TooLong, NoPlaces, TooFarAhead, TooLongAgo, NotOffered, Forbidden.
    """
    actor.must(Permission.MANAGE_GROUPS, business)

    columns = _hold_columns(business, session_id, staff_member_id, room_id)
    session = held_session(
        business=business, session_id=session_id, permission=Permission.MANAGE_GROUPS, actor=actor
    )

    if session.version != version or not columns.hold(
        staff_member_id=session.staff_member_id, room_id=session.room_id
    ):
        raise OutOfDate
    must_take_place(session)
    before = _place_of(session)
    begins = starts_at or before.starts_at
    after = Place(
        staff_member_id=staff_member_id or before.staff_member_id,
        room_id=before.room_id if isinstance(room_id, Keep) else room_id,
        starts_at=begins,
        ends_at=ends_at or begins + (before.ends_at - before.starts_at),
    )
    said = {"capacity": capacity, "title": title, "notes": notes}
    changes = _written(session, after, said)
    if not changes:
        return Changed(before, after, session.version, ())
    must_have_length(after.starts_at, after.ends_at)
    must_have_places(session.capacity)

    if after != before:
        hold_new_place(session, before, columns=columns, at=at)
    touch_session(session, *changes)
    comes = Registration.objects.of(business).filter(group_session=session)
    if after.starts_at != before.starts_at:
        changes |= ask_again(session, before.starts_at, actor=actor, at=at)
        comes.update(starts_at=after.starts_at)
        customers = comes.values_list("customer_id", flat=True)
        refresh_standing(business=business, customer_ids=customers)
    close_up(session)

    AuditEntry.objects.record(actor, "group_session.changed", session, at=at, changes=changes)
    active = comes.active().order_by("id").values_list("id", flat=True)
    return Changed(before, after, session.version, tuple(active))


def _hold_columns(
    business: Tenant, session_id: int, staff_member_id: int | None, room_id: IdOrKeep
) -> Columns:
    """Hold whose time it takes now and whose it is to take, before the session itself."""
    standing = GroupSession.objects.of(business).values_list("staff_member_id", "room_id")
    own_member, own_room = standing.get(id=session_id)
    rooms = () if isinstance(room_id, Keep) else (room_id,)
    return lock_columns(
        business=business,
        staff_member_ids=[own_member, staff_member_id],
        room_ids=[own_room, *rooms],
    )


def _place_of(session: GroupSession) -> Place:
    return Place(session.staff_member_id, session.room_id, session.starts_at, session.ends_at)


def _written(
    session: GroupSession, place: Place, said: Mapping[str, Any]
) -> dict[str, list[object]]:
    """Write what is said to the record, unsaved; the old and new value of what differs."""
    wanted: dict[str, Any] = {
        "staff_member_id": place.staff_member_id,
        "room_id": place.room_id,
        "starts_at": place.starts_at,
        "ends_at": place.ends_at,
    } | {name: value for name, value in said.items() if value is not None}
    changes: dict[str, list[object]] = {}
    for name, told in wanted.items():
        value = told.strip() if isinstance(told, str) else told
        if name == "title":
            value = value or session.service.name
        was = getattr(session, name)
        if was != value:
            changes[name] = [_stored(was), _stored(value)]
            setattr(session, name, value)
    return changes


def _stored(value: object) -> object:
    return value.isoformat() if isinstance(value, datetime) else value
