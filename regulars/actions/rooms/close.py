"""Close a room, or open it again."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from regulars.actions.wholly import wholly
from regulars.kernel.actor import Actor
from regulars.kernel.refusal import Refused
from regulars.kernel.tenant import Tenant
from regulars.records.audit import AuditEntry
from regulars.records.busy_time import BusyTime
from regulars.records.schedule import Room
from regulars.rules.permissions import Permission


class RoomInUse(Refused):
    """Something is still going to happen in it."""

    code = "room_in_use"


@wholly
def close_room(*, business: Tenant, room_id: int, actor: Actor, at: datetime) -> None:
    """Nothing is booked into it any more. Raises RoomInUse while something is, Forbidden."""
    actor.must(Permission.MANAGE_CATALOGUE, business)
    room = Room.objects.of(business).locked().get(id=room_id)
    if not room.is_active:
        return

    taken = BusyTime.objects.of(business).filter(room=room, block=None, ends_at__gt=at)
    if taken.exists():
        raise RoomInUse(
            _("%(room)s is still booked for what lies ahead. Move that elsewhere first.")
            % {"room": room.name}
        )

    room.is_active = False
    room.save(update_fields=["is_active"])

    AuditEntry.objects.record(
        actor, "room.closed", room, at=at, changes={"is_active": [True, False]}
    )


@wholly
def open_room_again(*, business: Tenant, room_id: int, actor: Actor, at: datetime) -> None:
    """It can be booked again. Raises Forbidden."""
    actor.must(Permission.MANAGE_CATALOGUE, business)
    room = Room.objects.of(business).locked().get(id=room_id)
    if room.is_active:
        return

    room.is_active = True
    room.save(update_fields=["is_active"])

    AuditEntry.objects.record(
        actor, "room.opened_again", room, at=at, changes={"is_active": [False, True]}
    )
