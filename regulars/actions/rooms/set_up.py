"""Set up a room or a chair, and call it something else."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from regulars.actions.wholly import wholly
from regulars.kernel.actor import Actor
from regulars.kernel.refusal import Refused
from regulars.kernel.tenant import Tenant
from regulars.records.audit import AuditEntry
from regulars.records.schedule import Room
from regulars.rules.permissions import Permission


class RoomWithoutName(Refused):
    """A room is called something."""

    code = "room_without_name"
    sentence = _("Give the room a name.")


class RoomNamedAlready(Refused):
    """Two rooms of one name could not be told apart."""

    code = "room_named_already"
    sentence = _("Another room has this name already.")


@wholly
def set_up_room(*, business: Tenant, name: str, actor: Actor, at: datetime) -> int:
    """A room that can be booked from now on; returns the id.

    Raises RoomWithoutName, RoomNamedAlready, Forbidden.
    """
    actor.must(Permission.MANAGE_CATALOGUE, business)

    name = _free_name(business, name, room_id=None)

    last = Room.objects.of(business).aggregate(last=Max("position"))["last"]
    room = Room.objects.create(
        business_id=business.id, name=name, position=0 if last is None else last + 1
    )

    AuditEntry.objects.record(actor, "room.set_up", room, at=at, changes={"name": [None, name]})
    return room.id


@wholly
def rename_room(*, business: Tenant, room_id: int, name: str, actor: Actor, at: datetime) -> None:
    """Call it something else. Raises RoomWithoutName, RoomNamedAlready, Forbidden."""
    actor.must(Permission.MANAGE_CATALOGUE, business)
    room = Room.objects.of(business).locked().get(id=room_id)

    name = _free_name(business, name, room_id=room.id)
    if name == room.name:
        return

    was, room.name = room.name, name
    room.save(update_fields=["name"])

    AuditEntry.objects.record(actor, "room.renamed", room, at=at, changes={"name": [was, name]})


def _free_name(business: Tenant, name: str, *, room_id: int | None) -> str:
    name = " ".join(name.split())
    if not name:
        raise RoomWithoutName
    rooms = Room.objects.of(business).filter(is_active=True).values_list("id", "name")
    if any(id_ != room_id and other.casefold() == name.casefold() for id_, other in rooms):
        raise RoomNamedAlready
    return name
