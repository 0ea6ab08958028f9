"""Whose time is about to be taken? Their rows are held first, so that rivals wait in line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from regulars.kernel.tenant import Tenant
from regulars.records.schedule import Room
from regulars.records.staff import StaffMember


@dataclass(frozen=True, slots=True)
class Columns:
    """The staff members and rooms that are held until the transaction ends, by id."""

    staff: Mapping[int, StaffMember]
    rooms: Mapping[int, Room]

    def member(self, staff_member_id: int | None) -> StaffMember | None:
        """The staff member who is held; KeyError if it is somebody else."""
        return None if staff_member_id is None else self.staff[staff_member_id]

    def room(self, room_id: int | None) -> Room | None:
        """The room that is held; KeyError if it is another one."""
        return None if room_id is None else self.rooms[room_id]

    def hold(self, *, staff_member_id: int | None, room_id: int | None) -> bool:
        """Say whether both are among those that are held; None needs no holding."""
        return (staff_member_id is None or staff_member_id in self.staff) and (
            room_id is None or room_id in self.rooms
        )


def lock_columns(
    *,
    business: Tenant,
    staff_member_ids: Iterable[int | None] = (),
    room_ids: Iterable[int | None] = (),
) -> Columns:
    """Hold the rows of these staff members, then of these rooms, each in order of id.

    Every action that takes or lets go of time does this before it locks anything else, which
    rules out deadlocks. None is left out. Raises DoesNotExist for what this business has not.
    """
    staff_ids = {id_ for id_ in staff_member_ids if id_ is not None}
    wanted_rooms = {id_ for id_ in room_ids if id_ is not None}
    staff: dict[int, StaffMember] = {}
    rooms: dict[int, Room] = {}
    if staff_ids:
        members = StaffMember.objects.of(business).filter(id__in=staff_ids).order_by("id")
        staff = {member.id: member for member in members.locked()}
        if len(staff) < len(staff_ids):
            raise StaffMember.DoesNotExist
    if wanted_rooms:
        found = Room.objects.of(business).filter(id__in=wanted_rooms).order_by("id")
        rooms = {room.id: room for room in found.locked()}
        if len(rooms) < len(wanted_rooms):
            raise Room.DoesNotExist
    return Columns(staff, rooms)
