"""An entry of the calendar is moved, made longer or shorter: dragged, typed or undone."""

from __future__ import annotations

from typing import ClassVar

from django.http import HttpResponse

from regulars.actions.appointments.place import KEEP, IdOrKeep
from regulars.actions.appointments.reschedule import reschedule_appointment
from regulars.actions.group_sessions.change import KEEP as KEEP_ROOM
from regulars.actions.group_sessions.change import change_group_session
from regulars.actions.messages.withdraw import withdraw_unsent
from regulars.actions.schedule.change_block import change_block
from regulars.actions.taken_time.hold import TimeTaken
from regulars.faces.desk.entrance import DeskRequest, DeskView
from regulars.faces.desk.moves.answer import moved, not_moved
from regulars.faces.desk.moves.elsewhere import why
from regulars.faces.desk.moves.wish import Wish, WishForm
from regulars.kernel.actor import Forbidden
from regulars.kernel.refusal import Refused
from regulars.queries.free_room import free_room
from regulars.queries.standing_place import EntryKind, StandingPlace, standing_place
from regulars.rules.messages import MessageKind
from regulars.rules.permissions import Permission


class Move(DeskView):
    """Puts one entry where it is wished; says why if that cannot be."""

    permission = Permission.SEE_APPOINTMENTS
    kind: ClassVar[EntryKind]

    def post(self, request: DeskRequest, entry_id: int) -> HttpResponse:
        business = request.door.business
        standing = standing_place(business=business, kind=self.kind, entry_id=entry_id)
        form = WishForm(request.POST, standing=standing, fmt=request.fmt)
        if not form.is_valid():
            return not_moved(request, standing, form.sentence, status=422)
        wish = form.wish()
        try:
            self.carry_out(request, entry_id, wish)
        except Forbidden:
            raise
        except Refused as refusal:
            return not_moved(
                request, standing, why(request, standing, wish, refusal), wish=wish, status=409
            )
        return self.done(request, standing, wish)

    def done(self, request: DeskRequest, before: StandingPlace, wish: Wish) -> HttpResponse:
        """Answer with where it stands now."""
        business = request.door.business
        after = standing_place(business=business, kind=self.kind, entry_id=before.id)
        is_told = wish.is_undo and self.stays_told(request, before.id)
        return moved(request, before=before, after=after, is_undo=wish.is_undo, is_told=is_told)

    def stays_told(self, request: DeskRequest, entry_id: int) -> bool:
        """Whether somebody was told of what is undone, and that cannot be taken back."""
        return False

    def carry_out(self, request: DeskRequest, entry_id: int, wish: Wish) -> object:
        """Tell the action of this kind."""
        raise NotImplementedError


class AppointmentTime(Move):
    """When, with whom and in which room an appointment is."""

    permission = Permission.EDIT_APPOINTMENTS
    kind = EntryKind.APPOINTMENT

    def carry_out(self, request: DeskRequest, entry_id: int, wish: Wish) -> object:
        try:
            return _reschedule(request, entry_id, wish, wish.room_id if wish.says_room else KEEP)
        except TimeTaken as refusal:
            room_id = _another_room(request, wish, refusal)
            if room_id is None:
                raise
            return _reschedule(request, entry_id, wish, room_id)

    def stays_told(self, request: DeskRequest, entry_id: int) -> bool:
        if "told" not in request.POST or not request.door.actor.may(Permission.WRITE_MESSAGES):
            return False
        return not withdraw_unsent(
            business=request.door.business,
            appointment_id=entry_id,
            kind=MessageKind.CHANGED,
            actor=request.door.actor,
            at=request.at,
        )


def _reschedule(request: DeskRequest, appointment_id: int, wish: Wish, room_id: IdOrKeep) -> object:
    return reschedule_appointment(
        business=request.door.business,
        appointment_id=appointment_id,
        starts_at=wish.starts_at,
        ends_at=wish.ends_at,
        staff_member_id=wish.staff_member_id,
        room_id=room_id,
        version=wish.version,
        actor=request.door.actor,
        at=request.at,
    )


def _another_room(request: DeskRequest, wish: Wish, refusal: TimeTaken) -> int | None:
    """Another room, where only the one it had is in the way and nobody asked for that one.

    Everybody has a chair of their own: whoever goes to another artist goes to another chair.
    """
    only_rooms = refusal.obstacles and all(each.is_room for each in refusal.obstacles)
    if wish.says_room or wish.is_undo or not only_rooms:
        return None
    return free_room(
        business=request.door.business,
        staff_member_id=wish.staff_member_id,
        starts_at=wish.starts_at,
        ends_at=wish.ends_at,
    )


class BlockTime(Move):
    """When a block is, and whose time it takes."""

    permission = Permission.BLOCK_TIME
    kind = EntryKind.BLOCK

    def carry_out(self, request: DeskRequest, entry_id: int, wish: Wish) -> object:
        return change_block(
            business=request.door.business,
            block_id=entry_id,
            starts_at=wish.starts_at,
            ends_at=wish.ends_at,
            staff_member_id=wish.staff_member_id,
            room_id=wish.room_id,
            version=wish.version,
            actor=request.door.actor,
            at=request.at,
        )


class GroupTime(Move):
    """When a group session is, who holds it and where."""

    permission = Permission.MANAGE_GROUPS
    kind = EntryKind.GROUP

    def carry_out(self, request: DeskRequest, entry_id: int, wish: Wish) -> object:
        return change_group_session(
            business=request.door.business,
            session_id=entry_id,
            starts_at=wish.starts_at,
            ends_at=wish.ends_at,
            staff_member_id=wish.staff_member_id,
            room_id=wish.room_id if wish.says_room else KEEP_ROOM,
            version=wish.version,
            actor=request.door.actor,
            at=request.at,
        )
